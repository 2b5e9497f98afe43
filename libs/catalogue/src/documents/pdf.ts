import { createRequire } from 'node:module';
import { join } from 'node:path';
import pdfmake from 'pdfmake';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { OpenCatalogue, OpenFigure, OpenOccupation } from '../domain/open-catalogue.js';
import { DEPTH } from '../domain/figures/round.js';
import { shownAbove } from '../domain/finest.js';
import {
  byRank,
  CHANGE_WORDS,
  countyOf,
  dayText,
  DEPTH_WORDS,
  figureText,
  GRADE_WORDS,
  intervalText,
  levelOf,
  ofTable,
  percent,
  quarterText,
  rankedBy,
  statements,
  WITHHELD,
  withheldWhy,
} from './words.js';

const fonts = join(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc'), '..', '..', 'fonts');
pdfmake.setFonts({ NotoSans: { normal: join(fonts, 'NotoSansHans-Regular.otf'), bold: join(fonts, 'NotoSansHans-Medium.otf') } });
// A document is made of text alone: nothing is fetched, and of files only the fonts are read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path: string) => path.startsWith(fonts));

const LINES = { hLineWidth: () => 0.4, vLineWidth: () => 0, hLineColor: () => '#c8ced6', paddingTop: () => 2, paddingBottom: () => 2 };

/** The catalogue to print: A4, Chinese fonts embedded. */
export const pdfOf = (catalogue: OpenCatalogue): Promise<Buffer> => {
  const title = `${quarterText(catalogue.quarter)}紧缺职业目录`;
  const document: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: [40, 46, 40, 46],
    info: { title },
    language: 'zh-CN',
    defaultStyle: { font: 'NotoSans', fontSize: 8.5 },
    styles: {
      h1: { fontSize: 20, bold: true, margin: [0, 0, 0, 8] },
      h2: { fontSize: 13, bold: true, margin: [0, 14, 0, 6] },
      h3: { fontSize: 9.5, bold: true, margin: [0, 8, 0, 3] },
      note: { fontSize: 7.5, color: '#4a5565', margin: [0, 2, 0, 4] },
    },
    footer: (page: number, pages: number) => ({
      text: `${title} · 季度冻结数 · ${page} / ${pages}`,
      alignment: 'center',
      fontSize: 7,
      margin: [0, 16, 0, 0],
    }),
    content: [
      { text: title, style: 'h1' },
      { text: `${catalogue.issuer}　${dayText(catalogue.publishedAt)}`, fontSize: 10.5, margin: [0, 0, 0, 10] },
      {
        layout: LINES,
        table: { widths: [70, '*'], body: statements(catalogue).map(([name, text]) => [{ text: name, bold: true }, text]) },
      },
      { text: '一、紧缺职业排序', style: 'h2' },
      { text: `${rankedBy(catalogue)}${alsoWithheld(catalogue)}`, style: 'note' },
      listOf(catalogue),
      { text: '二、各县市区、技能等级缺工人数（估计）', style: 'h2' },
      { text: `按排名先后。${withheldWhy(catalogue)}`, style: 'note' },
      ...parts(catalogue),
    ],
  };
  return pdfmake.createPdf(document).getBuffer();
};

const alsoWithheld = (catalogue: OpenCatalogue): string => {
  const n = ranked(catalogue).filter(({ withheld }) => withheld).length;
  return n === 0 ? '' : `另有 ${n} 个职业的总数不能公布，见第三部分。`;
};

const headed = (widths: (number | string)[], head: string[], rows: TableCell[][]): Content => ({
  layout: LINES,
  table: { headerRows: 1, widths, body: [head.map((text) => ({ text, bold: true })), ...rows] },
});

const listOf = (catalogue: OpenCatalogue): Content =>
  headed(
    [26, 54, '*', 40, 62, 36, 44, 36],
    ['排名', '代码', '职业', '缺工', '95% 区间', '缺工率', '等级', '较上季'],
    ranked(catalogue)
      .filter(({ withheld }) => !withheld)
      .map((one) => [
        one.rank ?? '',
        one.code,
        one.name,
        figureText(one),
        intervalText(one),
        percent(one.shortageRate),
        GRADE_WORDS[one.grade],
        one.change ? CHANGE_WORDS[one.change] : '',
      ]),
  );

const ranked = ({ occupations }: OpenCatalogue): OpenOccupation[] => occupations.filter((one) => one.depth === DEPTH).sort(byRank);

const NOBODY = '—';
/** Without the grade in brackets, which no column has room for. */
const narrow = (level: string): string => level.replace(/（.*）/, '');

