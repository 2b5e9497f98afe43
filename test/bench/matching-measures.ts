import { solveMatching } from '#matching';
import { makeCity, type CitySize } from './matching-city.js';
import { SEED, type Say } from './solver-measures.js';

/** As many batches, needs and compatible pairs as the shape L. */
const LARGE: CitySize = { suppliers: 250, batchesPerSupplier: 200, enterprises: 16_000, needs: 100_000, occupations: 5_600, skew: 1.3 };
const SMALL: CitySize = { suppliers: 25, batchesPerSupplier: 40, enterprises: 400, needs: 2_000, occupations: 400 };

/** Advice for every need that a run of L leaves short, as a multiple of the time in which the run was solved; both with one thread. */
export const adviceShare = async (say: Say, quick: boolean): Promise<void> => {
  const answer = await solveMatching(makeCity(quick ? SMALL : LARGE, SEED), { threads: 1 });
  if (answer.status !== 'optimal') throw new Error(answer.status);
  say('advice.needs', answer.unfilled.length);
  say(
    'advice.given',
    answer.unfilled.reduce((sum, { advice }) => sum + advice.length, 0),
  );
  say('advice.solveSeconds', answer.timing.solveMs / 1000);
  say('advice.seconds', answer.timing.adviceMs / 1000);
  say('advice.share', answer.timing.adviceMs / answer.timing.solveMs);
};
