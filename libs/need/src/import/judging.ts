import type { EnterpriseView } from '#enterprise';
import { isUnposted, onTheWay, type NeedGap } from '../domain/need.js';
import type { Posting } from '../domain/posting-fields.js';
import type { Obstacles } from '../domain/publishing.js';
import { saysTheSame } from './corrections.js';
import type { ImportBatch, RowKind, RowReason } from './import.entity.js';
import type { LineKeys } from './import.keys.js';
import type { KnownNeed } from './import.repository.js';
import type { PlaceFound } from './places.js';
import { lacking } from './reasons.js';

/** The need that a line means: its office's own; of those from before keys belonged to an office, one within this office's reach. */
export const knownOf = (
  { nodePath }: ImportBatch,
  found: Map<string | null, KnownNeed>,
  { key, legacy }: LineKeys,
): KnownNeed | undefined => {
  const old = legacy === null ? undefined : found.get(legacy);
  return found.get(key) ?? (old?.nodePath.startsWith(nodePath) ? old : undefined);
};

export const wrongs = (
  batch: ImportBatch,
  posting: Posting,
  { faults, wording }: Obstacles,
  place: PlaceFound,
  enterprise: EnterpriseView | undefined,
  known: KnownNeed | undefined,
): RowReason[] => [
  ...(posting.title === '' ? [{ code: 'title_missing' }] : []),
  ...faults.map(({ code, params }) => ({ code, ...(params ? { params } : {}) })),
  ...wording
    .filter(({ severity }) => severity === 'refuse')
    .map(({ phrase, rule }) => ({ code: 'wording', params: { phrase, rule: rule.zh } })),
  ...(place.elsewhere ? [{ code: 'elsewhere', params: { place: posting.workplace ?? '' } }] : []),
  ...(enterprise?.state === 'closed' ? [{ code: 'enterprise_closed' }] : []),
  ...(enterprise && !known && !mayPostFor(batch, enterprise) ? [{ code: 'enterprise_elsewhere' }] : []),
  ...(known && !known.nodePath.startsWith(batch.nodePath) ? [{ code: 'need_elsewhere' }] : []),
];

/** An office posts for its own enterprises, and for those that no county has taken in yet. */
export const mayPostFor = ({ nodePath }: ImportBatch, enterprise: EnterpriseView): boolean =>
  enterprise.nodePath.startsWith(nodePath) || (enterprise.state === 'unclaimed' && nodePath.startsWith(enterprise.nodePath));

export const kindOf = (
  reasons: RowReason[],
  gaps: NeedGap[],
  importHash: string,
  short: number,
  known: KnownNeed | undefined,
): { kind: RowKind; more: RowReason[] } => {
  if (reasons.length > 0) return { kind: 'wrong', more: [] };
  if (!known) return { kind: gaps.length > 0 ? 'draft' : 'new', more: [] };
  if (saysTheSame(known.importHash, importHash)) return { kind: 'unchanged', more: [] };
  if (known.state === 'withdrawn') return { kind: 'wrong', more: [{ code: 'need_withdrawn' }] };
  if (short < onTheWay(known))
    return { kind: 'wrong', more: [{ code: 'below_on_the_way', params: { promised: known.promised, committed: known.committed } }] };
  if (!isUnposted(known.state) && gaps.length > 0) return { kind: 'wrong', more: gaps.map(lacking) };
  return { kind: 'changed', more: [] };
};