/** Figures of a table by occupation. */
const byOccupation = (catalogue: OpenCatalogue, table: OpenFigure['table']): Map<string, OpenFigure[]> => {
  const byCode = new Map<string, OpenFigure[]>();
  for (const one of ofTable(catalogue, table)) byCode.set(one.occupation ?? '', [...(byCode.get(one.occupation ?? '') ?? []), one]);
  return byCode;
};

/** In order of rank: a table for each occupation, counties down, levels across; one of which no county can be shown has a line below. */
const parts = (catalogue: OpenCatalogue): Content[] => {
  const byCountyAndLevel = byOccupation(catalogue, 'occupation_county_level');
  const byCounty = byOccupation(catalogue, 'occupation_county');
  const byLevel = byOccupation(catalogue, 'occupation_level');
  const known = new Map(catalogue.occupations.map((one) => [one.code, one]));
  const [tables, others]: [Content[], TableCell[][]] = [[], []];
  for (const occupation of ranked(catalogue)) {
    const { code, name } = occupation;
    const figures = new Figures(occupation, byCountyAndLevel.get(code) ?? [], byCounty.get(code) ?? [], byLevel.get(code) ?? []);
    if (figures.counties.length > 0) tables.push(matrix(catalogue, occupation, figures));
    else others.push([code, name, ...coarser(catalogue, shownAbove(known, code), figures)]);
  }
  if (others.length === 0) return tables;
  return [
    ...tables,
    { text: '三、不能分县市区公布的职业', style: 'h2' },
    { text: `列出能公布的最细一级。${withheldWhy(catalogue)}`, style: 'note' },
    headed([54, '*', 70, '*'], ['代码', '职业', '公布到', '缺工人数（估计）'], others),
  ];
};

/** What can be shown of one occupation: by county and level, of a county with all levels, of a level in the whole city. */
class Figures {
  readonly counties: string[];
  readonly hidden: string[];
  readonly levels: number[];
  private readonly at: ReadonlyMap<string, OpenFigure>;

  constructor(occupation: OpenOccupation, cells: readonly OpenFigure[], byCounty: readonly OpenFigure[], byLevel: readonly OpenFigure[]) {
    const all = [...cells, ...byCounty, ...byLevel];
    this.at = new Map(all.map((one) => [`${one.county ?? ''}|${one.level ?? ''}`, one]));
    const { withheld, estimate } = occupation;
    (this.at as Map<string, OpenFigure>).set('|', { table: 'occupation', withheld, estimate });
    const shown = all.filter((one) => !one.withheld);
    const counties = [...new Set([...byCounty, ...cells].map(({ county }) => county ?? ''))];
    this.counties = counties.filter((county) => shown.some((one) => one.county === county));
    this.hidden = counties.filter((county) => !this.counties.includes(county));
    this.levels = [...new Set(shown.flatMap(({ level }) => level ?? []))].sort((a, b) => a - b);
  }

  /** Without a county of the whole city, without a level of all levels. */
  text(county: string, level?: number): string {
    const one = this.at.get(`${county}|${level ?? ''}`);
    return one ? String(figureText(one)) : NOBODY;
  }
}

/** The finest that can be told of an occupation without its counties: by level, in all, or of the nearest group of the code. */
const coarser = (catalogue: OpenCatalogue, sum: OpenOccupation | undefined, figures: Figures): [string, string] => {
  if (figures.levels.length > 0)
    return ['全市、分等级', figures.levels.map((level) => `${narrow(levelOf(catalogue, level))} ${figures.text('', level)}`).join('，')];
  if (!sum) return ['', WITHHELD];
  return sum.depth === DEPTH
    ? ['全市', String(figureText(sum))]
    : [`全市${DEPTH_WORDS[sum.depth] ?? ''}`, `${sum.name}：${figureText(sum)}`];
};

const ALL_LEVELS = '各等级合计';

const matrix = (catalogue: OpenCatalogue, { code, name, rank }: OpenOccupation, figures: Figures): Content => {
  const row = (label: string, county: string): TableCell[] => [
    label,
    ...figures.levels.map((level) => figures.text(county, level)),
    figures.text(county),
  ];
  const { counties, hidden, levels } = figures;
  return {
    stack: [
      { text: `${code} ${name}${rank === null ? '' : `（第 ${rank} 位）`}`, style: 'h3' },
      headed(
        [120, ...levels.map(() => '*'), '*'],
        ['县市区', ...levels.map((level) => narrow(levelOf(catalogue, level))), ALL_LEVELS],
        [row('全市', ''), ...counties.map((county) => row(countyOf(catalogue, county), county))],
      ),
      ...(hidden.length > 0
        ? [{ text: `${WITHHELD}：${hidden.map((county) => countyOf(catalogue, county)).join('、')}`, style: 'note' }]
        : []),
    ],
    unbreakable: counties.length < 20,
  };
};
