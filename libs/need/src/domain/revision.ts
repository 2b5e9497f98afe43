import { CHECKED_FIELDS, type CheckedField, type Posting } from './posting-fields.js';

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
