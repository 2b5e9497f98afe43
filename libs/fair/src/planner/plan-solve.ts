import { upperBound } from '../domain/planner/bound.js';
import { coveredBy, faultsOf } from '../domain/planner/check.js';
import { greedyPlan } from '../domain/planner/greedy.js';
import type { InvitedFair, PlanningProblem } from '../domain/planner/problem.js';
import { PlanSearch } from '../domain/planner/search.js';

export interface SolveOptions {
  rounds: number;
  /** Seconds after which the search ends with what it has. */
  seconds: number;
  /** The plan before, where the rest of it is planned again. */
  from: readonly InvitedFair[];
}

export interface SolvedPlan {
  fairs: readonly InvitedFair[];
  covered: number;
  bound: number;
  greedy: number;
  /** Rules that it breaks: there are none, or the program has a fault. */
  faults: readonly string[];
}

const SLICE_MS = 20;
/** Of the work: what the search is, the rest being the bound. */
const SEARCH_SHARE = 0.8;
const WHOLE = 1_000;
/** A bound so little above the plan says enough. */
const NEAR = 0.003;
/** How long a bound is made tighter, in evaluations and in seconds: of a plan, and of one that was planned again while somebody waits. */
const BOUND = { rounds: 250, seconds: 20 };
const BOUND_AGAIN = { rounds: 80, seconds: 2 };

/**
 * Plans in the caller's thread, and gives way to others every few milliseconds.
 * @param turn what is awaited then; it throws to stop
 * @param told how far it is, of 1,000
 */
export const solvePlan = async (
  problem: PlanningProblem,
  { rounds, seconds, from }: SolveOptions,
  turn: () => Promise<void>,
  told: (done: number, total: number) => void,
): Promise<SolvedPlan> => {
  const search = new PlanSearch(problem, { seed: 1, rounds, from });
  const began = Date.now();
  const share = (steps: number): number => Math.max(steps / (rounds + problem.fairs), (Date.now() - began) / (seconds * 1_000));
  let [steps, sliceEnds] = [0, began + SLICE_MS];
  for (const _ of search.run()) {
    void _;
    steps += 1;
    if (Date.now() < sliceEnds) continue;
    told(Math.round(Math.min(1, share(steps)) * SEARCH_SHARE * WHOLE), WHOLE);
    await turn();
    sliceEnds = Date.now() + SLICE_MS;
    if (Date.now() - began > seconds * 1_000) break;
  }
  told(SEARCH_SHARE * WHOLE, WHOLE);
  await turn();
  const fairs = search.bestPlan;
  const covered = coveredBy(problem, fairs);
  const greedy = coveredBy(problem, greedyPlan(problem));
  await turn();
  const { rounds: evaluations, seconds: within } = from.length > 0 ? BOUND_AGAIN : BOUND;
  const until = Date.now() + within * 1_000;
  return {
    fairs,
    covered,
    greedy,
    bound: upperBound(problem, covered, { rounds: evaluations, enough: NEAR, more: () => Date.now() < until }),
    faults: faultsOf(problem, fairs),
  };
};
