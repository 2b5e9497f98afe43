import { useState } from 'react';
import type { DraftLine, DraftOutcome, Need } from '../../api/types';

export const DRAFT_FIELDS = [
  'occupationCode',
  'short',
  'wageFromYuan',
  'wageToYuan',
  'nodeId',
  'contactName',
  'contactPhone',
  'startBy',
] as const;
export type DraftField = (typeof DRAFT_FIELDS)[number];
export type DraftValue = string | number | null;
export type DraftChange = Partial<Record<DraftField, DraftValue>>;

/** Which field answers which gap. */
export const GAP_FIELD: Partial<Record<string, DraftField>> = {
  short: 'short',
  occupation: 'occupationCode',
  place: 'nodeId',
  contact: 'contactPhone',
};

const NUMBERS: readonly DraftField[] = ['short', 'wageFromYuan', 'wageToYuan'];

/** What is sent: numbers as numbers, an emptied field as null; what is no number goes as it is, for the server to refuse it by name. */
const sent = (field: DraftField, value: DraftValue): DraftValue => {
  const text = String(value ?? '').trim();
  if (text === '') return field === 'short' ? 0 : null;
  return NUMBERS.includes(field) && /^\d+$/.test(text) ? Number(text) : text;
};

export const bodyOf = (change: DraftChange): Record<string, DraftValue> =>
  Object.fromEntries(Object.entries(change).map(([field, value]) => [field, sent(field as DraftField, value)]));

/** What somebody typed for a need, and the need as it was looked at. */
interface Typed {
  need: Need;
  said: DraftChange;
}

type Faults = Record<string, Partial<Record<string, string>>>;

export interface Drafts {
  typed: Record<string, Typed>;
  faults: Faults;
  chosen: Record<string, Need>;
  /** Names of occupations that were picked here, by code. */
  names: Record<string, string>;
  valueOf: (need: Need, field: DraftField) => DraftValue;
  isChanged: (need: Need, field: DraftField) => boolean;
  say: (need: Need, field: DraftField, value: DraftValue, name?: string) => void;
  choose: (needs: readonly Need[], on: boolean) => void;
  /** What is sent: everything typed, and the chosen ones too where they are to be published. */
  lines: (publish: boolean) => DraftLine[];
  /** Takes the answer of the server in: what is saved is no change any more. */
  settle: (outcomes: readonly DraftOutcome[]) => void;
  /** @returns false when a number is none, which is said at its cell and not sent */
  check: (notNumber: string) => boolean;
}

/** What nobody has said yet is empty: 0 people of a draft, and the office in place of a workplace that was not clear. */
const originalOf = (need: Need, field: DraftField): DraftValue =>
  (field === 'short' && need.short === 0) || (field === 'nodeId' && need.gaps.includes('place')) ? null : need[field];

const without = <T>(all: Record<string, T>, ids: ReadonlySet<string>): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([id]) => !ids.has(id)));

const faultsOf = (outcomes: readonly DraftOutcome[]): Faults =>
  Object.fromEntries(
    outcomes.flatMap(({ id, problem }) => {
      if (!problem) return [];
      const ofFields = problem.errors.filter(({ path }) => (DRAFT_FIELDS as readonly string[]).includes(path));
      return [
        [id, ofFields.length > 0 ? Object.fromEntries(ofFields.map(({ path, message }) => [path, message])) : { row: problem.title }],
      ];
    }),
  );

/** What somebody has typed into the table and not saved yet. */
export const useDrafts = (): Drafts => {
  const [typed, setTyped] = useState<Record<string, Typed>>({});
  const [faults, setFaults] = useState<Faults>({});
  const [chosen, setChosen] = useState<Record<string, Need>>({});
  const [names, setNames] = useState<Record<string, string>>({});
  return {
    typed,
    faults,
    chosen,
    names,
    valueOf: (need, field) => {
      const said = typed[need.id]?.said;
      return said && field in said ? (said[field] ?? null) : originalOf(need, field);
    },
    isChanged: (need, field) => field in (typed[need.id]?.said ?? {}),
    say: (need, field, value, name) => {
      if (name && value !== null) setNames((before) => ({ ...before, [String(value)]: name }));
      setTyped((before) => {
        const { [field]: _, ...rest } = before[need.id]?.said ?? {};
        const same = String(value ?? '') === String(originalOf(need, field) ?? '');
        const said: DraftChange = same ? rest : { ...rest, [field]: value };
        const others = without(before, new Set([need.id]));
        return Object.keys(said).length > 0 ? { ...others, [need.id]: { need, said } } : others;
      });
      setFaults((before) => ({ ...before, [need.id]: { ...before[need.id], [field]: undefined, row: undefined } }));
    },
    choose: (needs, on) =>
      setChosen((before) => {
        const others = without(before, new Set(needs.map(({ id }) => id)));
        return on ? { ...others, ...Object.fromEntries(needs.map((need) => [need.id, need])) } : others;
      }),
    lines: (publish) => {
      const asked = { ...(publish ? chosen : {}), ...Object.fromEntries(Object.values(typed).map(({ need }) => [need.id, need])) };
      return Object.values(asked).map(({ id, version }) => ({ ...bodyOf(typed[id]?.said ?? {}), id, version }));
    },
    settle: (outcomes) => {
      const refused = new Map(outcomes.flatMap(({ id, need, problem }) => (problem ? [[id, need] as const] : [])));
      const saved = new Set(outcomes.flatMap(({ id, problem }) => (problem ? [] : [id])));
      setTyped((before) =>
        Object.fromEntries(
          Object.entries(without(before, saved)).map(([id, { need, said }]) => [id, { need: refused.get(id) ?? need, said }]),
        ),
      );
      setFaults(faultsOf(outcomes));
      setChosen({});
    },
    check: (notNumber) => {
      const wrong = Object.values(typed).flatMap(({ need, said }) => {
        const fields = NUMBERS.filter((field) => said[field] && !/^\d{1,7}$/.test(String(said[field]).trim()));
        return fields.length > 0 ? [[need.id, Object.fromEntries(fields.map((field) => [field, notNumber]))] as const] : [];
      });
      if (wrong.length > 0) setFaults(Object.fromEntries(wrong));
      return wrong.length === 0;
    },
  };
};
