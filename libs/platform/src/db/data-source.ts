import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Settings } from '#platform/config';
import { largeColumns } from './columns.js';
import { isMysql } from './dialect.js';
import type { SchemaPart } from './migrations.js';
import { gateSqlite } from './sqlite-gate.js';
import { guardStatements } from './statement-guard.js';

const WRITER_WAIT_MS = 10_000;

/** The embedded database's file inside the data directory. */
export const databaseFile = (settings: Settings): string => join(settings.GANGQIAO_DATA, 'gangqiao.db');

/** Opens the database that the settings name: MySQL or MariaDB by DATABASE_URL, otherwise the embedded one.
 * @throws the driver's error when it cannot be reached. */
export const openDatabase = async (settings: Settings, schema: SchemaPart[]): Promise<DataSource> => {
  const common = {
    entities: schema.flatMap((part) => part.entities),
    migrations: schema.flatMap((part) => part.migrations),
    migrationsTransactionMode: 'each' as const,
    synchronize: false,
  };
  const options = settings.DATABASE_URL ? await mysqlOptions(settings.DATABASE_URL, settings.DATABASE_POOL) : embeddedOptions(settings);
  const source = await new DataSource({ ...options, ...common } as DataSourceOptions).initialize();
  if (isMysql(source)) widenLargeColumns(source);
  else gateSqlite(source, WRITER_WAIT_MS);
  guardStatements(source);
  readBackOnlyKeys(source);
  return source;
};

const embeddedOptions = (settings: Settings): Partial<DataSourceOptions> => {
  mkdirSync(settings.GANGQIAO_DATA, { recursive: true });
  return {
    type: 'better-sqlite3',
    driver: Libsql,
    database: databaseFile(settings),
    enableWAL: true,
    prepareDatabase: (connection: InstanceType<typeof Libsql>) => {
      // NORMAL would lose the last acknowledged writes at a power cut.
      connection.pragma('synchronous = FULL');
      connection.pragma('busy_timeout = 5000');
      connection.pragma('cache_size = -65536');
      connection.pragma('temp_store = MEMORY');
      // Whoever commits writes the log back into the database when it has so many pages: with fewer of them nobody waits long for it.
      connection.pragma('wal_autocheckpoint = 250');
    },
  };
};

/** `mysql` and `mariadb` are told apart by the server's own word: with the wrong one TypeORM sees differences that are none. */
const mysqlOptions = async (url: string, pool: number): Promise<Partial<DataSourceOptions>> => {
  const uri = url.replace(/^mariadb:/, 'mysql:');
  const probe = await createConnection({ uri });
  const [rows] = await probe.query<RowDataPacket[]>('SELECT VERSION() AS version');
  await probe.end();
  return {
    type: /mariadb/i.test(String(rows[0]?.version)) ? 'mariadb' : 'mysql',
    url: uri,
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    dateStrings: ['DATE'],
    supportBigNumbers: true,
    poolSize: pool,
    connectTimeout: 10_000,
    extra: { connectionLimit: pool, maxIdle: pool, idleTimeout: 60_000, stringifyObjects: true },
  };
};

/** TypeORM reads every inserted row once more for the columns that have a default, a statement for each. What is inserted here is known. */
const readBackOnlyKeys = (source: DataSource): void => {
  for (const metadata of source.entityMetadatas)
    metadata.getInsertionReturningColumns = () => metadata.columns.filter(({ isGenerated }) => isGenerated);
};

const widenLargeColumns = (source: DataSource): void => {
  for (const { target, property, type } of largeColumns) {
    if (!source.hasMetadata(target as never)) continue;
    const column = source.getMetadata(target as never).findColumnWithPropertyName(property);
    if (column) column.type = type;
  }
};
