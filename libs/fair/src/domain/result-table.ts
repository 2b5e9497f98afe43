import { columnsBy, firstFilled, knownBy, type ColumnWords, type Header, type ListKind } from '#platform/layout';
import { TALK_KINDS, type TalkKind } from './results.js';

/** What an enterprise says of one person, as a line of its list. */
export interface ResultTexts {
  line: number;
  number: string;
  result: string;
  post: string;
  reason: string;
  metFirst: string;
  hiredOn: string;
  phone: string;
}

type Column = Exclude<keyof ResultTexts, 'line'>;

const words: Record<Column, ColumnWords> = {
  number: { exact: /^(?:入场码|入场码编号|票号|编号|入场码号|ticket|number|ticketnumber)$/, part: /入场码|票号|ticket/ },
  result: { exact: /^(?:结果|成效|洽谈结果|面试结果|result|outcome)$/, part: /结果|成效|result|outcome/ },
  post: { exact: /^(?:岗位|岗位名称|应聘岗位|职位|post)$/, part: /岗位|职位|post/, not: /编号|人数/ },
  reason: { exact: /^(?:原因|不合适原因|reason)$/, part: /原因|reason/ },
  metFirst: { exact: /^(?:是否在?本场(?:首次|初次)?相?[认结]识|本场相识|首次相识|metfirst)$/, part: /相识|认识|结识|met/ },
  hiredOn: { exact: /^(?:录用日期|到岗日期|录用日|hiredon)$/, part: /录用日|到岗日|hired/ },
  phone: { exact: /^(?:手机号?|联系电话|电话|phone)$/, part: /手机|电话|phone/ },
};
const OTHERS = /^(?:序号|姓名|备注|展位|展位号|no|name)$/;

export type ResultColumns = Partial<Record<Column, number[]>>;

/** Which columns are which. @returns null without a number or a result */
export const resultColumns = ({ headings }: Header, hidden: readonly number[] = []): ResultColumns | null => {
  const found: ResultColumns = columnsBy(words, headings, hidden);
  return found.number && found.result ? found : null;
};

/** How such lists are recognised. */
export const resultLists: ListKind = { knows: knownBy(words, OTHERS), fits: (header) => resultColumns(header) !== null };

/** @returns null for a line that names no ticket */
export const resultTextsOf = (columns: ResultColumns, cells: readonly string[], line: number): ResultTexts | null => {
  const cell = (column: Column): string => firstFilled(cells, columns[column]).trim();
  const number = cell('number').replace(/\D/g, '');
  if (number === '') return null;
  return {
    ...{ line, number, result: cell('result'), post: cell('post'), reason: cell('reason'), metFirst: cell('metFirst') },
    ...{ hiredOn: cell('hiredOn'), phone: cell('phone') },
  };
};

const KINDS: readonly [RegExp, TalkKind][] = [
  [/不合适|不符|未录用|淘汰|unsuitable/, 'unsuitable'],
  [/已?录用|已?聘用|入职|签约|hired/, 'hired'],
  [/录用意向|拟录用|offer/, 'offer'],
  [/面试|复试|interview/, 'interview'],
  [/意向|感兴趣|有意|interested/, 'interested'],
];

/** What a cell says came of it; null when it says nothing that is known. */
export const kindOf = (text: string): TalkKind | null => {
  const said = text.toLowerCase();
  if (/录用意向|拟录用/.test(said)) return 'offer';
  return TALK_KINDS.find((kind) => kind === said) ?? KINDS.find(([pattern]) => pattern.test(said))?.[1] ?? null;
};

export const isYes = (text: string): boolean => /^(?:是|对|y|yes|true|1|√|✓)$/i.test(text.trim());

/** A day in one of the usual spellings; null when it is none. */
export const dayIn = (text: string): string | null => {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/.exec(text);
  if (!found) return null;
  const [, year = '', month = '', day = ''] = found;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};
