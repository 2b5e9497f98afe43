import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { markDemoDirectory, openDatabase } from '#platform/db';
import type { Settings } from '#platform/config';
import { schema } from '../support/app.js';
import { CITY_MS, demoCity } from '../support/demo-city.js';
import { eachDatabase, freshDatabase, runCli, startProcess, type TestDatabase } from '../support/index.js';

const DEMO = { GANGQIAO_DEMO: true, GANGQIAO_MIGRATE: true };
const REAL = { GANGQIAO_DEMO: false, GANGQIAO_MIGRATE: true };

/** What a start on this data says before it ends with an error. */
const refusal = async (settings: Settings): Promise<string> => {
  const api = await startProcess('api', { settings, readyAt: false });
  expect(await api.exited).toBe(1);
  expect((await fetch(`${api.url}/health/live`).catch(() => null))?.ok).toBeUndefined();
  return api.output();
};

/** Starts and stops. */
const run = async (settings: Settings): Promise<void> => {
  const api = await startProcess('api', { settings, timeoutMs: CITY_MS });
  expect(await api.kill()).toBe(0);
};

const statement = async (settings: Settings, sql: string): Promise<void> => {
  const source = await openDatabase(settings, schema);
  await source.query(sql);
  await source.destroy();
};

eachDatabase((database) => {
  const restored: TestDatabase = freshDatabase(database.kind);
  const real: TestDatabase = freshDatabase(database.kind);
  const marked = (settings: Settings): boolean => existsSync(join(settings.GANGQIAO_DATA, 'DEMO'));

  it(
    'demo data is never started as a real installation, and can be shown again',
    async () => {
      const { GANGQIAO_DATA: data } = await database.settings(DEMO);
      if (database.kind === 'embedded') await demoCity(data);
      else await run(await database.settings(DEMO));
      const said = await refusal(await database.settings(REAL));
      expect(said).toContain('whose passwords everybody knows');
      expect(said).toMatch(/name an empty (directory|database)/);
      expect(said).toContain('--demo');
      await run(await database.settings(DEMO));
    },
    CITY_MS,
  );

  it(
    'shows no post of the demo city as open that is past its own latest start day',
    async () => {
      const counted = async (): Promise<{ open: number; past: number; stale: number }> => {
        const source = await openDatabase(await database.settings(DEMO), schema);
        const count = async (where: string): Promise<number> =>
          Number((await source.query<{ n: number }[]>(`SELECT COUNT(*) AS n FROM need WHERE ${where}`))[0]?.n);
        const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
        const open = "state = 'published'";
        const sums = {
          open: await count(open),
          past: await count(`${open} AND startBy < '${today}'`),
          stale: await count("state = 'stale'"),
        };
        await source.destroy();
        return sums;
      };
      const { open, past, stale } = await counted();
      expect([open > 900, past, stale > 0]).toEqual([true, 0, true]);
    },
    CITY_MS,
  );

  it('the doctor names the mark and the way out, and takes it for no fault where a demonstration is wanted', async () => {
    const said = await runCli(['doctor'], { settings: await database.settings(REAL) });
    expect(said.stdout).toMatch(/fault +demo .*whose passwords everybody knows.*name an empty (directory|database).*--demo/);
    expect((await runCli(['doctor'], { settings: await database.settings(DEMO) })).stdout).toMatch(/note +demo .*stays a demonstration/);
  }, 60_000);

  it('no administrator is made for it either', async () => {
    const made = await runCli(['create-admin', '--login', 'zhou', '--name', '周明'], { settings: await database.settings(REAL) });
    expect(made.status).toBe(1);
    expect(made.stderr).toContain('whose passwords everybody knows');
  }, 60_000);

  it(
    'what a release before the mark had filled is known by its accounts, and marked',
    async () => {
      const settings = await database.settings(REAL);
      rmSync(join(settings.GANGQIAO_DATA, 'DEMO'), { force: true });
      await statement(settings, 'DELETE FROM data_mark');
      expect(await refusal(settings)).toContain('whose passwords everybody knows');
      // Even with its accounts gone it stays what it is.
      await statement(settings, 'UPDATE user_account SET emailIndex = NULL');
      expect(await refusal(settings)).toContain('whose passwords everybody knows');
      await run(await database.settings(DEMO));
      expect(marked(settings)).toBe(database.kind === 'embedded');
    },
    CITY_MS,
  );

  it('a backup carries the mark to wherever it is restored', async () => {
    const settings = await restored.settings(REAL);
    const file = join(settings.GANGQIAO_DATA, 'city.gqb');
    expect((await runCli(['backup', file], { settings: await database.settings(REAL) })).status).toBe(0);
    expect(await runCli(['restore', file], { settings })).toMatchObject({ status: 0 });
    expect(await refusal(settings)).toContain('whose passwords everybody knows');
  }, 120_000);

  it('a real installation is not shown as a demonstration, and goes on as what it is', async () => {
    const settings = await real.settings(REAL);
    expect(await runCli(['migrate'], { settings })).toMatchObject({ status: 0 });
    const made = await runCli(['create-admin', '--login', 'zhou', '--name', '周明'], { settings });
    expect(made).toMatchObject({ status: 0 });
    const said = await refusal(await real.settings(DEMO));
    expect(said).toContain('holds a real installation');
    expect(said).not.toContain('gangqiao-demo-2026');
    await run(settings);
  }, 120_000);
});

describe('a directory that held the demo', () => {
  const database = freshDatabase('embedded');

  it('stays one when its database was deleted: its keys are there still', async () => {
    const settings = await database.settings(REAL);
    markDemoDirectory(settings.GANGQIAO_DATA);
    expect(await refusal(settings)).toContain('name an empty directory');
    expect(existsSync(join(settings.GANGQIAO_DATA, 'gangqiao.db'))).toBe(false);
  }, 60_000);
});
