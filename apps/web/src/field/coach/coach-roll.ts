import type { Seen } from '../log';

export type Says = 'here' | 'absent';
/** Boarding, the beginning of a further part of the way, arrival. */
export interface Call {
  kind: 'board' | 'transfer' | 'arrive';
  leg: number;
}

export interface Told {
  says: Says;
  at: string;
  device: string;
}

export interface CoachConflict {
  entry: string;
  line: string;
  call: Call['kind'];
  leg: number;
  waits: Told;
  counts: Told | null;
}

export interface CoachFacts {
  number: number;
  from: string;
  to: string;
  departAt: string;
  arriveAt: string;
  leader: boolean;
  legs: { from: string; to: string; departAt: string }[];
  people: string[];
  conflicts: CoachConflict[];
  gates: { enterpriseId: string; name: string; people: number; code: string | null; done: { present: number; missing: number } | null }[];
}

export const coachFacts = (facts: Readonly<Record<string, unknown>>): CoachFacts => ({
  ...{ number: 0, from: '', to: '', departAt: '', arriveAt: '', leader: false, legs: [], people: [], conflicts: [], gates: [] },
  ...(facts as Partial<CoachFacts>),
});

export interface Person {
  id: string;
  name: string;
  phone: string;
  enterprise: string;
  pickup: string;
  flags: string[];
  position: number;
  /** What counts at the desk, by call. */
  words: Map<string, { says: Says; id: string }>;
}

export const callKey = ({ kind, leg }: Call): string => `${kind}:${leg}`;

/** The calls of a trip: one at each change. */
export const callsOf = (legs: CoachFacts['legs']): Call[] => [
  { kind: 'board', leg: 0 },
  ...legs.slice(1).map((_, i): Call => ({ kind: 'transfer', leg: i + 1 })),
  { kind: 'arrive', leg: 0 },
];

/** A row of the kit, as libs/dispatch/src/roll-call/coach-kit.ts makes them. */
export const personOf = (id: string, values: readonly string[]): Person => {
  const [name = '', phone = '', enterprise = '', pickup = '', , flags = '', said = '', position = '0'] = values;
  const words = said.split(' ').flatMap((word) => {
    const [key = '', says = '', mark = ''] = word.split('=');
    return says === 'here' || says === 'absent' ? [[key, { says, id: mark }] as const] : [];
  });
  return {
    ...{ id, name, phone, enterprise, pickup },
    flags: flags.split(' ').filter(Boolean),
    position: Number(position),
    words: new Map(words),
  };
};

const isOf = ({ kind, subject, detail }: Seen, call: Call, id: string): boolean =>
  subject === id && kind === call.kind && Number(detail?.['leg'] ?? 0) === call.leg;

/** What is said of somebody: by this phone while the desk does not know it, else what counts there, else what this phone said before. */
export const wordOf = (person: Person, call: Call, seen: readonly Seen[], waits: number): { says: Says; over: string | null } | null => {
  const own = seen.findLast((one) => isOf(one, call, person.id));
  const says = own?.detail?.['says'] as Says | undefined;
  const waiting = waits > 0 && own !== undefined && seen.slice(-waits).includes(own);
  const known = person.words.get(callKey(call));
  if (says && waiting) return { says, over: null };
  if (known) return { says: known.says, over: known.id };
  return says ? { says, over: null } : null;
};

/** Conflicts that this phone has not decided yet. */
export const openConflicts = (conflicts: readonly CoachConflict[], seen: readonly Seen[]): CoachConflict[] =>
  conflicts.filter(({ entry }) => !seen.some(({ kind, subject }) => kind === 'settle' && subject === entry));
