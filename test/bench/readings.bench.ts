import { spawn } from 'node:child_process';
import { createHash, type Hash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';
import { NotATableError, openTableFile, type TableSheet } from '#platform/table';
import { seeded } from '../support/vacancy-list.js';
import type { Bench } from './measure.js';

const WORKBOOK = /\.(?:xlsx|xls|xlsb|et|ods)$/;
const BESIDE = 2;

/**
 * `-- readings [--folder FOLDER] [--without NAME] [--readings N] [--seed S]`: each workbook of a folder, but what NAME stands in, is
 * read N times while the machine is idle and N times with two processes beside that never rest, in a new order each round.
 * A reading is unequal when it says something else than the first one did, be it a refusal.
 */
export const bench: Bench = {
  about: 'each workbook of a folder read 1,000 times, idle and with two processes beside: unequal readings, p95',
  run: async ({ args, quick }) => {
    const option = (name: string, otherwise: string): string => {
      const at = args.indexOf(`--${name}`);
      return at < 0 ? otherwise : (args[at + 1] ?? otherwise);
    };
    const folder = option('folder', join(projectRoot, 'test', 'edges', 'data', 'tables'));
    const times = Number(option('readings', quick ? '3' : '1000'));
    const without = option('without', '');
    const random = seeded(Number(option('seed', '1')));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => WORKBOOK.test(name) && (without === '' || !name.includes(without)))
      .sort();
    const first = new Map<string, string>();
    const readAll = async (): Promise<{ unequal: number; p95Ms: number }> => {
      const took: number[] = [];
      let unequal = 0;
      for (let round = 0; round < times; round += 1) {
        for (const name of shuffled(files, random)) {
          const begun = performance.now();
          const said = await reading(join(folder, name));
          took.push(performance.now() - begun);
          if ((first.get(name) ?? said) !== said) unequal += 1;
          else first.set(name, said);
        }
      }
      took.sort((a, b) => a - b);
      return { unequal, p95Ms: Math.round((took[Math.floor(took.length * 0.95)] ?? 0) * 10) / 10 };
    };
    const idle = await readAll();
    const others = Array.from({ length: BESIDE }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
    try {
      const busy = await readAll();
      return {
        workbooks: files.length,
        readings: files.length * times * 2,
        unequal: idle.unequal + busy.unequal,
        idleP95Ms: idle.p95Ms,
        busyP95Ms: busy.p95Ms,
      };
    } finally {
      for (const other of others) other.kill('SIGKILL');
    }
  },
};

/** All that a workbook says, or why it is none, in short. */
const reading = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  try {
    const file = await openTableFile(path);
    try {
      for (const sheet of file.sheets) await add(sheet, hash);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof NotATableError)) throw error;
    hash.update(error.en);
  }
  return hash.digest('hex');
};

const add = async (sheet: TableSheet, hash: Hash): Promise<void> => {
  hash.update(JSON.stringify([sheet.name, sheet.hidden, sheet.hiddenColumns]));
  for await (const rows of sheet.rows()) hash.update(JSON.stringify(rows));
};

const shuffled = <T>(all: readonly T[], random: () => number): T[] =>
  all
    .map((one) => ({ one, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);
