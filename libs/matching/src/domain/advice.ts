import type { ExtraPair, WhatIfs } from '#solver';
import type { Model } from './build.js';
import { adviceText } from './explain.js';
import { dayText } from './geo.js';
import { HALF_POINTS } from './pairs.js';
import { CHANGE_KINDS, type Advice, type Change, type ChangeKind } from './problem.js';
import { MOST_DAYS, ProspectFinder, type Prospect } from './prospects.js';
import type { NeedTerms } from './tables.js';

interface Ground {
  readonly model: Model;
  readonly whatIfs: WhatIfs;
}

/** The smallest step of a kind at `least` or above: wages and days are those of existing batches. Infinity when there is none. */
const stepFrom = ({ finder }: Model, kind: ChangeKind, terms: NeedTerms, least: number): number => {
  if (kind === 'wage') return finder.nextWage(terms, least);
  if (kind !== 'start') return least <= 1 ? 1 : Infinity;
  const day = finder.nextDay(terms, least);
  return day <= terms.startBy + MOST_DAYS ? day : Infinity;
};

const changeOf = (kind: ChangeKind, terms: NeedTerms, value: number): Change => {
  if (kind === 'wage') return { kind, by: value - terms.wageTo, to: value };
  if (kind === 'start') return { kind, by: value - terms.startBy, to: dayText(value) };
  return { kind, by: 1, to: true };
};

/** Pairs that pay once the change has gone as far as `value`. */
const pairsAt = (model: Model, prospects: readonly Prospect[], value: number): ExtraPair[] => {
  const perYuan = HALF_POINTS * model.tables.weights.perYuanShort;
  const pairs: ExtraPair[] = [];
  for (const { source, from, cost, wage } of prospects)
    if (from <= value) pairs.push({ source, cost: wage > value ? cost + perYuan * (wage - value) : cost });
  return pairs;
};

/**
 * The least value beyond `value` at which some pair pays at the prices of what was found there: on the way to it the
 * optimum stays the same.
 */
const nextPaying = (perYuan: number, prospects: readonly Prospect[], reach: readonly number[], value: number): number => {
  let next = Infinity;
  prospects.forEach(({ from, cost, wage }, k) => {
    const slack = (reach[k] ?? -Infinity) - cost;
    if (slack <= 0) return;
    const paid = perYuan > 0 ? Math.floor(wage - slack / perYuan) + 1 : -Infinity;
    next = Math.min(next, Math.max(from, paid, value + 1));
  });
  return next;
};

/** The smallest step of one kind that brings the need people. Steps at which no pair pays at the optimum's prices change nothing. */
const adviceOf = ({ model, whatIfs }: Ground, n: number, kind: ChangeKind, prospects: readonly Prospect[]): Advice | undefined => {
  const earliest = prospects.reduce((least, { brings }) => Math.min(least, brings), Infinity);
  if (earliest === Infinity) return undefined;
  const terms = model.tables.terms[n]!;
  const perYuan = HALF_POINTS * model.tables.weights.perYuanShort;
  for (let [value, first] = [stepFrom(model, kind, terms, earliest), true]; value < Infinity; first = false) {
    const pairs = pairsAt(model, prospects, value);
    const { gain, netPlaced, reach } = first ? whatIfs.ask(n, pairs, prospects) : whatIfs.goOn(pairs, prospects);
    if (gain <= 0) {
      value = stepFrom(model, kind, terms, nextPaying(perYuan, prospects, reach, value));
      continue;
    }
    const change = changeOf(kind, terms, value);
    const takenFromOthers = gain - netPlaced;
    return { change, gain, netPlaced, takenFromOthers, text: adviceText(change, gain, netPlaced, takenFromOthers) };
  }
  return undefined;
};

/** For each need that stays short: per kind of change the smallest step that brings it people, best first. */
export const adviseAll = (model: Model, whatIfs: WhatIfs, needs: readonly number[]): Map<number, Advice[]> => {
  const finder = new ProspectFinder(model, whatIfs.prices);
  const advice = new Map<number, Advice[]>(needs.map((n) => [n, []]));
  const group = (n: number): number => model.tables.terms[n]!.occupation.middle;
  // One part of the flow after the other: what a question read is still near when the next one is asked.
  for (const n of [...needs].sort((a, b) => group(a) - group(b) || a - b)) {
    const prospects = finder.of(n);
    const found = CHANGE_KINDS.flatMap((kind) => adviceOf({ model, whatIfs }, n, kind, prospects[kind]) ?? []);
    advice.set(
      n,
      found.sort((a, b) => b.netPlaced - a.netPlaced || b.gain - a.gain),
    );
  }
  return advice;
};
