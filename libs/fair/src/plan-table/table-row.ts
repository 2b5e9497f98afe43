import type { ColumnWords } from '#platform/layout';
import type { Wording } from '#platform/http';
import { CAMPAIGNS, FAIR_MODES, type Campaign, type FairMode } from '../domain/fair.js';

/** What a year's table says of each fair, by the heading of its column; the export writes the first of the words. */
export const COLUMNS = [
  'number',
  'name',
  'theme',
  'county',
  'campaign',
  'day',
  'opensAt',
  'closesAt',
  'mode',
  'venue',
  'room',
  'place',
  'booths',
  'expected',
  'staff',
  'stream',
  'note',
] as const;
export type Column = (typeof COLUMNS)[number];

export const HEADINGS: Record<Column, string> = {
  number: '编号',
  name: '名称',
  theme: '主题',
  county: '主办地区',
  campaign: '所属活动',
  day: '日期',
  opensAt: '开始时间',
  closesAt: '结束时间',
  mode: '形式',
  venue: '场地',
  room: '展厅',
  place: '地点',
  booths: '展位数',
  expected: '预计到场人数',
  staff: '值守人数',
  stream: '直播链接',
  note: '说明',
};

export const words: Record<Column, ColumnWords> = {
  number: { exact: /^(?:招聘会)?编号$|^(?:fair)?id$/ },
  name: { exact: /^(?:招聘会|活动)?(?:名称|标题)$|^name$/, part: /招聘会名|活动名/ },
  theme: { exact: /^(?:招聘会|活动)?主题$|^theme$/ },
  county: { exact: /^(?:主办|举办|所属)?(?:地区|县市区|区县|县区)$|^(?:held)?by$|^county$/, part: /主办地|县市区/ },
  campaign: { exact: /^(?:所属|专项)活动$|^campaign$/, part: /专项/ },
  day: { exact: /^(?:举办|招聘会|活动)?(?:日期|日子)$|^(?:day|date)$/, part: /举办日/ },
  opensAt: { exact: /^开始(?:时间)?$|^(?:opens?|start)(?:at)?$/ },
  closesAt: { exact: /^结束(?:时间)?$|^(?:closes?|end)(?:at)?$/ },
  mode: { exact: /^(?:举办)?(?:形式|方式)$|^mode$/ },
  venue: { exact: /^(?:举办)?(?:场地|场馆)(?:名称)?$|^venue$/ },
  room: { exact: /^(?:展厅|会议室|厅)(?:名称)?$|^(?:hall|room)$/ },
  place: { exact: /^(?:举办)?(?:地点|地址)$|^(?:place|address)$/ },
  booths: { exact: /^(?:展位|摊位)(?:数|数量|个数)?$|^booths?$/ },
  expected: { exact: /^(?:预计|预期)(?:到场|参会)?人数$|^expected(?:attendance)?$/ },
  staff: { exact: /^(?:值守|工作)人(?:数|员|员数)$|^staff$/ },
  stream: { exact: /^直播(?:链接|地址)$|^stream(?:url)?$/ },
  note: { exact: /^(?:说明|备注)$|^notes?$/ },
};
/** Columns without which a file is no year's table. */
export const NEEDED: readonly Column[] = ['name', 'county', 'day', 'booths'];

/** A line as it was written: texts by column. */
export type RowTexts = Partial<Record<Column, string>>;

/** What is wrong in a line, and in which column. */
export interface Wrong {
  says: Column;
  code: string;
  message: Wording;
}

/** A line that says everything in its form; whether the place and time are to be had is another question. */
export interface ReadRow {
  number: string;
  name: string;
  theme: string;
  county: string;
  campaign: Campaign;
  day: string;
  opensAt: string;
  closesAt: string;
  mode: FairMode;
  venue: string;
  room: string;
  place: string;
  booths: number;
  expected: number | null;
  staff: number | null;
  stream: string | null;
  note: string | null;
}

export const CAMPAIGN_WORDS: Record<Campaign, readonly [string, string]> = {
  'spring-breeze': ['春风行动', 'Spring Breeze'],
  'hundred-days': ['百日千万招聘', 'Hundred Days'],
  'private-enterprises': ['民营企业招聘月', 'Private Enterprises Month'],
  graduates: ['高校毕业生专场', 'Graduates'],
  none: ['不属于专项活动', 'none'],
};
export const MODE_WORDS: Record<FairMode, readonly [string, string]> = {
  on_site: ['现场', 'on site'],
  online: ['线上', 'online'],
  hybrid: ['现场＋线上', 'on site and online'],
};

const DEFAULT_HOURS = { opensAt: '09:00', closesAt: '11:30' };

const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
const asOne = <K extends string>(all: readonly K[], said: Record<K, readonly [string, string]>, text: string): K | undefined =>
  all.find((code) => code === plain(text) || said[code].some((word) => plain(word) === plain(text)));

