import { setImmediate as breathe } from 'node:timers/promises';
import { checkCreditCode } from '#enterprise';
import { divisions, matchTitle, occupations, parseSkillLevel } from '#reference';
import { readBenefits, readDay, readForm, readLicences, readPeople, readPhone, readShift } from '../domain/import/cells.js';
import { guessColumns, type Field, type Mapping } from '../domain/import/columns.js';
import { readPlaces } from '../domain/import/place.js';
import { readSalary } from '../domain/import/wage/salary.js';
import type { NeedForm, NeedShift } from '../domain/need.js';
import type { RowReason } from './import.entity.js';

/** What one line says. Money in fen a month. */
export interface Reading {
  title: string | null;
  department: string | null;
  enterpriseName: string | null;
  creditCode: string | null;
  people: number | null;
  placeText: string | null;
  /** The one division that the place names; null when it names none or several. */
  placeCode: string | null;
  occupationCode: string | null;
  skillLevel: number;
  wageFromFen: number | null;
  wageToFen: number | null;
  wageText: string | null;
  form: NeedForm | null;
  shift: NeedShift | null;
  startBy: string | null;
  lodging: boolean;
  meals: boolean;
  licences: string[];
  note: string | null;
  contactName: string | null;
  contactPhone: string | null;
  /** The cells of the mapped columns as they stand: tells whether a line changed. */
  said: Partial<Record<Field, string>>;
  /** Why the line cannot be taken as it is. */
  faults: RowReason[];
  /** What was not understood, and is left out rather than guessed. */
  doubts: RowReason[];
}

const MAX_NOTE = 2_000;
const findPlace = (text: string) => divisions.parsePlace(text);

/** Reads the dictionaries that titles and places are looked up in, one after the other: a tenth of a second each, the first time. */
export const prepareReading = async (): Promise<void> => {
  for (const first of [() => matchTitle(''), () => divisions.parsePlace(''), () => occupations.isPostable('')]) {
    first();
    await breathe();
  }
};

/** The field of each header, guessed from the header and the first lines. */
export const guessFields = (header: string[], rows: string[][]): Record<string, Field | null> => {
  const guessed = guessColumns(header, rows, {
    isTitle: (cell) => matchTitle(cell).candidates.length > 0,
    isPlace: (cell) => readPlaces(cell, findPlace).codes.length > 0,
    isSalary: (cell) => readSalary(cell).wage !== null,
    isCreditCode: (cell) => checkCreditCode(cell).ok,
  });
  return Object.fromEntries(guessed.map((column) => [column.header, column.field]));
};

/** Reads the lines of one list. Titles and places come again and again, so what they mean is kept. */
export class LineReader {
  private readonly places = new Map<string, { text: string | null; code: string | null }>();
  private readonly titles = new Map<string, string | null>();

  constructor(
    private readonly mapping: Mapping,
    private readonly today: string,
  ) {}

  read(cells: string[]): Reading {
    const said: Reading['said'] = {};
    this.mapping.forEach((field, i) => {
      if (field) said[field] = (cells[i] ?? '').trim();
    });
    const cell = (field: Field): string => said[field] ?? '';
    const text = (field: Field, length: number): string | null => cell(field).slice(0, length) || null;
    const [faults, doubts]: [RowReason[], RowReason[]] = [[], []];
    const place = this.place(cell('place'));
    const words = [cell('title'), cell('benefits'), cell('note')].join('\n');
    return {
      title: text('title', 120),
      department: text('department', 120),
      enterpriseName: text('enterprise', 120),
      creditCode: creditCodeOf(cell('creditCode'), faults),
      people: clear(readPeople(cell('people')), 'people_unclear', cell('people'), doubts),
      placeText: place.text,
      placeCode: place.code,
      occupationCode: this.occupation(cell('occupation'), cell('title')),
      skillLevel: parseSkillLevel(cell('skillLevel')) ?? 0,
      ...wageOf(cell('salary'), faults, doubts),
      form: readForm(cell('form')),
      shift: readShift(cell('shift')),
      startBy: clear(readDay(cell('startBy'), this.today), 'date_unclear', cell('startBy'), doubts),
      ...readBenefits(`${cell('benefits')}\n${cell('note')}`),
      licences: readLicences(words),
      note: [cell('note'), cell('benefits')].filter(Boolean).join('\n').slice(0, MAX_NOTE) || null,
      contactName: text('contactName', 60),
      contactPhone: clear(readPhone(cell('contactPhone')), 'phone_unclear', cell('contactPhone'), doubts),
      said,
      faults,
      doubts,
    };
  }

  /** As the list names it, by code or name; otherwise what the title means. */
  private occupation(named: string, title: string): string | null {
    const code = /\d-\d{2}-\d{2}-\d{2}/.exec(named)?.[0];
    if (code) return code;
    const key = named === '' ? title : named;
    let meant = this.titles.get(key);
    if (meant === undefined) {
      meant = matchTitle(key).code;
      if (meant !== null && !occupations.isPostable(meant)) meant = null;
      this.titles.set(key, meant);
    }
    return meant;
  }

  private place(cell: string): { text: string | null; code: string | null } {
    let place = this.places.get(cell);
    if (!place) {
      const { codes, unknown, anywhere, remote } = readPlaces(cell, findPlace);
      const said = codes.length > 0 || unknown.length > 0 || anywhere || remote;
      const [only] = codes;
      place = {
        text: said ? cell.slice(0, 120) : null,
        code: codes.length === 1 && unknown.length === 0 && only !== undefined ? only : null,
      };
      this.places.set(cell, place);
    }
    return place;
  }
}

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

const wageOf = (cell: string, faults: RowReason[], doubts: RowReason[]): Pick<Reading, 'wageFromFen' | 'wageToFen' | 'wageText'> => {
  const { wage, reason } = readSalary(cell);
  if (wage) return { wageFromFen: fen(wage.fromYuan), wageToFen: fen(wage.toYuan), wageText: wage.text.slice(0, 60) };
  if (reason === 'none_given') return { wageFromFen: null, wageToFen: null, wageText: null };
  const told = { code: `wage_${reason}`, params: { text: cell.slice(0, 40) } };
  if (reason === 'crossed' || reason === 'out_of_range') faults.push(told);
  else if (reason === 'not_understood') doubts.push(told);
  return { wageFromFen: null, wageToFen: null, wageText: cell.slice(0, 60) };
};

const fen = (yuan: number | null): number | null => (yuan === null ? null : yuan * 100);
