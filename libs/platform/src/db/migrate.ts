import type { DataSource } from 'typeorm';
import { requireCharset } from './charset.js';
import { isMysql } from './dialect.js';

const LOCK_SECONDS = 120;

/** Names of migrations that this program knows and the database has not run. */
export const pendingMigrations = async (source: DataSource): Promise<string[]> => {
  const runner = source.createQueryRunner();
  try {
    const done = (await runner.hasTable('migrations')) ? await source.query<{ name: string }[]>('SELECT name FROM migrations') : [];
    const names = new Set(done.map((row) => row.name));
    return source.migrations.map((migration) => migration.name ?? '').filter((name) => !names.has(name));
  } finally {
    await runner.release();
  }
};

/** Runs what is pending, one process at a time, and returns the names of what ran.
 * @throws CharsetError when the first tables would be made in a database that does not keep every character */
export const migrate = (source: DataSource): Promise<string[]> =>
  alone(source, async () => {
    if (source.migrations.length > 0 && (await pendingMigrations(source)).length === source.migrations.length) await requireCharset(source);
    return (await source.runMigrations({ transaction: 'each' })).map((migration) => migration.name);
  });

/** Undoes the last migration. */
export const revert = (source: DataSource): Promise<void> => alone(source, () => source.undoLastMigration({ transaction: 'each' }));

/** Statements that would bring the database to what the entities say; empty when they agree. */
export const drift = async (source: DataSource): Promise<string[]> =>
  (await source.driver.createSchemaBuilder().log()).upQueries.map((query) => query.query);

const alone = async <T>(source: DataSource, work: () => Promise<T>): Promise<T> => {
  if (!isMysql(source)) return work();
  const holder = source.createQueryRunner();
  try {
    const [row] = (await holder.query(`SELECT GET_LOCK(CONCAT(DATABASE(), '.migrate'), ${LOCK_SECONDS}) AS held`)) as { held: unknown }[];
    if (Number(row?.held) !== 1)
      throw new Error(`another process has been migrating this database for ${LOCK_SECONDS} s; nothing was changed`);
    return await work();
  } finally {
    await holder.query(`SELECT RELEASE_LOCK(CONCAT(DATABASE(), '.migrate'))`);
    await holder.release();
  }
};
