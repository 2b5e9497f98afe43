import { WhatIfs, type TransportOptimum } from '#solver';
import type { Model } from './build.js';
import { adviceText } from './explain.js';
import { dayText } from './geo.js';
import { HALF_POINTS } from './pairs.js';
import type { Advice, Change } from './problem.js';
import type { NeedTerms } from './tables.js';

/** Starting later than this is another need. */
const MOST_DAYS = 60;

/** One step of a change: the need's new terms and the batches whose pairs become possible or cheaper by it. */
export interface Step {
  readonly change: Change;
  readonly terms: NeedTerms;
}

const wageSteps = ({ tables, finder }: Model, terms: NeedTerms): Step[] => {
  if (terms.wageTo === Infinity) return [];
  const wages = new Set<number>();
  for (const b of finder.candidates(terms)) {
    const wage = tables.batchWage[b]!;
    if (wage > terms.wageTo && !finder.obstacle(b, { ...terms, wageTo: wage })) wages.add(wage);
  }
  return [...wages].sort((a, b) => a - b).map((wage) => ({ change: { kind: 'wage', by: wage - terms.wageTo, to: wage }, terms: { ...terms, wageTo: wage } }));
};

const daySteps = ({ tables, finder }: Model, terms: NeedTerms): Step[] => {
  const days = new Set<number>();
  for (const b of finder.candidates(terms)) {
    const free = tables.batchFree[b]!;
    if (free > terms.startBy && free <= terms.startBy + MOST_DAYS && !finder.obstacle(b, { ...terms, startBy: free })) days.add(free);
  }
  return [...days].sort((a, b) => a - b).map((day) => ({ change: { kind: 'start', by: day - terms.startBy, to: dayText(day) }, terms: { ...terms, startBy: day } }));
};

/** The single changes of a need that could bring it people, each kind from its smallest step up. */
export const stepsOf = (model: Model, n: number): Step[][] => {
  const terms = model.tables.terms[n]!;
  const training: Step[] =
    !terms.trainable && terms.skillLevel > 0 ? [{ change: { kind: 'training', by: 1, to: true }, terms: { ...terms, trainable: true } }] : [];
  const lodging: Step[] = terms.lodging ? [] : [{ change: { kind: 'lodging', by: 1, to: true }, terms: { ...terms, lodging: true } }];
  return [wageSteps(model, terms), training, daySteps(model, terms), lodging].filter((steps) => steps.length > 0);
};

/** Pairs that a step makes possible or cheaper, as far as they would pay at the optimum's prices. */
const gainsOf = (model: Model, whatIfs: WhatIfs, n: number, { terms }: Step): { source: number; cost: number }[] => {
  const { tables, finder, excluded } = model;
  const before = tables.terms[n]!;
  const pairs: { source: number; cost: number }[] = [];
  finder.forEach(terms, (b, points) => {
    const cost = HALF_POINTS * points;
    if (whatIfs.advantage(b, n, cost) <= 0 || tables.batches[b]!.people === 0 || excluded.has(b * tables.needs.length + n)) return;
    if (finder.obstacle(b, before) || finder.cost(b, before) > points) pairs.push({ source: b, cost });
  });
  return pairs;
};

const adviceOf = (model: Model, whatIfs: WhatIfs, n: number, steps: readonly Step[]): Advice | undefined => {
  for (const step of steps) {
    const pairs = gainsOf(model, whatIfs, n, step);
    if (pairs.length === 0) continue;
    const { gain, netPlaced } = whatIfs.ask(n, pairs);
    if (gain <= 0) continue;
    const takenFromOthers = gain - netPlaced;
    return { change: step.change, gain, netPlaced, takenFromOthers, text: adviceText(step.change, gain, netPlaced, takenFromOthers) };
  }
  return undefined;
};

/** For each need that stays short: per kind of change the smallest step that brings it people, best first. */
export const adviseAll = (model: Model, optimum: TransportOptimum, needs: readonly number[]): Map<number, Advice[]> => {
  const whatIfs = new WhatIfs(model.transport, optimum);
  return new Map(
    needs.map((n) => {
      const found = stepsOf(model, n).map((steps) => adviceOf(model, whatIfs, n, steps));
      const advice = found.filter((entry) => entry !== undefined);
      return [n, advice.sort((a, b) => b.netPlaced - a.netPlaced || b.gain - a.gain)];
    }),
  );
};
