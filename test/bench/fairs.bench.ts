import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { coveredBy, faultsOf, greedyPlan, madeUpQuarter, PlanSearch, upperBound, type InvitedFair, type PlanningProblem } from '#fair';
import { fairPlanning } from './fair-planning.js';
import { fairYear } from './fair-year.js';
import { benchSettings, databaseOn } from './house.js';
import { measured, type Bench } from './measure.js';

const ROUNDS = 4_000;
const REPLAN_ROUNDS = 300;
/** As the product takes it. */
const [BOUND_ROUNDS, NEAR] = [250, 0.003];

/**
 * `-- fairs`: a quarter's plan, of 300 fairs on 600 venue-days with 10,000 enterprises.
 *
 * `planSeconds` how long the search took and `boundSeconds` the bound, both with the seconds of a processor beside them; `planGap` how far
 * below the certified upper bound the plan is at most, `overGreedy` how much more it covers than taking the largest uncovered shortage
 * first, `replanSeconds` to plan again after 30 fairs were fixed and 5 struck. The same over HTTP and the databases, as `wholePlanSeconds`
 * and so on, and the year: see {@link fairPlanning} and {@link fairYear}.
 */
export const bench: Bench = {
  about: "a quarter's fairs planned: seconds, gap to a certified bound, how much better than greedy, seconds to plan again",
  run: async ({ quick, scratch, mariadb }) => {
    const size = quick
      ? { fairs: 20, rooms: 4, days: 20, themes: 6, counties: 3, enterprises: 300 }
      : { fairs: 300, rooms: 10, days: 60, themes: 30, counties: 10, enterprises: 10_000 };
    const quarter = madeUpQuarter(1, size);
    const first = await onProcessor(() => planned(quarter, quick ? 50 : ROUNDS));
    const covered = coveredBy(quarter, first.result);
    const [struck, fixed] = [first.result.slice(0, 5), first.result.slice(5, 35)].map((fairs) =>
      fairs.map(({ room, day, theme }) => ({ room, day, theme })),
    );
    const again = await measured(() => planned({ ...quarter, struck: struck ?? [], fixed: fixed ?? [] }, quick ? 20 : REPLAN_ROUNDS));
    const bound = await onProcessor(() => Promise.resolve(upperBound(quarter, covered, { rounds: BOUND_ROUNDS, enough: NEAR })));
    const url = await mariadb();
    const year = quick
      ? { fairs: 20, booths: 10, registrations: 60, atOnce: 10 }
      : { fairs: 1_000, booths: 200, registrations: 60_000, atOnce: 300 };
    const market = quick
      ? { enterprises: 100, needs: 400, rooms: 2, days: 20, fairs: 10 }
      : { enterprises: 10_000, needs: 60_000, rooms: 10, days: 60, fairs: 300 };
    const on = async (name: string, server?: string): Promise<Record<string, number>> => {
      const settings = async (part: string) =>
        benchSettings(join(scratch, `${name}-${part}`), server && (await databaseOn(server, `bench_fairs_${part}`)));
      return { ...(await fairYear(await settings('year'), year)), ...(await fairPlanning(await settings('plan'), market)) };
    };
    const embedded = await on('embedded');
    const server = url ? await on('mariadb', url) : {};
    return {
      ...embedded,
      ...Object.fromEntries(Object.entries(server).map(([key, value]) => [`mariadb.${key}`, value])),
      fairs: first.result.length,
      covered,
      ...{ planSeconds: first.seconds, planCpuSeconds: first.cpuSeconds },
      planGap: 1 - covered / bound.result,
      overGreedy: covered / coveredBy(quarter, greedyPlan(quarter)) - 1,
      replanSeconds: again.seconds,
      ...{ boundSeconds: bound.seconds, boundCpuSeconds: bound.cpuSeconds },
      longestStallMs: Math.max(first.longestStallMs, again.longestStallMs),
      faults: faultsOf(quarter, first.result).length,
    };
  },
};

/** With the seconds that processors were at it: on a machine that others use as well the clock on the wall says how long one waited. */
const onProcessor = async <T>(work: () => Promise<T>) => {
  const used = process.cpuUsage();
  const found = await measured(work);
  const { user, system } = process.cpuUsage(used);
  return { ...found, cpuSeconds: Math.round((user + system) / 1e4) / 100 };
};

const planned = async (problem: PlanningProblem, rounds: number): Promise<InvitedFair[]> => {
  const search = new PlanSearch(problem, { seed: 1, rounds });
  for (const _ of search.run()) {
    void _;
    await turn();
  }
  return search.bestPlan;
};
