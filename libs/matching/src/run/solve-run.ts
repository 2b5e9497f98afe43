import { createHash } from 'node:crypto';
import { divisions, occupations } from '#reference';
import { solveMatching, type Fault, type MatchingAnswer, type MatchingProblem, type Place } from '../domain/index.js';
import { packPrices } from './prices.js';

/** What a run is solved with, apart from its problem. */
export interface RunOptions {
  readonly threads: number;
  readonly advice: boolean;
  /** See `TransportSignal`: word 0 set to 1 asks to stop, words 1 and 2 count. */
  readonly signal: Int32Array;
}

export type SolvedRun =
  | { readonly status: 'solved'; readonly answer: MatchingAnswer; readonly digest: string; readonly prices: string }
  | { readonly status: 'invalid'; readonly faults: readonly Fault[] }
  | { readonly status: 'cancelled' };

export const placeOf = (code: string): Place | undefined => {
  const division = divisions.byCode(code);
  return division?.lng != null && division.lat != null ? { lng: division.lng, lat: division.lat } : undefined;
};

/** Occupations that a need may ask for: those of the classification, and the bureau's own. */
export const knowsOccupation = (code: string): boolean => occupations.isPostable(code);

/** Solves a city's problem in the caller's thread, with the digest of what was solved and the prices that the optimum left. */
export const solveRun = async (problem: MatchingProblem, { threads, advice, signal }: RunOptions): Promise<SolvedRun> => {
  let prices = '';
  const answer = await solveMatching(problem, {
    knowsOccupation,
    placeOf,
    threads,
    advice,
    signal,
    onPrices: (needs, points) => (prices = packPrices(needs, points)),
  });
  if (answer.status === 'cancelled' || answer.status === 'invalid') return answer;
  // In order of needs: rows that lie together in the indexes are written several times as fast.
  const proposals = [...answer.proposals].sort((a, b) => (a.need < b.need ? -1 : a.need > b.need ? 1 : 0));
  return {
    status: 'solved',
    answer: { ...answer, proposals },
    prices,
    digest: createHash('sha256').update(JSON.stringify(problem)).digest('hex'),
  };
};
