import { checkCreditCode } from '#enterprise';
import { divisions, matchTitle, occupations, parseSkillLevel } from '#reference';
import { readBenefits, readDay, readForm, readLicences, readPeople, readPhone, readShift } from '../domain/import/cells.js';
import { guessColumns, type Field, type Mapping } from '../domain/import/columns.js';
import { readPlaces } from '../domain/import/place.js';
import { readSalary } from '../domain/import/salary.js';
import type { NeedForm, NeedShift } from '../domain/need.js';
import type { RowReason } from './import.entity.js';

export { FIELDS, type Field, type Mapping } from '../domain/import/columns.js';

/** What one line says. */
export interface Reading {
  title: string | null;
  department: string | null;
  enterpriseName: string | null;
  creditCode: string | null;
  people: number | null;
  placeText: string | null;
  /** The division named; null where none is, or several. */
  placeCode: string | null;
  occupationCode: string | null;
  skillLevel: number;
  wageFromFen: number | null;
  wageToFen: number | null;
  wageText: string | null;
  form: NeedForm | null;
  shift: NeedShift | null;
  startFrom: string | null;
  startBy: string | null;
  lodging: boolean;
  meals: boolean;
  licences: string[];
  note: string | null;
  contactName: string | null;
  contactPhone: string | null;
  /** The cells of the mapped columns as they stand: tells whether a line changed. */
  said: Record<string, string>;
  faults: RowReason[];
}

/** What each column of the header says, guessed from its name and its cells; null for a column that is left out. */
export const guessFields = (header: string[], rows: string[][]): Record<string, Field | null> =>
  Object.fromEntries(guessColumns(header, rows, kinds).map(({ header: name, field }) => [name, field]));

const kinds = {
  isTitle: (cell: string) => matchTitle(cell).code !== null,
  isPlace: (cell: string) => cell.length <= 40 && divisions.parsePlace(cell).named !== '',
  isSalary: (cell: string) => /[千万k元薪]|面议|\d{4}/i.test(cell) && cell.length <= 30 && readSalary(cell).reason !== 'not_understood',
  isCreditCode: (cell: string) => checkCreditCode(cell).ok,
};

/** Understands a line through the mapping. What is missing stays null and becomes a gap; what is there but cannot be understood is a fault. */
export const readLine = (cells: string[], mapping: Mapping, today: string): Reading => {
  const said = saidOf(cells, mapping);
  const text = (field: Field): string | null => said[field] || null;
  const faults: RowReason[] = [];
  const clear = <T>(field: Field, code: string, read: { value: T | null; unclear: boolean }): T | null => {
    if (read.unclear) faults.push({ code, params: { text: (said[field] ?? '').slice(0, 60) } });
    return read.value;
  };
  const around = [said['title'], said['benefits'], said['note']].filter(Boolean).join('\n');
  const place = placeOf(text('place'));
  return {
    title: text('title'),
    department: text('department'),
    enterpriseName: text('enterprise'),
    creditCode: clear('creditCode', 'credit_code_wrong', readCode(said['creditCode'] ?? '')),
    people: clear('people', 'people_unclear', readPeople(said['people'] ?? '')),
    ...place,
    occupationCode: clear('occupation', 'occupation_unknown', readOccupation(said['occupation'] ?? '', said['title'] ?? '')),
    skillLevel: parseSkillLevel(said['skillLevel'] ?? '') ?? 0,
    ...wageOf(text('salary')),
    form: readForm(said['form'] ?? ''),
    shift: readShift(said['shift'] ?? ''),
    startFrom: null,
    startBy: clear('startBy', 'date_unclear', readDay(said['startBy'] ?? '', today)),
    ...readBenefits([said['benefits'], said['note'], said['title']].filter(Boolean).join('\n')),
    licences: readLicences(around),
    note: [text('note'), text('benefits')].filter(Boolean).join('\n') || null,
    contactName: text('contactName'),
    contactPhone: clear('contactPhone', 'phone_unclear', readPhone(said['contactPhone'] ?? '')),
    said,
    faults,
  };
};

const saidOf = (cells: string[], mapping: Mapping): Record<string, string> => {
  const said: Record<string, string> = {};
  mapping.forEach((field, i) => {
    if (field) said[field] = (cells[i] ?? '').trim();
  });
  return said;
};

const placeOf = (text: string | null): Pick<Reading, 'placeText' | 'placeCode'> => {
  if (text === null) return { placeText: null, placeCode: null };
  const { codes, anywhere, unknown } = readPlaces(text, (place) => divisions.parsePlace(place));
  // "无" names no place: then the row has none, which is another thing than a place nobody can find.
  if (codes.length === 0 && !anywhere && unknown.length === 0 && text.length <= 2) return { placeText: null, placeCode: null };
  return { placeText: text, placeCode: codes.length === 1 && !anywhere ? (codes[0] ?? null) : null };
};

const wageOf = (text: string | null): Pick<Reading, 'wageFromFen' | 'wageToFen' | 'wageText'> => {
  const { wage } = readSalary(text ?? '');
  const fen = (yuan: number | null | undefined): number | null => (yuan == null ? null : yuan * 100);
  return { wageFromFen: fen(wage?.fromYuan), wageToFen: fen(wage?.toYuan), wageText: text };
};

const readCode = (cell: string): { value: string | null; unclear: boolean } => {
  if (cell === '' || /^(?:无|暂无|-+|\/)$/.test(cell)) return { value: null, unclear: false };
  const checked = checkCreditCode(cell);
  return checked.ok ? { value: checked.value, unclear: false } : { value: null, unclear: true };
};

/** An occupation named by code or name rules; otherwise the title's words decide, or leave a gap. */
const readOccupation = (cell: string, title: string): { value: string | null; unclear: boolean } => {
  const code = /\d-\d\d-\d\d-\d\d/.exec(cell.normalize('NFKC'))?.[0];
  if (code) return occupations.isPostable(code) ? { value: code, unclear: false } : { value: null, unclear: true };
  if (cell !== '') {
    const named = occupations.search(cell, 1)[0];
    if (named && (named.name === cell || named.matched === cell)) return { value: named.code, unclear: false };
  }
  return { value: matchTitle(title === '' ? cell : title).code, unclear: false };
};
