import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { importNeedsFile } from '#need';
import { vacancyList } from '../support/vacancy-list.js';
import { benchSettings, databaseOn, openHouse } from './house.js';
import { measured, type Bench } from './measure.js';

/** `-- import [--file FILE.csv]`: how long an import takes from the file to confirmed needs, how much memory it wants, and for how long
 * anybody else has to wait meanwhile. Without a file, 6,000 made-up rows in the shape of a job site's export. */
export const bench: Bench = {
  about: 'an import of 6,000 rows, confirmed: seconds, peak memory, longest stall',
  run: async ({ scratch, args, quick, mysqlUrl }) => {
    const given = args[args.indexOf('--file') + 1];
    const file = args.includes('--file') && given ? given : join(scratch, 'vacancies.csv');
    if (!args.includes('--file')) writeFileSync(file, vacancyList(quick ? 500 : 6_000));
    const database = mysqlUrl ? await databaseOn(mysqlUrl, 'bench_import') : undefined;
    const app = await openHouse(benchSettings(join(scratch, 'data'), database));
    // A server that has been up for a moment has read its dictionaries.
    await sleep(1_000);
    try {
      const { result, ...figures } = await measured(() => importNeedsFile(app, file));
      return { rows: result.read, created: result.created, drafts: result.drafts, wrong: result.wrong, ...figures };
    } finally {
      await app.close();
    }
  },
};
