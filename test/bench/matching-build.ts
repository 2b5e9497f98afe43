import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { OrgTree } from '#access';
import { buildModel, ProblemReader, tablesOf } from '#matching';
import { matchingHouse } from './matching-house.js';
import { benchSettings, databaseOn } from './house.js';
import type { Say } from './solver-measures.js';

const REPEATS = 5;

/** Seconds from the database to the arrays of the solver: the least of several, since others use the machine as well. */
const build = async (app: INestApplicationContext): Promise<{ seconds: number; pairs: number }> => {
  const city = await app.get(OrgTree, { strict: false }).city();
  const [seconds, counted] = [[] as number[], [] as number[]];
  for (let k = 0; k < REPEATS; k++) {
    const begun = performance.now();
    const { problem } = await app.get(ProblemReader, { strict: false }).read(city.path, city.divisionCode, {});
    const model = buildModel(tablesOf(problem));
    seconds.push((performance.now() - begun) / 1000);
    counted.push(model?.transport.pairSink.length ?? -1);
  }
  return { seconds: Math.min(...seconds), pairs: counted[0]! };
};

/**
 * The problem from the database: `enterprises` with six open needs each and a two-hundredth of as many suppliers, with 200
 * batches each.
 */
export const buildSeconds = async (say: Say, scratch: string, enterprises: number, mariadb: string | undefined): Promise<void> => {
  const places = [['', undefined], ...(mariadb ? [['mariadb.', await databaseOn(mariadb, 'bench_build')] as const] : [])] as const;
  for (const [prefix, url] of places) {
    const app = await matchingHouse(benchSettings(join(scratch, `build${prefix}`), url), enterprises);
    try {
      const { seconds, pairs } = await build(app);
      say(`${prefix}build.seconds`, seconds);
      say(`${prefix}build.pairs`, pairs);
    } finally {
      await app.close();
    }
  }
};
