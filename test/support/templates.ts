import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import type { DataSource } from 'typeorm';
import type { Settings } from '#platform/config';
import { databaseFile, type SchemaPart } from '#platform/db';

/** Where a run of the suite keeps migrated databases; without it each is made by its migrations. */
const folder = process.env['TEST_TEMPLATES'];

const nameOf = (schema: SchemaPart[], kind: string): string => {
  const migrations = schema.flatMap((part) => part.migrations.map(({ name }) => name));
  return join(folder ?? '', `${createHash('sha256').update(migrations.join('\n')).digest('hex').slice(0, 16)}.${kind}`);
};

/**
 * Gives an empty database what the migrations of a schema would make, as a database of this run got it from them: a third of a second
 * instead of one and a half. Nothing when there is none yet: keep the first one with {@link keepTemplate}.
 */
export const fillFromTemplate = async (settings: Settings, schema: SchemaPart[]): Promise<boolean> => {
  if (!folder) return false;
  const url = settings.DATABASE_URL;
  const template = nameOf(schema, url ? 'sql' : 'db');
  if (!existsSync(template)) return false;
  if (url) await onServer(url, async (connection) => void (await connection.query(readFileSync(template, 'utf8'))));
  else {
    mkdirSync(settings.GANGQIAO_DATA, { recursive: true });
    copyFileSync(template, databaseFile(settings));
  }
  return true;
};

/** Keeps a database that was just migrated for the specs that come after. */
export const keepTemplate = async (source: DataSource, settings: Settings, schema: SchemaPart[]): Promise<void> => {
  if (!folder) return;
  const url = settings.DATABASE_URL;
  const template = nameOf(schema, url ? 'sql' : 'db');
  const half = `${template}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  if (url) writeFileSync(half, await onServer(url, dump));
  // Its file alone lacks what stands in the log beside it.
  else await source.query(`VACUUM INTO '${half}'`);
  renameSync(half, template);
};

const onServer = async <T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> => {
  const connection = await createConnection({ uri: url, multipleStatements: true, timezone: 'Z', charset: 'utf8mb4_bin' });
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
};

const dump = async (connection: Connection): Promise<string> => {
  const [tables] = await connection.query<RowDataPacket[]>('SHOW TABLES');
  const statements = ['SET FOREIGN_KEY_CHECKS = 0'];
  for (const table of tables.map((row) => connection.escapeId(String(Object.values(row)[0])))) {
    const [[made]] = await connection.query<RowDataPacket[]>(`SHOW CREATE TABLE ${table}`);
    statements.push(String(made?.['Create Table']));
    const [rows] = await connection.query<RowDataPacket[][]>({
      sql: `SELECT * FROM ${table}`,
      rowsAsArray: true,
      typeCast: (field) => (field.type.endsWith('BLOB') ? field.buffer() : field.string()),
    });
    if (rows.length > 0) statements.push(`INSERT INTO ${table} VALUES ${rows.map((row) => `(${connection.escape(row)})`).join(',')}`);
  }
  return statements.join(';\n');
};
