import type { MatchingAnswer, MatchingProblem } from './problem.js';

/** People asked for and placed, by whatever needs or batches are gathered under. */
export interface Tally {
  asked: number;
  placed: number;
}

export interface RunTallies {
  /** By the county of the need. */
  readonly counties: ReadonlyMap<string, Tally>;
  /** By supplier: people who were free, and placed. */
  readonly suppliers: ReadonlyMap<string, Tally>;
  readonly enterprises: ReadonlyMap<string, Tally>;
}

/** Adds a run up by county, supplier and enterprise. `whose` names county and enterprise of a need. */
export const tally = (problem: MatchingProblem, answer: MatchingAnswer, whose: (need: string) => { county: string; enterprise: string }): RunTallies => {
  const sums = { counties: new Map<string, Tally>(), suppliers: new Map<string, Tally>(), enterprises: new Map<string, Tally>() };
  const add = (map: Map<string, Tally>, key: string, asked: number, placed: number): void => {
    const sum = map.get(key) ?? { asked: 0, placed: 0 };
    map.set(key, { asked: sum.asked + asked, placed: sum.placed + placed });
  };
  const supplierOf = new Map(problem.batches.map(({ id, supplier }) => [id, supplier]));
  for (const { id, short } of problem.needs) {
    add(sums.counties, whose(id).county, short, 0);
    add(sums.enterprises, whose(id).enterprise, short, 0);
  }
  for (const { supplier, people } of problem.batches) add(sums.suppliers, supplier, people, 0);
  for (const { need, batch, people } of answer.proposals) {
    add(sums.counties, whose(need).county, 0, people);
    add(sums.enterprises, whose(need).enterprise, 0, people);
    add(sums.suppliers, supplierOf.get(batch) ?? '', 0, people);
  }
  return sums;
};
