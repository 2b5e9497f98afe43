import { setImmediate as breathe } from 'node:timers/promises';
import { checkCreditCode, comparableName } from '#enterprise';
import { ByteCache } from '#platform/cache';
import { columnLetters, oneLine, readPeople } from '#platform/layout';
import { fenOf, divisions, matchTitle, occupations, titleKey } from '#reference';
import { readBenefits, readLicences } from '../domain/import/cells.js';
import { guessColumns, type ColumnSeen } from '../domain/import/columns.js';
import type { Applied, Correctable } from '../domain/import/correction.js';
import { TOGETHER, type Field } from '../domain/import/fields.js';
import { readPlaces, type PlacesRead } from '../domain/import/place.js';
import { hintOf, readSalary, readWageEnds, type ReadWage, type WageHint } from '../domain/import/wage/salary.js';
import { blankPosting, CELL_FIELDS, cellOf, type CellField, type Posting } from '../domain/posting-fields.js';
import type { ImportColumn, RowReason, StagedLine } from './import.entity.js';

/** What one line says. Money in fen a month. */
export interface Reading extends Pick<Posting, CellField> {
  title: string | null;
  department: string | null;
  enterpriseName: string | null;
  /** The name as it compares. */
  enterpriseKey: string | null;
  creditCode: string | null;
  people: number | null;
  placeText: string | null;
  /** The one division that the place names; null when it names none or several. */
  placeCode: string | null;
  occupationCode: string | null;
  /** How the occupation was told: by its code or name, by a word that means it, or from parts of the text. */
  occupationBy: OccupationBy | null;
  wageFromFen: number | null;
  wageToFen: number | null;
  wageText: string | null;
  lodging: boolean;
  meals: boolean;
  licences: string[];
  note: string | null;
  /** The cells of the mapped columns as they stand: tells whether a line changed. */
  said: Partial<Record<Field, string>>;
  /** Why the line cannot be taken as it is. */
  faults: RowReason[];
  /** What was not understood, and is left out rather than guessed. */
  doubts: RowReason[];
  /** Picked by a person in place of what the cells say. */
  placeNode: string | null;
  enterpriseId: string | null;
  corrected?: Partial<Record<Correctable, Applied>>;
}

export type OccupationBy = 'exact' | 'alias' | 'guess';

const MAX_NOTE = 2_000;
const findPlace = (text: string) => divisions.parsePlace(text);

/** Reads the dictionaries that titles and places are looked up in, one after the other: a tenth of a second each, the first time. */
export const prepareReading = async (): Promise<void> => {
  for (const first of [() => matchTitle(''), () => divisions.parsePlace(''), () => occupations.isPostable('')]) {
    first();
    await breathe();
  }
};

/** The field of each column, guessed from its heading and the first lines. */
export const guessFields = (columns: readonly ColumnSeen[]): (Field | null)[] =>
  guessColumns(columns, {
    isTitle: (cell) => matchTitle(cell).candidates.length > 0,
    isPlace: (cell) => readPlaces(cell, findPlace).codes.length > 0,
    isSalary: (cell) => readSalary(cell).wage !== null,
    isCreditCode: (cell) => checkCreditCode(cell).ok,
  }).map((column) => column.field);

/** Titles, places and wages come again and again: their meanings are kept while a list is read, this much of each kind. */
const KEPT_BYTES = 8 * 1_048_576;

/** Reads the lines of one table of a list. */
export class LineReader {
  private readonly places = new ByteCache<{ text: string | null; code: string | null }>({ bytes: KEPT_BYTES });
  private readonly titles = new ByteCache<TitleMeant>({ bytes: KEPT_BYTES });
  private readonly wages = new ByteCache<ReadWage>({ bytes: KEPT_BYTES });
  private readonly offers = new ByteCache<Offered>({ bytes: KEPT_BYTES });
  private readonly named: readonly { field: Field; column: number }[];
  private readonly hints: Record<'salary' | 'wageFrom' | 'wageTo', WageHint>;

