import type { WhatIfs } from '#solver';
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

interface Kind {
  readonly kind: Change['kind'];
  readonly applies: (terms: NeedTerms) => boolean;
  /** From the smallest step up. */
  readonly steps: (terms: NeedTerms) => readonly Step[];
}

const kinds = (model: Model): Kind[] => [
  { kind: 'wage', applies: ({ wageTo }) => wageTo !== Infinity, steps: (terms) => wageSteps(model, terms) },
  {
    kind: 'training',
    applies: ({ trainable, skillLevel }) => !trainable && skillLevel > 0,
    steps: (terms) => [{ change: { kind: 'training', by: 1, to: true }, terms: { ...terms, trainable: true } }],
  },
  { kind: 'start', applies: () => true, steps: (terms) => daySteps(model, terms) },
  {
    kind: 'lodging',
    applies: ({ lodging }) => !lodging,
    steps: (terms) => [{ change: { kind: 'lodging', by: 1, to: true }, terms: { ...terms, lodging: true } }],
  },
];

/** The single changes of a need that could bring it people, each kind from its smallest step up. */
export const stepsOf = (model: Model, n: number): (readonly Step[])[] => {
  const terms = model.tables.terms[n]!;
  return kinds(model).flatMap(({ applies, steps }) => (applies(terms) ? [steps(terms)] : []));
};

/** A pair that pays at the optimum's prices once a kind of change has gone far enough. */
interface Prospect {
  readonly source: number;
  /** Smallest value (wage, day) from which it pays. */
  readonly from: number;
  readonly cost: (value: number) => number;
}

interface Question {
  readonly model: Model;
  readonly whatIfs: WhatIfs;
  readonly n: number;
  readonly terms: NeedTerms;
}

const usable = ({ model: { tables, excluded }, n }: Question, b: number): boolean =>
  tables.batches[b]!.people > 0 && !excluded.has(b * tables.needs.length + n);

/** Batches that ask for more than the need pays: how far the wage must rise until they pay, and what they cost from there. */
const wageProspects = (question: Question): Prospect[] => {
  const { model, whatIfs, n, terms } = question;
  const { tables, finder } = model;
  const { perYuanShort, mostYuanShort } = tables.weights;
  const perYuan = HALF_POINTS * perYuanShort;
  const open = { ...terms, wageTo: Infinity };
  const found: Prospect[] = [];
  finder.forEachCandidate(terms, (b) => {
    const wage = tables.batchWage[b]!;
    if (wage <= terms.wageTo || whatIfs.advantage(b, n, 0) <= 0) return;
    if (finder.obstacle(b, open) || !usable(question, b)) return;
    const base = HALF_POINTS * finder.cost(b, open);
    const slack = whatIfs.advantage(b, n, base);
    if (slack <= 0) return;
    const affordable = perYuan > 0 ? Math.floor(wage - slack / perYuan) + 1 : -Infinity;
    found.push({ source: b, from: Math.max(wage - mostYuanShort, affordable, terms.wageTo + 1), cost: (to) => base + perYuan * Math.max(0, wage - to) });
  });
  return found;
};

/** Batches that one of the other changes makes possible, at a cost that the change does not touch. */
const newProspects = (question: Question, changed: NeedTerms, from: (b: number) => number): Prospect[] => {
  const { model, whatIfs, n, terms } = question;
  const found: Prospect[] = [];
  model.finder.forEachCandidate(changed, (b) => {
    if (whatIfs.advantage(b, n, 0) <= 0 || model.finder.obstacle(b, changed)) return;
    if (!model.finder.obstacle(b, terms) || !usable(question, b)) return;
    const cost = HALF_POINTS * model.finder.cost(b, changed);
    if (whatIfs.advantage(b, n, cost) > 0) found.push({ source: b, from: from(b), cost: () => cost });
  });
  return found;
};

const prospectsOf = (question: Question, kind: Change['kind']): Prospect[] => {
  const { terms, model } = question;
  if (kind === 'wage') return wageProspects(question);
  if (kind === 'training') return newProspects(question, { ...terms, trainable: true }, () => 1);
  if (kind === 'lodging') return newProspects(question, { ...terms, lodging: true }, () => 1);
  return newProspects(question, { ...terms, startBy: terms.startBy + MOST_DAYS }, (b) => model.tables.batchFree[b]!);
};

const valueOf = ({ change, terms }: Step): number => (change.kind === 'wage' ? terms.wageTo : change.kind === 'start' ? terms.startBy : 1);

/** The smallest step of one kind that brings the need people. Steps at which no pair pays at the optimum's prices change nothing. */
const adviceOf = (question: Question, steps: (terms: NeedTerms) => readonly Step[], kind: Change['kind']): Advice | undefined => {
  const prospects = prospectsOf(question, kind);
  if (prospects.length === 0) return undefined;
  const earliest = prospects.reduce((least, { from }) => Math.min(least, from), Infinity);
  for (const step of steps(question.terms)) {
    const value = valueOf(step);
    if (value < earliest) continue;
    const pairs = prospects.filter(({ from }) => from <= value).map(({ source, cost }) => ({ source, cost: cost(value) }));
    const { gain, netPlaced } = question.whatIfs.ask(question.n, pairs);
    if (gain <= 0) continue;
    const takenFromOthers = gain - netPlaced;
    return { change: step.change, gain, netPlaced, takenFromOthers, text: adviceText(step.change, gain, netPlaced, takenFromOthers) };
  }
  return undefined;
};

/** For each need that stays short: per kind of change the smallest step that brings it people, best first. */
export const adviseAll = (model: Model, whatIfs: WhatIfs, needs: readonly number[]): Map<number, Advice[]> => {
  return new Map(
    needs.map((n) => {
      const question: Question = { model, whatIfs, n, terms: model.tables.terms[n]! };
      const advice = kinds(model).flatMap(({ kind, steps, applies }) => (applies(question.terms) ? (adviceOf(question, steps, kind) ?? []) : []));
      return [n, advice.sort((a, b) => b.netPlaced - a.netPlaced || b.gain - a.gain)];
    }),
  );
};
