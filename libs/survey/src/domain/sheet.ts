import { columnLetters, plainHeading } from '#platform/layout';
import { emptyAnswer, type Answer, type FoundFault, type SaidAnswer, type SaidRow } from './questionnaire.js';
import { levelIn, occupationIn, reasonsIn, shortIn, UNCLEAR, withdrawnIn, yuanIn } from './sheet-cells.js';
import { columns, COLUMNS, FIRM, firmFields, NEEDED, type FirmField, type SheetColumn } from './sheet-columns.js';
import { findPosts, type PostFault } from './sheet-posts.js';

/** One line of the list in a workbook. */
export interface SheetLine {
  line: number;
  cells: readonly string[];
  /** Columns (0-based) whose cells show an error, or a formula that nobody has calculated. */
  broken: readonly number[];
}

export const SHEET_FAULTS = [
  'short_empty',
  'short_unclear',
  'number',
  'wage',
  'withdrawn_unclear',
  'filled_short',
  'level',
  'occupation_unknown',
  'reason_unknown',
  'long',
  'cell',
  'number_unknown',
  'twice',
  'which',
  'moved',
  'missing',
  'firm_unknown',
  'column_twice',
  'second_sheet',
  'other_form',
  'too_many',
] as const;
export type SheetFaultCode = (typeof SHEET_FAULTS)[number];

/** What is wrong in a workbook, and where: its line, column and the post that it is about. */
export interface SheetFault {
  /** Field of the answer, such as `rows.2.stillShort`; empty where none of it is meant. */
  path: string;
  code: SheetFaultCode;
  line: number | null;
  /** A, B, C … */
  column: string | null;
  heading: string | null;
  post: string | null;
  params: Record<string, string | number>;
}

/** What a workbook says. Posts stand in the order of the form, new ones behind them. */
export interface ReadSheet {
  answer: SaidAnswer;
  /** For each post of the answer its line; null for one that the workbook does not speak of, or not clearly: it is as it was known. */
  lines: (number | null)[];
  faults: SheetFault[];
  /** Where each thing stands. */
  placeOf: (path: string) => Pick<SheetFault, 'line' | 'column' | 'heading' | 'post'>;
}

/** Which columns are which. */
export type SheetColumns = Partial<Record<SheetColumn, number>>;
const headings = new Map<string, SheetColumn>(columns.map((column) => [plainHeading(COLUMNS[column]), column]));
export const columnIn = (heading: string): SheetColumn | null => headings.get(plainHeading(heading)) ?? null;
export const missingIn = (names: readonly string[]): string[] =>
  NEEDED.filter((column) => !names.some((name) => columnIn(name) === column)).map((column) => COLUMNS[column]);

const LONGEST = 60;
/** As many as a questionnaire takes. */
const MOST_POSTS = 300;

export const readSheet = (names: readonly string[], lines: readonly SheetLine[], known: Answer): ReadSheet =>
  new SheetReader(names, known).read(lines);

interface ReadLine {
  line: number;
  number: string;
  row: SaidRow;
  faults: Omit<SheetFault, 'path' | 'line' | 'post'>[];
  /** Of each fault. */
  fields: SheetColumn[];
}

class SheetReader {
  private readonly at: SheetColumns = {};
  private readonly faults: SheetFault[] = [];
  private readonly firmLines: Partial<Record<FirmField, { line: number; column: number }>> = {};

  constructor(
    private readonly names: readonly string[],
    private readonly known: Answer,
  ) {
    names.forEach((name, column) => {
      const what = columnIn(name);
      if (what === null) return;
      const first = this.at[what];
      if (first === undefined) this.at[what] = column;
      else this.fault('column_twice', { column: columnLetters(column), heading: name, params: { other: columnLetters(first) } });
    });
  }

  read(given: readonly SheetLine[]): ReadSheet {
    const answer: SaidAnswer = { ...emptyAnswer, ...this.known, rows: [] };
    const posts = given.filter((line) => !this.takeFirm(answer, line)).map((line) => this.lineOf(line));
    const { found, missing } = findPosts(
      posts.map(({ line, number, row }) => ({ line, number, said: row })),
      this.known.rows,
    );
    const lines: (number | null)[] = this.known.rows.map(() => null);
    answer.rows = this.known.rows.map((row) => ({ ...row }));
    posts.forEach((post, i) => {
      const one = found[i] ?? { at: null };
      if ('code' in one) this.postFault(post, one);
      else this.take(answer, lines, post, one.at);
    });
    for (const at of missing)
      this.fault('missing', {
        path: `rows.${at}.stillShort`,
        post: this.known.rows[at]?.title ?? null,
        params: { title: this.known.rows[at]?.title ?? '' },
      });
    if (answer.rows.length > MOST_POSTS) this.fault('too_many', { params: { most: MOST_POSTS } });
    return { answer, lines, faults: this.faults, placeOf: (path) => this.placeOf(answer, lines, path) };
  }

