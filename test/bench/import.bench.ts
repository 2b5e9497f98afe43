import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { ImportService } from '#need';
import { UnitOfWork } from '#platform/db';
import { vacancyList } from '../support/vacancy-list.js';
import { benchSettings, databaseOn, openHouse } from './house.js';
import { measured, type Bench } from './measure.js';

const PAUSE_MS = 5;

/** How long somebody else who writes had to wait at most while `work` went on. */
const longestWait = async <T>(app: INestApplicationContext, work: () => Promise<T>): Promise<{ result: T; longestHoldMs: number }> => {
  const uow = app.get(UnitOfWork, { strict: false });
  let longest = 0;
  let going = true;
  const other = async (): Promise<void> => {
    for (let due = performance.now(); going; due = performance.now() + PAUSE_MS) {
      // Late to begin is waiting, too: the embedded database answers without giving way.
      await sleep(Math.max(0, due - performance.now()));
      await uow.run(() => uow.manager.query("UPDATE import_mapping SET userId = '' WHERE signature = ''"));
      longest = Math.max(longest, performance.now() - due);
    }
  };
  const writes = other();
  const result = await work().finally(() => (going = false));
  await writes;
  return { result, longestHoldMs: Math.round(longest) };
};

/** `-- import [--file FILE.csv] [--rows N]`: how long an import takes from the file to confirmed needs, how much memory it wants, and for
 * how long anybody else has to wait meanwhile: for the process, and while it is confirmed for the writer of the embedded database. Without
 * a file, made-up rows in the shape of a job site's export. */
export const bench: Bench = {
  about: 'an import of 6,000 rows (--rows N), confirmed: seconds, peak memory, longest stall, longest wait of another writer',
  run: async ({ scratch, args, quick, mysqlUrl }) => {
    const given = args[args.indexOf('--file') + 1];
    const file = args.includes('--file') && given ? given : join(scratch, 'vacancies.csv');
    const rows = args.includes('--rows') ? Number(args[args.indexOf('--rows') + 1]) : quick ? 600 : 6_000;
    if (!args.includes('--file')) writeFileSync(file, vacancyList(rows));
    const database = mysqlUrl ? await databaseOn(mysqlUrl, 'bench_import') : undefined;
    const app = await openHouse(
      Object.assign(benchSettings(join(scratch, 'data'), database), { TABLE_ROWS: rows + 1_000, TABLE_SECONDS: 600 }),
    );
    const imports = app.get(ImportService, { strict: false });
    // A server that has been up for a moment has read its dictionaries.
    await sleep(1_000);
    try {
      const { result: read, ...reading } = await measured(() => imports.read(file, 'list.csv'));
      const { result, ...confirming } = await measured(() => longestWait(app, () => imports.confirm(null, read.id, true)));
      const { rowsRead, rowsNew, rowsDraft: drafts, rowsWrong: wrong } = result.result;
      return {
        ...{ rows: rowsRead, created: rowsNew + drafts, drafts, wrong },
        seconds: Number((reading.seconds + confirming.seconds).toFixed(3)),
        confirmSeconds: confirming.seconds,
        peakMb: confirming.peakMb,
        longestStallMs: Math.max(reading.longestStallMs, confirming.longestStallMs),
        longestHoldMs: result.longestHoldMs,
      };
    } finally {
      await app.close();
    }
  },
};