  constructor(
    private readonly columns: readonly ImportColumn[],
    private readonly today: string,
  ) {
    this.named = columns.flatMap(({ field, column = 0 }) => (field ? [{ field, column }] : []));
    const hint = (field: Field): WageHint => hintOf(columns.find((column) => column.field === field)?.header ?? '');
    this.hints = { salary: hint('salary'), wageFrom: hint('wageFrom'), wageTo: hint('wageTo') };
  }

  /** @param sheet before the names of its cells, where the file has several */
  read(line: StagedLine, sheet = ''): Reading {
    const said = this.saidIn(line);
    const cell = (field: Field): string => said[field] ?? '';
    const text = (field: Field, length: number): string | null => oneLine(cell(field)).slice(0, length) || null;
    const [faults, doubts]: [RowReason[], RowReason[]] = [this.faultsIn(line, sheet), []];
    const place = this.place(line, cell('place'));
    const occupation = this.occupation(oneLine(cell('occupation')), oneLine(cell('title')));
    const enterpriseName = text('enterprise', 120);
    return {
      title: text('title', 120),
      department: text('department', 120),
      enterpriseName,
      enterpriseKey: enterpriseName === null ? null : comparableName(enterpriseName),
      creditCode: creditCodeOf(cell('creditCode'), faults),
      people: clear(readPeople(cell('people')), 'people_unclear', cell('people'), doubts),
      placeText: place.text,
      placeCode: place.code,
      occupationCode: occupation.code,
      occupationBy: occupation.by,
      ...wageOf(this.wage(said), faults, doubts),
      ...this.plain(said, doubts),
      ...this.offered(said),
      note: [cell('note'), cell('benefits')].filter(Boolean).join('\n').slice(0, MAX_NOTE) || null,
      said,
      faults,
      doubts,
      placeNode: null,
      enterpriseId: null,
    };
  }

  /** Fields that a cell says by itself. */
  private plain(said: Reading['said'], doubts: RowReason[]): Pick<Posting, CellField> {
    const nothing = blankPosting(this.today);
    const plain: Partial<Record<CellField, Posting[CellField]>> = {};
    for (const field of CELL_FIELDS) {
      const cell = said[field];
      plain[field] = cell ? (this.cell(field, cell, doubts) ?? nothing[field]) : nothing[field];
    }
    return plain as Pick<Posting, CellField>;
  }

  private cell(field: CellField, cell: string, doubts: RowReason[]): Posting[CellField] {
    const { read, unclear } = cellOf(field);
    return clear(read(cell, this.today), unclear, cell, doubts) as Posting[CellField];
  }

  /** What the columns of each field say together. */
  private saidIn({ cells, faults = [] }: StagedLine): Reading['said'] {
    const said: Reading['said'] = {};
    for (const { field, column } of this.named) {
      // What stands in place of an error says nothing.
      const text = faults.some((fault) => fault.column === column) ? '' : (cells[column] ?? '').trim();
      said[field] = joined(said[field] ?? '', text, TOGETHER[field]);
    }
    return said;
  }

  /** Cells of our columns that show an error, or less than was typed. */
  private faultsIn({ line, faults = [] }: StagedLine, sheet: string): RowReason[] {
    return faults.flatMap(({ column, kind, shown }) => {
      const own = this.columns.find((one) => one.column === column && one.field !== null);
      return own
        ? [
            {
              code: `cell_${kind}`,
              params: {
                cell: `${sheet}${columnLetters(column)}${line}`,
                header: own.header,
                text: shown.slice(0, 40),
                field: own.field ?? '',
              },
            },
          ]
        : [];
    });
  }

  /** In one column, or its lowest and highest in two. */
  private wage({ salary = '', wageFrom = '', wageTo = '' }: Reading['said']): ReadWage {
    return kept(this.wages, JSON.stringify([salary, wageFrom, wageTo]), () => {
      const whole = readSalary(salary, this.hints.salary);
      if (whole.wage || (wageFrom === '' && wageTo === '')) return whole;
      return readWageEnds(wageFrom, wageTo, { low: this.hints.wageFrom, high: this.hints.wageTo });
    });
  }

  /** What the job comes with, and the licences that it asks for. */
  private offered({ title = '', benefits = '', note = '' }: Reading['said']): Offered {
    const words = [title, benefits, note].join('\n');
    return kept(this.offers, words, () => ({ ...readBenefits(`${benefits}\n${note}`), licences: readLicences(words) }));
  }