  private take(answer: SaidAnswer, lines: (number | null)[], { line, row, faults, fields }: ReadLine, known: number | null): void {
    const at = known ?? answer.rows.length;
    const before = known === null ? undefined : this.known.rows[known];
    answer.rows[at] = { ...row, needId: before?.needId ?? null };
    lines[at] = line;
    faults.forEach((fault, i) => {
      const field = fields[i];
      this.faults.push({ ...fault, path: `rows.${at}.${field}`, line, post: row.title || null });
    });
  }

  private postFault({ line, row }: ReadLine, found: PostFault): void {
    const { code, ...known } = found;
    const params: SheetFault['params'] = { title: row.title, said: row.title, ...known };
    const column = code === 'twice' && this.at.needId === undefined ? 'title' : 'needId';
    this.fault(code, { line, post: row.title || null, ...this.columnOf(column), params });
  }

  /** A line about the enterprise: its label stands first, wherever columns were put in. */
  private takeFirm(answer: SaidAnswer, { line, cells, broken }: SheetLine): boolean {
    const column = cells.findIndex((cell) => cell.trim() !== '');
    const label = (cells[column] ?? '').normalize('NFKC').replace(/[\s:]/g, '');
    const field = firmFields.find((one) => label === FIRM[one] || label === FIRM[one].slice(1));
    if (!field) {
      if (!label.startsWith('#')) return false;
      this.fault('firm_unknown', { line, column: columnLetters(column), params: { label } });
      return true;
    }
    const to = cells.findIndex((cell, i) => i > column && cell.trim() !== '');
    this.firmLines[field] = { line, column: to < 0 ? column + 1 : to };
    const place = { path: field, line, column: columnLetters(to < 0 ? column + 1 : to), heading: label };
    if (broken.some((at) => at > column)) this.fault('cell', { ...place, params: {} });
    else if (to >= 0) this.takeFirmValue(answer, field, (cells[to] ?? '').trim(), place);
    return true;
  }

  private takeFirmValue(answer: SaidAnswer, field: FirmField, text: string, place: Partial<SheetFault>): void {
    if (field === 'contactName' || field === 'contactPhone') {
      if (text.length > LONGEST) this.fault('long', { ...place, params: { most: LONGEST } });
      else answer[field] = text;
      return;
    }
    const value = shortIn(text);
    if (value === UNCLEAR) this.fault('number', { ...place, params: { text } });
    else answer[field] = value;
  }

  private lineOf({ line, cells, broken }: SheetLine): ReadLine {
    const text = (column: SheetColumn): string => (cells[this.at[column] ?? -1] ?? '').trim();
    const said = (column: SheetColumn): boolean => this.at[column] !== undefined;
    const number = text('needId');
    // What a column that is not there would say stays as it was.
    const before = this.known.rows.find(({ needId }) => needId !== null && needId === number);
    const read: ReadLine = { line, number, row: { ...(before ?? newRow), stillShort: null }, faults: [], fields: [] };
    const { row } = read;
    const isBroken = (column: SheetColumn): boolean => broken.includes(this.at[column] ?? -1);
    const fault: FaultOf = (column, code, params = {}) => {
      if (read.fields.includes(column) && isBroken(column)) return;
      read.faults.push({ ...(isBroken(column) ? { code: 'cell', params: {} } : { code, params }), ...this.columnOf(column) });
      read.fields.push(column);
    };
    const numbers = (column: 'neededInAll' | 'wageFromYuan' | 'wageToYuan' | 'filledSince', value: ReturnType<typeof shortIn>): void => {
      if (!said(column)) return;
      if (value === UNCLEAR) fault(column, column.startsWith('wage') ? 'wage' : 'number', { text: text(column) });
      else if (column === 'filledSince') row[column] = value ?? 0;
      else row[column] = value;
    };
    if (text('title') !== '') row.title = text('title').slice(0, LONGEST);
    if (text('title').length > LONGEST) fault('title', 'long', { most: LONGEST });
    const { code, known } = occupationIn(text('occupationCode'));
    if (!known) fault('occupationCode', 'occupation_unknown', { text: text('occupationCode') });
    if (text('occupationCode') !== '') row.occupationCode = code;
    const level = levelIn(text('skillLevel'));
    if (level === UNCLEAR) fault('skillLevel', 'level', { text: text('skillLevel') });
    else row.skillLevel = level ?? row.skillLevel;
    numbers('neededInAll', shortIn(text('neededInAll')));
    numbers('filledSince', shortIn(text('filledSince')));
    numbers('wageFromYuan', yuanIn(text('wageFromYuan')));
    numbers('wageToYuan', yuanIn(text('wageToYuan')));
    if (said('clientCreditCode')) row.clientCreditCode = text('clientCreditCode').normalize('NFKC').toUpperCase() || null;
    this.takeShort(row, text, fault);
    this.takeReasons(row, text('reasons'), fault);
    for (const column of columns) if (isBroken(column)) fault(column, 'cell');
    return read;
  }

