import { existsSync } from 'node:fs';
import Libsql from 'libsql';
import { createConnection, type Connection } from 'mysql2';
import type { Settings } from '#platform/config';
import { databaseFile } from '#platform/db';
import { BackupError, type Value } from './container.js';

/** A database as it was at one moment, while others go on writing. Values come as they are stored, the same on both dialects. */
export interface Snapshot {
  readonly dialect: 'sqlite' | 'mysql';
  /** Names of all tables but the list of migrations. */
  tables(): Promise<string[]>;
  migrations(): Promise<string[]>;
  columns(table: string): Promise<string[]>;
  rows(table: string): AsyncIterable<Value[]>;
  close(): Promise<void>;
}

export const openSnapshot = (settings: Settings): Promise<Snapshot> =>
  settings.DATABASE_URL ? mysqlSnapshot(settings.DATABASE_URL) : Promise.resolve(sqliteSnapshot(databaseFile(settings)));

const asValue = (value: unknown): Value => {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof ArrayBuffer) return { base64: Buffer.from(value).toString('base64') };
  if (Buffer.isBuffer(value)) return { base64: value.toString('base64') };
  throw new BackupError(`a value of type ${typeof value} cannot be backed up`);
};

/**
 * A read-only connection of its own: in WAL mode it keeps the state it first saw and stops no writer, so that it may stand
 * beside a running server. It never checkpoints.
 */
const sqliteSnapshot = (file: string): Snapshot => {
  if (!existsSync(file)) throw new BackupError(`there is no database at ${file}`);
  const connection = new Libsql(file, { timeout: 5000 });
  connection.pragma('query_only = ON');
  connection.pragma('wal_autocheckpoint = 0');
  const all = <T>(sql: string): T[] => connection.prepare(sql).all() as T[];
  connection.exec('BEGIN');
  const names = all<{ name: string }>(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
  );
  return {
    dialect: 'sqlite',
    tables: () => Promise.resolve(names.map(({ name }) => name).filter((name) => name !== 'migrations')),
    migrations: () => {
      const known = names.some(({ name }) => name === 'migrations');
      return Promise.resolve(
        known ? all<{ name: string }>('SELECT name FROM migrations ORDER BY timestamp, id').map(({ name }) => name) : [],
      );
    },
    columns: (table) => Promise.resolve(all<{ name: string }>(`PRAGMA table_info("${table}")`).map(({ name }) => name)),
    rows: async function* (table) {
      for (const row of connection.prepare(`SELECT * FROM "${table}"`).raw().iterate() as Iterable<unknown[]>) yield row.map(asValue);
    },
    close: () => {
      connection.exec('COMMIT');
      connection.close();
      return Promise.resolve();
    },
  };
};

/** One transaction with a consistent snapshot: InnoDB shows it the state at its beginning, whatever is written meanwhile. */
const mysqlSnapshot = async (url: string): Promise<Snapshot> => {
  const connection = createConnection({
    uri: url.replace(/^mariadb:/, 'mysql:'),
    charset: 'utf8mb4_bin',
    dateStrings: true,
    supportBigNumbers: true,
    rowsAsArray: true,
  });
  const all = (sql: string): Promise<string[]> =>
    new Promise((resolve, reject) =>
      connection.query<never>(sql, (error, rows: string[][]) => (error ? reject(error) : resolve(rows.map((row) => row[0] ?? '')))),
    );
  const run = (sql: string): Promise<void> =>
    new Promise((resolve, reject) => connection.query(sql, (error) => (error ? reject(error) : resolve())));
  try {
    await run('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await run('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
  } catch (error) {
    connection.destroy();
    throw error;
  }
  const tables = await all(
    `SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name`,
  );
  return {
    dialect: 'mysql',
    tables: () => Promise.resolve(tables.filter((name) => name !== 'migrations')),
    migrations: () => (tables.includes('migrations') ? all('SELECT name FROM migrations ORDER BY timestamp, id') : Promise.resolve([])),
    columns: (table) =>
      all(
        `SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ` +
          `${connection.escape(table)} ORDER BY ordinal_position`,
      ),
    rows: (table) => mysqlRows(connection, table),
    close: async () => {
      await run('COMMIT');
      connection.end();
    },
  };
};

const mysqlRows = async function* (connection: Connection, table: string): AsyncGenerator<Value[]> {
  for await (const row of connection.query(`SELECT * FROM \`${table}\``).stream({ highWaterMark: 500 }) as AsyncIterable<unknown[]>)
    yield row.map(asValue);
};
