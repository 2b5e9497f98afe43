import type { EnterpriseView } from '#enterprise';
import { fenOf } from '#reference';
import {
  answeredBy,
  CORRECTABLE,
  COLUMNS_OF,
  sameText,
  textOf,
  type Applied,
  type Correctable,
  type CorrectedValue,
} from '../domain/import/correction.js';
import type { Field } from '../domain/import/fields.js';
import type { ImportAlias, ImportCorrection } from './import-corrections.entity.js';
import type { ImportRow, RowReason } from './import.entity.js';
import { hash } from './import.keys.js';
import type { Reading } from './reading.js';

/** A line's place in the file: it stays when other sheets are chosen. */
export interface LinePlace {
  sheet: number;
  line: number;
}

export const rowTarget = ({ sheet, line }: LinePlace): string => `row ${sheet}:${line}`;

/** What people said that the cells of one list mean. The nearest word counts: of the row, of the list, of the office. */
export class Corrections {
  private readonly known = new Map<string, Applied>();

  constructor(
    corrections: readonly ImportCorrection[] = [],
    aliases: readonly ImportAlias[] = [],
    readonly enterprises: ReadonlyMap<string, EnterpriseView> = new Map(),
  ) {
    for (const { id, field, text, value } of aliases) this.known.set(keyOf(field, text), { id, by: 'office', value });
    for (const { id, field, target, text, value } of corrections) {
      const ofRow = target.startsWith('row ');
      this.known.set(ofRow ? `${field} ${target}` : keyOf(field, text), { id, by: ofRow ? 'row' : 'list', value });
    }
  }

  of(field: Correctable, said: Reading['said'], place: LinePlace): Applied | undefined {
    if (this.known.size === 0) return undefined;
    return this.known.get(`${field} ${rowTarget(place)}`) ?? this.known.get(keyOf(field, textOf(field, said)));
  }

  /** The reading as people corrected it; the same one where nobody did. */
  apply(reading: Reading, place: LinePlace): Reading {
    if (this.known.size === 0) return reading;
    const found = CORRECTABLE.flatMap((field) => {
      const applied = this.of(field, reading.said, place);
      return applied ? [{ field, applied }] : [];
    });
    return found.reduce((read, { field, applied }) => corrected(read, field, applied), reading);
  }
}

const keyOf = (field: Correctable, text: string): string => `${field} = ${sameText(text)}`;

const corrected = (reading: Reading, field: Correctable, applied: Applied): Reading => {
  const open = ({ code, params }: RowReason): boolean =>
    !answeredBy[field].test(code) && !COLUMNS_OF[field].some((column) => params?.['field'] === column);
  const text = textOf(field, reading.said);
  // What a person says was said: an empty cell no longer leaves the need as it is.
  const own: Field = COLUMNS_OF[field][0] as Field;
  return {
    ...reading,
    ...readAs(field, applied.value, text),
    said: { ...reading.said, [own]: reading.said[own] || text || '—' },
    faults: reading.faults.filter(open),
    doubts: reading.doubts.filter(open),
    corrected: { ...reading.corrected, [field]: applied },
  };
};

const readAs = (field: Correctable, value: CorrectedValue, text: string): Partial<Reading> => {
  switch (field) {
    case 'occupation':
      return { occupationCode: value.occupationCode ?? null };
    case 'place':
      return { placeNode: value.nodeId ?? null, placeText: text.slice(0, 120) || null };
    case 'skillLevel':
      return { skillLevel: value.skillLevel ?? 0 };
    case 'people':
      return { people: value.people ?? null };
    case 'startBy':
      return { startBy: value.startBy ?? null };
    case 'enterprise':
      return { enterpriseId: value.enterpriseId ?? null };
    case 'wage':
      return wageAs(value, text);
  }
};

const wageAs = ({ wageFromYuan = null, wageToYuan = null }: CorrectedValue, text: string): Partial<Reading> => {
  const amounts = [...new Set([wageFromYuan, wageToYuan].filter((yuan) => yuan !== null))];
  return {
    wageFromFen: fenOf(wageFromYuan),
    wageToFen: fenOf(wageToYuan),
    wageText: text.slice(0, 60) || (amounts.length > 0 ? `${amounts.join('-')}元/月` : null),
  };
};

/** How much of the hash of a line is about what the list says, where somebody corrected it. */
const OF_LIST = 21;

/** What a line said, and what people made of it. */
export const hashOf = (original: Reading, { corrected: words }: Reading): string => {
  const whole = hash(JSON.stringify(original.said));
  if (!words) return whole;
  const values = CORRECTABLE.flatMap((field) => (words[field] ? [[field, words[field].value]] : []));
  return `${whole.slice(0, OF_LIST)}.${hash(JSON.stringify(values)).slice(0, 42 - OF_LIST)}`;
};

/** Whether a line says what it said the last time. What was corrected then stays so, unless it is corrected anew. */
export const saysTheSame = (before: string | null, now: string): boolean =>
  before === now ||
  (before !== null && now.charAt(OF_LIST) !== '.' && before.charAt(OF_LIST) === '.' && before.slice(0, OF_LIST) === now.slice(0, OF_LIST));

/** The column that numbers the texts of a field. */
export const REF = {
  occupation: 'occupationRef',
  place: 'placeRef',
  skillLevel: 'skillLevelRef',
  people: 'peopleRef',
  wage: 'wageRef',
  startBy: 'startByRef',
  enterprise: 'nameRef',
} as const satisfies Record<Correctable, keyof ImportRow>;
export type TextRefs = Pick<ImportRow, (typeof REF)[Correctable]>;

/** Numbers the texts of a list in the order in which they come: rows with equal ones are found and counted by them. */
export class TextNumbers {
  private readonly byField = new Map<Correctable, { read: Map<string, number>; same: Map<string, number> }>(
    CORRECTABLE.map((field) => [field, { read: new Map(), same: new Map() }]),
  );

  of(said: Reading['said']): TextRefs {
    const refs: Partial<TextRefs> = {};
    for (const field of CORRECTABLE) refs[REF[field]] = this.number(field, textOf(field, said));
    return refs as TextRefs;
  }

  private number(field: Correctable, text: string): number {
    const { read, same } = this.byField.get(field) as { read: Map<string, number>; same: Map<string, number> };
    const known = read.get(text);
    if (known !== undefined) return known;
    const key = sameText(text);
    const number = same.get(key) ?? same.size + 1;
    same.set(key, number);
    read.set(text, number);
    return number;
  }
}