  /** How many are short, and whether nobody is wanted any more: the only words that close a need. */
  private takeShort(row: SaidRow, text: (column: SheetColumn) => string, fault: FaultOf): void {
    const withdrawn = withdrawnIn(text('withdrawn'));
    const short = shortIn(text('stillShort'));
    row.withdrawn = withdrawn === true;
    if (short === UNCLEAR || (short ?? 0) > MOST_SHORT) fault('stillShort', 'short_unclear', { text: text('stillShort') });
    else if (short === null && withdrawn !== true) fault('stillShort', 'short_empty');
    else row.stillShort = short ?? 0;
    if (withdrawn === UNCLEAR) fault('withdrawn', 'withdrawn_unclear', { text: text('withdrawn') });
    if (withdrawn === 'full' && short !== 0) fault('withdrawn', 'filled_short', { text: text('withdrawn') });
  }

  /** Why people are hard to find is asked only where they are. */
  private takeReasons(row: SaidRow, text: string, fault: FaultOf): void {
    if (this.at.reasons === undefined) return;
    const { reasons, unknown } = reasonsIn(text);
    row.reasons = reasons;
    if (unknown.length > 0 && row.stillShort !== 0) fault('reasons', 'reason_unknown', { text: unknown.join('、').slice(0, LONGEST) });
  }

  private columnOf(column: SheetColumn): Pick<SheetFault, 'column' | 'heading'> {
    const at = this.at[column];
    return { column: at === undefined ? null : columnLetters(at), heading: COLUMNS[column] };
  }

  private fault(code: SheetFaultCode, { params = {}, ...place }: Partial<SheetFault>): void {
    this.faults.push({ path: '', line: null, column: null, heading: null, post: null, ...place, code, params });
  }

  private placeOf(answer: SaidAnswer, lines: (number | null)[], path: string): ReturnType<ReadSheet['placeOf']> {
    const [, row, field] = /^rows\.(\d+)\.(\w+)$/.exec(path) ?? [];
    if (row === undefined) {
      const firm = this.firmLines[path as FirmField];
      const heading = FIRM[path as FirmField] as string | undefined;
      return { line: firm?.line ?? null, column: firm ? columnLetters(firm.column) : null, heading: heading ?? null, post: null };
    }
    const at = Number(row);
    return { line: lines[at] ?? null, post: answer.rows[at]?.title || null, ...this.columnOf(field as SheetColumn) };
  }
}

type FaultOf = (column: SheetColumn, code: SheetFaultCode, params?: SheetFault['params']) => void;
const MOST_SHORT = 100_000;
const newRow: SaidRow = {
  needId: null,
  occupationCode: null,
  title: '',
  skillLevel: 0,
  stillShort: null,
  neededInAll: null,
  filledSince: 0,
  withdrawn: false,
  reasons: [],
  wageFromYuan: null,
  wageToYuan: null,
  clientCreditCode: null,
};

/** Of the general faults of an answer those that the workbook does not name better, about what stands in it. */
export const furtherFaults = (sheet: ReadSheet, found: readonly FoundFault[]): FoundFault[] => {
  const told = new Set(sheet.faults.map(({ path }) => path));
  const spoken = (path: string): boolean => {
    const row = /^rows\.(\d+)\./.exec(path)?.[1];
    return row === undefined || sheet.lines[Number(row)] != null;
  };
  return found.filter(({ path }) => !told.has(path) && spoken(path));
};

/** How a workbook differs from what was known, in posts. */
export const differences = (known: Answer, { answer, lines }: ReadSheet): { unchanged: number; changed: number; added: number } => {
  const same = (at: number): boolean =>
    columns.every((column) => JSON.stringify(answer.rows[at]?.[column]) === JSON.stringify(known.rows[at]?.[column]));
  const told = lines.flatMap((line, at) => (line === null ? [] : [at]));
  const added = told.filter((at) => at >= known.rows.length).length;
  const unchanged = told.filter((at) => at < known.rows.length && same(at)).length;
  return { unchanged, added, changed: told.length - added - unchanged };
};
