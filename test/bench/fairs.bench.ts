import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { coveredBy, faultsOf, greedyPlan, madeUpQuarter, PlanSearch, upperBound, type InvitedFair, type PlanningProblem } from '#fair';
import { fairYear } from './fair-year.js';
import { benchSettings, databaseOn } from './house.js';
import { measured, type Bench } from './measure.js';

const ROUNDS = 4_000;
const REPLAN_ROUNDS = 300;

/**
 * `-- fairs`: a quarter's plan, of 300 fairs on 600 venue-days with 10,000 enterprises.
 *
 * `planSeconds` how long it took, `planGap` how far below a certified upper bound it is at most, `overGreedy` how much more it
 * covers than taking the largest uncovered shortage first, `replanSeconds` to plan again after 30 fairs were fixed and 5 struck.
 */
export const bench: Bench = {
  about: "a quarter's fairs planned: seconds, gap to a certified bound, how much better than greedy, seconds to plan again",
  run: async ({ quick, scratch, mariadb }) => {
    const size = quick
      ? { fairs: 20, rooms: 4, days: 20, themes: 6, counties: 3, enterprises: 300 }
      : { fairs: 300, rooms: 10, days: 60, themes: 30, counties: 10, enterprises: 10_000 };
    const quarter = madeUpQuarter(1, size);
    const first = await measured(() => planned(quarter, quick ? 50 : ROUNDS));
    const covered = coveredBy(quarter, first.result);
    const [struck, fixed] = [first.result.slice(0, 5), first.result.slice(5, 35)].map((fairs) =>
      fairs.map(({ room, day, theme }) => ({ room, day, theme })),
    );
    const again = await measured(() => planned({ ...quarter, struck: struck ?? [], fixed: fixed ?? [] }, quick ? 20 : REPLAN_ROUNDS));
    const bound = await measured(() => Promise.resolve(upperBound(quarter, covered)));
    const url = await mariadb();
    const year = quick
      ? { fairs: 20, booths: 10, registrations: 60, atOnce: 10 }
      : { fairs: 1_000, booths: 200, registrations: 60_000, atOnce: 300 };
    const embedded = await fairYear(benchSettings(join(scratch, 'embedded')), year);
    const server = url ? await fairYear(benchSettings(join(scratch, 'mariadb'), await databaseOn(url, 'bench_fairs')), year) : {};
    return {
      ...embedded,
      ...Object.fromEntries(Object.entries(server).map(([key, value]) => [`mariadb.${key}`, value])),
      fairs: first.result.length,
      covered,
      planSeconds: first.seconds,
      planGap: 1 - covered / bound.result,
      overGreedy: covered / coveredBy(quarter, greedyPlan(quarter)) - 1,
      replanSeconds: again.seconds,
      boundSeconds: bound.seconds,
      longestStallMs: Math.max(first.longestStallMs, again.longestStallMs),
      faults: faultsOf(quarter, first.result).length,
    };
  },
};

const planned = async (problem: PlanningProblem, rounds: number): Promise<InvitedFair[]> => {
  const search = new PlanSearch(problem, { seed: 1, rounds });
  for (const _ of search.run()) {
    void _;
    await turn();
  }
  return search.bestPlan;
};
