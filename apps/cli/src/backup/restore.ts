import { existsSync } from 'node:fs';
import type { DataSource, QueryRunner } from 'typeorm';
import type { Settings } from '#platform/config';
import { fingerprint, INDEX_KEY_ID, keyFile, loadKeys } from '#platform/crypto';
import { isMysql, isSeeded, lockDataDirectory, migrate, openDatabase, type SchemaPart } from '#platform/db';
import { BackupError, readContainer, verifyContainer, type Manifest, type TableStart, type Value } from './container.js';

const BATCH_ROWS = 500;
const BATCH_CHARACTERS = 1_000_000;
/** SQLite's limit of values in one statement. */
const BATCH_VALUES = 30_000;

export interface RestoreOptions {
  /** Restore although the keys at hand do not open what is sealed in the backup. */
  withoutKeys?: boolean;
}

export interface RestoreSummary {
  rows: number;
  tables: number;
  createdAt: string;
}

/** Fills an empty database, of either kind, from a backup: all of it or nothing. The file is read through and checked first.
 * @throws BackupError for a damaged file, a database that is not empty, a newer schema or the wrong keys */
export const restore = async (
  settings: Settings,
  schema: SchemaPart[],
  file: string,
  { withoutKeys = false }: RestoreOptions = {},
): Promise<RestoreSummary> => {
  const manifest = await verifyContainer(file);
  if (!withoutKeys) requireKeys(settings, manifest);
  const unlock = settings.DATABASE_URL ? () => undefined : lockDataDirectory(settings.GANGQIAO_DATA);
  try {
    const source = await openDatabase(settings, schema);
    try {
      return await fill(source, manifest, file);
    } finally {
      await source.destroy();
    }
  } finally {
    unlock();
  }
};

/** Looks for a key file without making one: a new one would not open anything that is in the backup. */
const requireKeys = (settings: Settings, { keys }: Manifest): void => {
  if (keys.length === 0) return;
  const hint = 'keys are no part of a backup: put the old keys in place first, or add --without-keys to restore what is not sealed';
  if (!settings.GANGQIAO_KEYS && !existsSync(keyFile(settings)))
    throw new BackupError(`There are no keys for what is sealed in this backup; ${hint}`);
  const ring = loadKeys(settings);
  for (const { id, fingerprint: expected } of keys) {
    const ours = id === INDEX_KEY_ID ? ring.indexKey : ring.keys.get(id);
    if (!ours || fingerprint(ours) !== expected)
      throw new BackupError(`The key ${id} at hand is not the one this backup was sealed with; ${hint}`);
  }
};

const fill = async (source: DataSource, manifest: Manifest, file: string): Promise<RestoreSummary> => {
  const all = [...source.migrations];
  const known = new Set(all.map((migration) => migration.name));
  const newer = manifest.migrations.filter((name) => !known.has(name));
  if (newer.length > 0)
    throw new BackupError(`The backup comes from a newer version of the program (${newer[0]}): restore it with that one`);
  await requireEmpty(source);
  // The tables as they were when the backup was made; what has been added to the program since runs over the restored rows.
  const then = new Set(manifest.migrations);
  const runOnly = (migrations: typeof all): unknown => Object.assign(source, { migrations });
  runOnly(all.filter((migration) => then.has(migration.name ?? '')));
  await migrate(source);
  const counts = await load(source, file);
  runOnly(all);
  await migrate(source);
  return { createdAt: manifest.createdAt, tables: counts.size, rows: [...counts.values()].reduce((sum, rows) => sum + rows, 0) };
};

const requireEmpty = async (source: DataSource): Promise<void> => {
  const runner = source.createQueryRunner();
  try {
    for (const table of source.entityMetadatas.map((metadata) => metadata.tableName)) {
      if (isSeeded(table) || !(await runner.hasTable(table))) continue;
      const rows = (await runner.query(`SELECT 1 AS found FROM ${source.driver.escape(table)} LIMIT 1`)) as unknown[];
      if (rows.length > 0) throw new BackupError(`The database is not empty (${table} has rows): restore into a new one`);
    }
  } finally {
    await runner.release();
  }
};

const load = async (source: DataSource, file: string): Promise<Map<string, number>> => {
  const runner = source.createQueryRunner();
  const foreignKeys = (on: boolean): Promise<unknown> =>
    runner.query(isMysql(source) ? `SET FOREIGN_KEY_CHECKS = ${on ? 1 : 0}` : `PRAGMA foreign_keys = ${on ? 'ON' : 'OFF'}`);
  try {
    // Tables come by name, not by who refers to whom; what one moment's snapshot holds is consistent in itself.
    await foreignKeys(false);
    await runner.startTransaction();
    try {
      const counts = await copy(source, runner, file);
      await runner.commitTransaction();
      return counts;
    } catch (error) {
      await runner.rollbackTransaction();
      throw error;
    } finally {
      await foreignKeys(true);
    }
  } finally {
    await runner.release();
  }
};

const copy = async (source: DataSource, runner: QueryRunner, file: string): Promise<Map<string, number>> => {
  const counts = new Map<string, number>();
  let start: TableStart = { table: '', columns: [] };
  let [batch, characters]: [Value[][], number] = [[], 0];
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await insert(source, runner, start, batch);
    counts.set(start.table, (counts.get(start.table) ?? 0) + batch.length);
    [batch, characters] = [[], 0];
  };
  for await (const line of readContainer(file)) {
    if (Array.isArray(line)) {
      batch.push(line);
      characters += line.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), 0);
      if (batch.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS || batch.length * start.columns.length >= BATCH_VALUES)
        await flush();
    } else if ('table' in line) {
      if (start.table) await flush();
      start = line;
      // The backup has them as they were left, and what came with the program may be among them.
      if (isSeeded(start.table)) await runner.query(`DELETE FROM ${source.driver.escape(start.table)}`);
    }
  }
  if (start.table) await flush();
  return counts;
};

const insert = async (source: DataSource, runner: QueryRunner, { table, columns }: TableStart, rows: Value[][]): Promise<void> => {
  const name = (identifier: string): string => source.driver.escape(identifier);
  const row = `(${columns.map(() => '?').join(', ')})`;
  await runner.query(
    `INSERT INTO ${name(table)} (${columns.map(name).join(', ')}) VALUES ${rows.map(() => row).join(', ')}`,
    rows.flatMap((values) =>
      values.map((value) => (typeof value === 'object' && value !== null ? Buffer.from(value.base64, 'base64') : value)),
    ),
  );
};
