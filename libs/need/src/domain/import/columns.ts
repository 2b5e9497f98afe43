import type { Heading } from '#platform/layout';
import { TOGETHER, FIELDS, type Field } from './fields.js';
import { fieldFit, headingSaysNothing } from './headings.js';

export interface ColumnSeen {
  heading: Heading;
  /** Hidden in the file: a visible column that says the same goes before. */
  hidden: boolean;
  /** Cells of the first lines. */
  cells: readonly string[];
}

export interface GuessedColumn {
  field: Field | null;
  /** 0 to 1: a known header whose cells agree is near 1, cells alone give less. */
  confidence: number;
}

/** Recognises the cells of a kind; they come from the caller because they stand on reference data. */
export interface CellKinds {
  isTitle: (cell: string) => boolean;
  isPlace: (cell: string) => boolean;
  isSalary: (cell: string) => boolean;
  isCreditCode: (cell: string) => boolean;
}

const SAMPLED = 100;
const ENOUGH = 0.4;
/** A second column joins a field that has one only when its heading says so plainly. */
const PLAINLY = 0.7;

/**
 * Guesses what each column says: by its header in Chinese or English, and by its cells where the header says nothing or they contradict it
 * (a column "unit" without one enterprise's name in it is a department). Every field goes to the surest column; others with the same
 * heading join it, and of places, phones and remarks all that are headed so.
 */
export const guessColumns = (columns: readonly ColumnSeen[], kinds: CellKinds): GuessedColumn[] => {
  const seen = columns.map(({ heading, hidden, cells }) => ({
    heading,
    hidden,
    cells: cells
      .map((cell) => cell.normalize('NFKC').trim())
      .filter(Boolean)
      .slice(0, SAMPLED),
  }));
  const guesses = seen.flatMap((one, column) =>
    FIELDS.map((field) => ({ column, field, confidence: confidenceOf(field, one, kinds) })).filter(
      ({ confidence }) => confidence >= ENOUGH,
    ),
  );
  guesses.sort((a, b) => b.confidence - a.confidence || FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field) || a.column - b.column);
  const given = new Map<number, { field: Field; confidence: number }>();
  const surest = new Map<Field, Heading>();
  for (const { column, field, confidence } of guesses) {
    const first = surest.get(field);
    if (given.has(column) || (first && !joins(field, confidence, first, seen[column]?.heading))) continue;
    given.set(column, { field, confidence });
    if (!first && seen[column]) surest.set(field, seen[column].heading);
  }
  return columns.map((_, i) => ({
    field: given.get(i)?.field ?? null,
    confidence: Math.round((given.get(i)?.confidence ?? 0) * 100) / 100,
  }));
};

const joins = (field: Field, confidence: number, first: Heading, heading: Heading | undefined): boolean =>
  (first.name === heading?.name && first.group === heading.group) ||
  ((TOGETHER[field] !== undefined || field === 'contactPhone') && confidence >= PLAINLY);

const confidenceOf = (field: Field, { heading, hidden, cells }: ColumnSeen, kinds: CellKinds): number => {
  const named = fieldFit(field, heading) * (hidden ? 0.6 : 1);
  // Looking at cells costs most, and what a heading rules out they do not bring back.
  if (named === 0 && !mayTellAlone(field, heading, cells)) return 0;
  // A title that no occupation is known for is one all the same where the header says so.
  const share = field === 'title' && named > 0 ? shareOf(cells, isShortText) : contentShare(field, cells, kinds);
  // Cells that cannot be told by their look leave it to the header.
  if (share === null) return named;
  // Below a third the cells contradict the header.
  if (named > 0) {
    const sure = named * (share < 0.34 ? 0.35 : 0.5 + 0.5 * Math.min(1, share * 1.25));
    return cells.length === 0 ? named : named >= PLAINLY_NAMED && SAID_BY_HEADING.includes(field) ? Math.max(sure, ENOUGH) : sure;
  }
  return share >= 0.7 ? (BY_CELLS_ALONE[field] ?? 0) * share : 0;
};

const mayTellAlone = (field: Field, heading: Heading, cells: readonly string[]): boolean =>
  BY_CELLS_ALONE[field] !== undefined && cells.length >= 3 && headingSaysNothing(heading);

/** What is headed so plainly is that, however it is written: better asked about than left out. */
const SAID_BY_HEADING: readonly Field[] = ['place', 'contactPhone', 'creditCode', 'people'];
const PLAINLY_NAMED = 0.9;

/** How sure cells alone make us, under a header that says nothing ("列1", "a", ""). */
const BY_CELLS_ALONE: Partial<Record<Field, number>> = {
  creditCode: 0.9,
  contactPhone: 0.8,
  salary: 0.75,
  enterprise: 0.75,
  place: 0.65,
  title: 0.6,
  people: 0.5,
};

/** Which share of the cells looks like the field; null where looks say nothing. */
const contentShare = (field: Field, cells: readonly string[], kinds: CellKinds): number | null => {
  const looks = LOOKS[field]?.(kinds);
  if (!looks) return null;
  return shareOf(cells, looks);
};

/** Cells say the same again and again: each text is looked at once. */
const shareOf = (cells: readonly string[], looks: (cell: string) => boolean): number => {
  if (cells.length === 0) return 0;
  const times = new Map<string, number>();
  for (const cell of cells) times.set(cell, (times.get(cell) ?? 0) + 1);
  let alike = 0;
  for (const [cell, count] of times) if (looks(cell)) alike += count;
  return alike / cells.length;
};

const isShortText = (cell: string): boolean => cell.length <= 60 && !/^[\d.,]+$/.test(cell);

const COMPANY =
  /(公司|集团|厂|店|中心|事务所|合作社|学校|医院|酒店|银行|工作室|商行|经营部|研究院|研究所|幼儿园|分公司|有限合伙|支行|超市|餐厅|企业|co\.?,? ?ltd\.?|inc\.?|llc)(?:[（(].*[)）])?$/i;

const LOOKS: Partial<Record<Field, (kinds: CellKinds) => (cell: string) => boolean>> = {
  title: (kinds) => (cell) => isShortText(cell) && kinds.isTitle(cell),
  enterprise: () => (cell) => COMPANY.test(cell),
  creditCode: (kinds) => (cell) => kinds.isCreditCode(cell) || /^[0-9A-Z]{18}$/i.test(cell.replace(/\s/g, '')),
  people: () => (cell) =>
    /^(?:约)?\d{1,4}(?:\.0+)?(?:人|名|个)?$|^[一二三四五六七八九十百若干]+[人名]?$|不限|^\d+[-~—至]\d+[人名]?$/.test(cell),
  place: (kinds) => kinds.isPlace,
  salary: (kinds) => kinds.isSalary,
  occupation: () => (cell) => /^\d-\d\d-\d\d-\d\d/.test(cell) || /(工|员|师|人员)$/.test(cell),
  contactPhone: () => (cell) =>
    /^(?:\+?86[- ]?)?(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}(?:[-转 ]\d{1,6})?|[48]00[- ]?\d{3}[- ]?\d{4})/.test(
      cell.replace(/[（()）]/g, ''),
    ),
};
