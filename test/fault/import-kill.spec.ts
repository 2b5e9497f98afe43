import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Settings } from '#platform/config';
import { openDatabase } from '#platform/db';
import { builtFile } from '../support/built.js';
import { eachDatabase } from '../support/databases.js';

const ROWS = 6_000;
const WORKS = '潍坊鸢都机械有限公司';

class Importer {
  private readonly lines: Interface;
  private constructor(private readonly child: ChildProcess) {
    this.lines = createInterface(child.stdout ?? process.stdin);
  }

  static async start(settings: Settings): Promise<Importer> {
    const child = spawn(
      process.execPath,
      [builtFile('test/fault/import-kill.child.js'), settings.GANGQIAO_DATA, settings.DATABASE_URL ?? ''],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    const importer = new Importer(child);
    await importer.answer();
    return importer;
  }

  say(line: string): void {
    this.child.stdin?.write(`${line}\n`);
  }

  async answer(): Promise<string> {
    const died = once(this.child, 'exit').then(() => Promise.reject(new Error('the importer ended by itself')));
    const [line] = (await Promise.race([once(this.lines, 'line'), died])) as [string];
    return line;
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }
}

eachDatabase((database) => {
  const times = database.kind === 'embedded' ? 5 : 3;

  it(`a list of ${ROWS} rows whose saving is killed again and again is saved once and whole in the end, and so taken back`, async () => {
    const settings = await database.settings();
    const file = join(settings.GANGQIAO_DATA, 'list.csv');
    let importer = await Importer.start(settings);
    const look = async <T>(use: (source: DataSource) => Promise<T>): Promise<T> => {
      const source = await openDatabase(settings, []);
      try {
        return await use(source);
      } finally {
        await source.destroy();
      }
    };
    const counts = () =>
      look(async (source) => {
        const count = async (from: string): Promise<number> =>
          Number((await source.query<{ n: number | string }[]>(`SELECT COUNT(*) AS n FROM ${from}`))[0]?.n);
        return [
          await count('need'),
          await count('need_entry'),
          await count('need_change'),
          await count("import_batch WHERE state = 'confirmed'"),
        ];
      });
    const forget = () =>
      look(async (source) => {
        for (const table of ['need', 'need_entry', 'need_change', 'job']) await source.query(`DELETE FROM ${table}`);
        await source.query("UPDATE import_batch SET state = 'ready', savedLine = 0");
      });
    const states = () => look(async (source) => (await source.query<{ state: string }[]>('SELECT state FROM import_batch'))[0]?.state);

    /** Waits until as many needs are there: no clock is asked, for a machine is not always equally fast. */
    const saved = (needs: number) =>
      look(async (source) => {
        for (;;) {
          const [row] = await source.query<{ n: number | string }[]>('SELECT COUNT(*) AS n FROM need');
          if (Number(row?.n) >= needs) return;
          await sleep(10);
        }
      });

    await look((source) =>
      source.query(
        `INSERT INTO enterprise (id, creditCode, name, nodeId, nodePath, aboveScale, isKey, state, createdAt, version)
         VALUES ('e1', '914403001922038216', '${WORKS}', '370702', '/37/3707/370702/', 0, 0, 'active', '2026-11-24 00:00:00.000', 1)`,
      ),
    );
    writeFileSync(
      file,
      `岗位名称,企业名称,人数,联系电话\n${Array.from({ length: ROWS }, (_, i) => `焊工${i},${WORKS},${1 + (i % 9)},13853600001`).join('\n')}\n`,
    );
    importer.say(`stage ${file}`);
    const batch = await importer.answer();
    importer.say(`confirm ${batch}`);
    const took = Number((await importer.answer()).split(' ')[1]);
    await importer.kill();
    expect(await counts()).toEqual([ROWS, ROWS, ROWS, 1]);

    const partly = new Set<number>();
    for (let time = 0; time < times; time += 1) {
      await forget();
      importer = await Importer.start(settings);
      importer.say(`confirm ${batch}`);
      await saved((ROWS * time) / (times - 1));
      await importer.kill();
      // Whatever is there is whole: a need with its entry and its announcement.
      const [needs = -1, ...rest] = await counts();
      const done = (await states()) === 'confirmed' ? 1 : 0;
      expect(rest).toEqual([needs, needs, done]);
      partly.add(needs);
      // Killed before anything was confirmed, nobody has to finish it.
      if ((await states()) !== 'saving') continue;
      importer = await Importer.start(settings);
      importer.say(`wait ${batch} confirmed`);
      await importer.answer();
      await importer.kill();
      expect(await counts()).toEqual([ROWS, ROWS, ROWS, 1]);
    }
    expect([...partly].some((needs) => needs > 0 && needs < ROWS)).toBe(true);

    // Killed twice on the way and confirmed again by a person each time, it comes to the same.
    await forget();
    for (const kill of [true, true, false]) {
      importer = await Importer.start(settings);
      importer.say(`confirm ${batch}`);
      await (kill ? sleep(took / 3) : importer.answer());
      await importer.kill();
    }
    expect(await counts()).toEqual([ROWS, ROWS, ROWS, 1]);

    const number = (query: string): Promise<number> =>
      look(async (source) => Number((await source.query<{ n: number | string }[]>(`SELECT COUNT(*) AS n FROM ${query}`))[0]?.n));
    const withdrawn = () => number("need WHERE state = 'withdrawn'");
    const back = () =>
      Promise.all([
        withdrawn(),
        number("need_entry WHERE kind = 'withdrawn'"),
        number("import_row WHERE fate = 'back'"),
        number('need_change').then((n) => n - ROWS),
      ]);
    for (const part of [0.2, 0.5]) {
      importer = await Importer.start(settings);
      importer.say(`back ${batch}`);
      while ((await withdrawn()) < ROWS * part) await sleep(5);
      await importer.kill();
      // What is back is back as a whole: the need, its entry, the row's fate and the announcement.
      const [needs = -1, ...rest] = await back();
      expect(rest).toEqual([needs, needs, needs]);
      expect(needs).toBeLessThan(ROWS);
      expect(await states()).toBe('taking_back');
    }
    importer = await Importer.start(settings);
    importer.say(`wait ${batch} taken_back`);
    await importer.answer();
    await importer.kill();
    expect(await back()).toEqual([ROWS, ROWS, ROWS, ROWS]);
    expect(await number("need WHERE state <> 'withdrawn' OR importKey IS NOT NULL")).toBe(0);
    expect(await number(`import_batch WHERE rowsTakenBack = ${ROWS} AND rowsStay = 0`)).toBe(1);
  }, 300_000);
});
