import type { Posting } from './posting.js';

/**
 * What a county looks at before it lets a post stand: what the work is, where, for whom, and whom to call. Figures (people, wages, days,
 * levels) and comforts may change without it; they cannot be worded wrongly.
 */
export const CHECKED_FIELDS = [
  'title',
  'occupationCode',
  'workplace',
  'note',
  'wageText',
  'licences',
  'minorsAllowed',
  'contactName',
  'contactPhone',
  'clientCreditCode',
] as const satisfies readonly (keyof Posting)[];
export type CheckedField = (typeof CHECKED_FIELDS)[number];

/** What waits to be looked at; fields that are not there stay as they are published. */
export type Revision = Partial<Pick<Posting, CheckedField>> & { nodeId?: string };

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Parts a change of a checked post into what applies at once and what waits, with what waited before. What is said to be as it is
 * published waits no longer. */
export const splitChange = (
  standing: Posting & { nodeId: string },
  change: Partial<Posting> & { nodeId?: string | undefined },
  waiting: Revision = {},
): { now: Partial<Posting>; later: Revision } => {
  const now: Record<string, unknown> = {};
  const later: Record<string, unknown> = { ...waiting };
  const checked: readonly string[] = [...CHECKED_FIELDS, 'nodeId'];
  for (const [field, value] of Object.entries(change)) {
    if (value === undefined) continue;
    if (!checked.includes(field)) now[field] = value;
    else if (same(value, standing[field as CheckedField | 'nodeId'])) delete later[field];
    else later[field] = value;
  }
  return { now, later };
};
