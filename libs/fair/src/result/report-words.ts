import type { Campaign } from '../domain/fair.js';
import { FIGURES, FORM_FIGURES, LINE_FIGURES, type ReportFigure, type ReportFigures, type ReportLine } from '../domain/report.js';

export type Locale = 'zh' | 'en';

export const FIGURE_WORDS: Record<ReportFigure, readonly [zh: string, en: string]> = {
  fairs: ['场次（场）', 'Fairs'],
  enterprises: ['参会单位（家）', 'Enterprises'],
  posts: ['岗位（个）', 'Posts'],
  wanted: ['招聘人数（人）', 'People wanted'],
  tickets: ['领取入场码（人）', 'Tickets'],
  entered: ['进场（人）', 'Entered'],
  talks: ['洽谈（人次）', 'Talks'],
  intents: ['初步意向（人次）', 'Intents'],
  intentPeople: ['初步意向（人）', 'People with an intent'],
  offers: ['发出录用意向（人次）', 'Offers'],
  hires: ['录用（人）', 'Hired'],
  confirmed: ['其中已核实（人）', 'Confirmed'],
  hires30: ['30 天在岗（人）', 'There after 30 days'],
  hires90: ['90 天在岗（人）', 'There after 90 days'],
};

const SAYS = {
  zh: {
    figure: '指标',
    value: '数量',
    occupation: '职业',
    level: '技能等级',
    none: '未指明岗位',
    noLevel: '—',
    counts: '总体情况',
    lines: '分职业和等级',
    form: '专项活动统计表',
    campaign: '活动',
    total: '合计',
    report: (name: string) => `${name}成效报告`,
    year: (year: number) => `${year} 年招聘会`,
    asOf: (at: string) => `统计截至 ${at}`,
    how: [
      '进场：首次入场人数，含补录的纸质名单。洽谈、意向、录用意向：企业在展位或会后填报的最后一次结果，同一人在同一企业谈两个岗位计一人次，分职业表中分别列示。',
      '录用：该求职者在本场签到进场、企业确认首次在本场相识并已录用；同一次录用只计一个渠道，本人否认的不计。30 天、90 天在岗为满期后确认仍在同一企业的人数。',
    ],
  },
  en: {
    figure: 'Figure',
    value: 'Number',
    occupation: 'Occupation',
    level: 'Level',
    none: 'no post named',
    noLevel: '—',
    counts: 'In all',
    lines: 'By occupation and level',
    form: 'Form of the campaigns',
    campaign: 'Campaign',
    total: 'Total',
    report: (name: string) => `What came of ${name}`,
    year: (year: number) => `the fairs of ${year}`,
    asOf: (at: string) => `As of ${at}`,
    how: [
      'Entered: people who came in first, those of paper lists among them.',
      'Talks, intents, offers: the last word of the enterprise; who spoke with one about two posts is one talk, and stands in two lines.',
      'Hired: checked in at this fair, and met there first by the employer; one hire counts for one channel, none that is denied.',
      'After 30 and 90 days: those who were found to be there with the same employer.',
    ],
  },
} as const;

export const CAMPAIGN_NAMES: Record<Campaign, readonly [zh: string, en: string]> = {
  'spring-breeze': ['春风行动', 'Spring Breeze'],
  'hundred-days': ['百日千万招聘专项行动', 'Hundred Days'],
  'private-enterprises': ['民营企业招聘月', 'Private enterprises’ month'],
  graduates: ['高校毕业生就业服务', 'Graduates'],
  none: ['其他', 'Others'],
};

/** A fair, or all of a year or campaign, counted. */
export interface Report {
  /** The name of a fair, or of all those of a year. */
  title: string | { year: number };
  /** What it is about, in a line. */
  about: string;
  /** As clocks of the city show it. */
  at: string;
  figures: ReportFigures;
  /** What the national form asks, by campaign. */
  campaigns: { campaign: Campaign; figures: ReportFigures }[];
}

/** A table of a report: what page, PDF and workbook show alike. */
export interface ReportTable {
  title: string;
  head: string[];
  rows: (string | number)[][];
}

export interface ReportDocument {
  title: string;
  about: string;
  asOf: string;
  tables: ReportTable[];
  how: readonly string[];
}

/** Lines that are shown one by one; the rest is one line, so that the sums are those of all. */
const MOST_LINES = 300;

/** All that page, PDF and workbook show, worded once. */
export const documentOf = (
  { title, about, at, figures, campaigns }: Report,
  locale: Locale,
  words: { occupation: (code: string) => string; level: (level: number) => string },
): ReportDocument => {
  const says = SAYS[locale];
  const of = (pair: readonly [string, string]): string => pair[locale === 'zh' ? 0 : 1];
  const occupationOf = ({ occupation }: ReportLine): string =>
    occupation === null ? says.none : `${words.occupation(occupation)} ${occupation}`;
  const levelOf = ({ level }: ReportLine): string => (level === null ? says.noLevel : words.level(level));
  const shown = figures.lines.slice(0, MOST_LINES);
  const rest = figures.lines.slice(MOST_LINES);
  const sum = (lines: readonly ReportLine[], figure: (typeof LINE_FIGURES)[number]): number =>
    lines.reduce((all, line) => all + line[figure], 0);
  return {
    title: says.report(typeof title === 'string' ? title : says.year(title.year)),
    ...{ about, asOf: says.asOf(at), how: says.how },
    tables: [
      {
        title: says.counts,
        head: [says.figure, says.value],
        rows: FIGURES.map((figure) => [of(FIGURE_WORDS[figure]), figures.counts[figure]]),
      },
      {
        title: says.form,
        head: [says.campaign, ...FORM_FIGURES.map((figure) => of(FIGURE_WORDS[figure]))],
        rows: campaigns.map(({ campaign, figures: own }) => [
          of(CAMPAIGN_NAMES[campaign]),
          ...FORM_FIGURES.map((figure) => own.counts[figure]),
        ]),
      },
      {
        title: says.lines,
        head: [says.occupation, says.level, ...LINE_FIGURES.map((figure) => of(FIGURE_WORDS[figure]))],
        rows: [
          ...shown.map((line) => [occupationOf(line), levelOf(line), ...LINE_FIGURES.map((figure) => line[figure])]),
          ...(rest.length > 0 ? [[`… ${rest.length}`, '', ...LINE_FIGURES.map((figure) => sum(rest, figure))]] : []),
          [says.total, '', ...LINE_FIGURES.map((figure) => sum(figures.lines, figure))],
        ],
      },
    ],
  };
};