  /** As the list names it, by code or name; otherwise what the title means. */
  private occupation(named: string, title: string): TitleMeant {
    const code = /\d-\d{2}-\d{2}-\d{2}/.exec(named)?.[0];
    if (code) return { code, by: 'exact' };
    const text = named === '' ? title : named;
    return kept(this.titles, text, () => meaningOf(text));
  }

  /** Of several columns together, or of the narrowest that names one place by itself. */
  private place({ cells }: StagedLine, together: string): { text: string | null; code: string | null } {
    return kept(this.places, together, () => {
      const parts = this.named.flatMap(({ field, column }) => (field === 'place' ? (cells[column] ?? '').trim() || [] : []));
      const read = readPlaces(together, findPlace);
      // A name may be broken over two lines of its cell; two names may stand in two lines.
      const whole = onlyPlace(read) ?? onlyPlace(readPlaces(oneLine(together), findPlace));
      const alone = whole === null && parts.length > 1 ? parts.flatMap((part) => onlyPlace(readPlaces(part, findPlace)) ?? []) : [];
      const said = read.codes.length > 0 || read.unknown.length > 0 || read.anywhere || read.remote;
      return { text: said ? together.slice(0, 120) : null, code: whole ?? alone.sort((a, b) => narrow(b) - narrow(a))[0] ?? null };
    });
  }
}

type Offered = Pick<Reading, 'lodging' | 'meals' | 'licences'>;

interface TitleMeant {
  code: string | null;
  by: OccupationBy | null;
}

const meaningOf = (text: string): TitleMeant => {
  const { code, candidates } = matchTitle(text);
  if (code === null || !occupations.isPostable(code)) return { code: null, by: null };
  const [key, one] = [titleKey(text), occupations.byCode(code)];
  if (one && titleKey(one.name) === key) return { code, by: 'exact' };
  const word = one?.trades.some((trade) => titleKey(trade) === key) || candidates[0]?.why === key;
  return { code, by: word ? 'alias' : 'guess' };
};

const kept = <V extends object>(cache: ByteCache<V>, text: string, find: () => V): V => {
  const known = cache.get(text);
  if (known) return known;
  const found = find();
  cache.set(text, found);
  return found;
};

const onlyPlace = ({ codes: [only, ...others], unknown }: PlacesRead): string | null =>
  only !== undefined && others.length === 0 && unknown.length === 0 ? only : null;

const narrow = (code: string): number => code.replace(/(00)+$/, '').length;

/** The first that is filled; of texts that go together all, each once. */
const joined = (before: string, text: string, by: string | undefined): string => {
  if (by === undefined || before === '' || text === '') return before || text;
  if (before.includes(text)) return before;
  return text.startsWith(before) ? text : `${before}${by}${text}`;
};

const creditCodeOf = (cell: string, faults: RowReason[]): string | null => {
  if (cell === '' || /^(无|-+|\/)$/.test(cell)) return null;
  const checked = checkCreditCode(cell);
  if (checked.ok) return checked.value;
  faults.push({ code: 'credit_code_wrong', params: { text: cell.slice(0, 40) } });
  return null;
};

const clear = <T>(read: { value: T | null; unclear: boolean }, code: string, cell: string, doubts: RowReason[]): T | null => {
  if (read.unclear) doubts.push({ code, params: { text: cell.slice(0, 40) } });
  return read.value;
};

const wageOf = (
  { wage, reason, text }: ReadWage,
  faults: RowReason[],
  doubts: RowReason[],
): Pick<Reading, 'wageFromFen' | 'wageToFen' | 'wageText'> => {
  if (wage) return { wageFromFen: fenOf(wage.fromYuan), wageToFen: fenOf(wage.toYuan), wageText: wage.text.slice(0, 60) };
  if (reason === 'none_given') return { wageFromFen: null, wageToFen: null, wageText: null };
  const told = { code: `wage_${reason}`, params: { text: text.slice(0, 40) } };
  if (reason === 'crossed' || reason === 'out_of_range') faults.push(told);
  else if (reason === 'not_understood') doubts.push(told);
  return { wageFromFen: null, wageToFen: null, wageText: text.slice(0, 60) };
};
