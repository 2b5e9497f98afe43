import { insideBy, type Pass } from '../domain/passes.js';
import type { GateDelta } from './gate.repository.js';

const firstIn = (passes: readonly Pass[]): string | undefined =>
  passes
    .filter(({ standing, way }) => standing === 'counts' && way === 'in')
    .reduce<Pass | undefined>((first, pass) => (!first || pass.at < first.at ? pass : first), undefined)?.gateId;

/** What becomes of the gates' figures when the passes of tickets change: who is inside by which gate, and who came in there first. */
export const figuresOf = (tickets: readonly { before: readonly Pass[]; after: readonly Pass[] }[]): Map<string, GateDelta> => {
  const deltas = new Map<string, GateDelta>();
  const add = (gateId: string | null | undefined, figure: keyof GateDelta, by: number): void => {
    if (!gateId) return;
    const delta = deltas.get(gateId) ?? { inside: 0, entered: 0 };
    deltas.set(gateId, { ...delta, [figure]: delta[figure] + by });
  };
  for (const { before, after } of tickets) {
    add(insideBy(before), 'inside', -1);
    add(insideBy(after), 'inside', 1);
    add(firstIn(before), 'entered', -1);
    add(firstIn(after), 'entered', 1);
  }
  return deltas;
};
