import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import type { DataSource } from 'typeorm';
import type { Settings } from '#platform/config';
import { migrate, openDatabase, type SchemaPart } from '#platform/db';
import { testSettings } from './settings.js';
import { fillFromTemplate, keepTemplate } from './templates.js';

export type DatabaseKind = 'embedded' | 'mariadb';

/** A database of a spec file's own, made when it is first asked for and removed after its tests. */
export interface TestDatabase {
  readonly kind: DatabaseKind;
  /** Settings that lead to it, with a data directory of its own. */
  settings(more?: Partial<Settings>): Promise<Settings>;
  /** Opens and migrates it; closed after the tests. */
  open(schema: SchemaPart[]): Promise<DataSource>;
  /** Migrates it. */
  migrate(schema: SchemaPart[]): Promise<void>;
  /** Runs before the database is removed: for what must have let go of it by then. */
  atEnd(action: () => Promise<void>): void;
}

const serverUrl = process.env['TEST_MYSQL_URL'];

const statement = async (sql: string): Promise<void> => {
  const connection = await createConnection({ uri: serverUrl ?? '' });
  await connection.query(sql);
  await connection.end();
};

/** Registers its own clean-up: call it at the top of a `describe`. */
export const freshDatabase = (kind: DatabaseKind): TestDatabase => {
  const directory = mkdtempSync(join(tmpdir(), 'gangqiao-db-'));
  const name = `gangqiao_${randomBytes(6).toString('hex')}`;
  const opened: DataSource[] = [];
  const endings: (() => Promise<void>)[] = [];
  let made: Promise<void> | undefined;
  let filled = false;

  const settings = async (more: Partial<Settings> = {}): Promise<Settings> => {
    if (kind === 'embedded') return testSettings({ GANGQIAO_DATA: directory, ...more });
    await (made ??= statement(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`));
    const url = new URL(serverUrl ?? '');
    url.pathname = `/${name}`;
    return testSettings({ GANGQIAO_DATA: directory, DATABASE_URL: url.href, ...more });
  };

  const migrated = async (schema: SchemaPart[]): Promise<void> => {
    const all = await settings();
    const first = !filled;
    filled = true;
    if (first && (await fillFromTemplate(all, schema))) return;
    const source = await openDatabase(all, schema);
    try {
      await migrate(source);
      if (first) await keepTemplate(source, all, schema);
    } finally {
      await source.destroy();
    }
  };

  // Registered before the suite's own hooks, and so run after them.
  afterAll(async () => {
    for (const action of endings) await action();
    for (const source of opened) if (source.isInitialized) await source.destroy();
    if (made) await statement(`DROP DATABASE IF EXISTS ${name}`);
    rmSync(directory, { recursive: true, force: true });
  });

  return {
    kind,
    settings,
    atEnd: (action) => void endings.push(action),
    migrate: migrated,
    open: async (schema) => {
      await migrated(schema);
      const source = await openDatabase(await settings(), schema);
      opened.push(source);
      return source;
    },
  };
};

/** Runs the suite on the embedded database and, where `npm test` started one, on MariaDB. */
export const eachDatabase = (suite: (database: TestDatabase) => void): void => {
  describe('on the embedded database', () => suite(freshDatabase('embedded')));
  const withServer = serverUrl ? describe : describe.skip;
  // Jest runs a skipped block's body too, so the database is not asked for there.
  withServer('on MariaDB', () => suite(freshDatabase('mariadb')));
};