/** YYYY-MM-DD of a day as people write it; null of none that exists. */
export const dayIn = (text: string): string | null => {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s.*)?$/.exec(text.normalize('NFKC').trim());
  const [, year = '', month = '', day = ''] = found ?? [];
  const made = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return found && new Date(`${made}T00:00:00Z`).toISOString().startsWith(made) ? made : null;
};

/** HH:MM of 9:00, 9点, 9点30分, 09:00:00. */
export const timeIn = (text: string): string | null => {
  const found = /^(?:上午)?(\d{1,2})(?:[:点时](\d{1,2})?分?)(?::\d{2})?$/.exec(plain(text));
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2] ?? 0)];
  return found && hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null;
};

const wrong = (says: Column, code: string, zh: string, en: string): Wrong => ({ says, code, message: { zh, en } });

/** Takes a line apart. Every fault of it is told, each with its column. */
class RowReader {
  readonly faults: Wrong[] = [];

  constructor(private readonly texts: RowTexts) {}

  text(says: Column, max: number, needed = false): string {
    const text = (this.texts[says] ?? '').trim();
    if (needed && text === '') this.faults.push(wrong(says, 'missing', `没有填${HEADINGS[says]}`, `${says} is missing`));
    if (text.length > max) this.faults.push(wrong(says, 'long', `最多 ${max} 个字`, `at most ${max} characters`));
    return text;
  }

  whole(says: Column, min: number, max: number, needed = false): number | null {
    const text = this.text(says, 40, needed);
    if (text === '') return null;
    const digits = text.normalize('NFKC').replace(/[人个,\s]/g, '');
    const value = /^\d{1,9}(?:\.0+)?$/.test(digits) ? Number(digits) : NaN;
    if (value >= min && value <= max) return value;
    this.faults.push(
      wrong(says, 'number', `“${text}”须是 ${min} 至 ${max} 的整数`, `“${text}” has to be a whole number from ${min} to ${max}`),
    );
    return null;
  }

  /** @param read what a text says, or null @param instead of an empty cell */
  said<V>(says: Column, read: (text: string) => V | null | undefined, instead: V, like: string): V {
    const text = this.text(says, 80);
    if (text === '') return instead;
    const value = read(text);
    if (value === null || value === undefined) {
      this.faults.push(wrong(says, 'unknown', `看不懂“${text}”，请填如 ${like}`, `“${text}” is not known: write such as ${like}`));
      return instead;
    }
    return value;
  }
}

/** What a line says, and what is wrong with it. @param today days before it have passed */
export const readRow = (texts: RowTexts, today: string): { row: ReadRow; faults: Wrong[] } => {
  const line = new RowReader(texts);
  const mode = line.said<FairMode>('mode', (text) => asOne(FAIR_MODES, MODE_WORDS, text), 'on_site', '现场、线上');
  const stream = line.text('stream', 300);
  const row: ReadRow = {
    ...{ number: line.text('number', 36), name: line.text('name', 120, true), theme: line.text('theme', 200) },
    county: line.text('county', 80, true),
    campaign: line.said<Campaign>('campaign', (text) => asOne(CAMPAIGNS, CAMPAIGN_WORDS, text), 'none', '春风行动'),
    day: line.text('day', 40, true) === '' ? '' : line.said('day', dayIn, '', '2027-03-05'),
    opensAt: line.said('opensAt', timeIn, DEFAULT_HOURS.opensAt, '09:00'),
    closesAt: line.said('closesAt', timeIn, DEFAULT_HOURS.closesAt, '11:30'),
    ...{ mode, venue: line.text('venue', 120), room: line.text('room', 80), place: line.text('place', 200) },
    ...{ booths: line.whole('booths', 1, 2_000, true) ?? 0, expected: line.whole('expected', 0, 10_000_000) },
    ...{ staff: line.whole('staff', 0, 10_000), stream: stream || null, note: line.text('note', 2_000) || null },
  };
  const { faults } = line;
  if (row.day && row.day < today) faults.push(wrong('day', 'past', `${row.day} 已过`, `${row.day} has passed`));
  if (row.opensAt >= row.closesAt) faults.push(wrong('closesAt', 'hours', '结束须晚于开始', 'it has to close after it opens'));
  if (stream && !/^https?:\/\/[^\s"'<>]+$/.test(stream))
    faults.push(wrong('stream', 'link', '须是 http(s) 开头的链接', 'has to be a link that begins with http'));
  if (mode === 'online' && (row.venue || row.room))
    faults.push(wrong('venue', 'online', '线上招聘会没有场地', 'an online fair takes place in no room'));
  if (mode !== 'online' && !row.venue && !row.place)
    faults.push(wrong('place', 'missing', '请填场地和展厅，或填写地点', 'name venue and room, or the place'));
  return { row, faults };
};
