import { setImmediate as breathe } from 'node:timers/promises';
import type { DataSource, EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import { isMysql } from './dialect.js';

/** SQLite takes 32,766 parameters a statement; a smaller portion also keeps the event loop free between two. */
const MAX_PARAMETERS = 8_000;

/** Of what is left over so many rows go at a time: the embedded database compiles every other number of them anew, which takes longer than
 * a few more statements that it knows. */
const LEFT_OVER = [64, 8, 1];

/** How the rows of one entity are written. */
interface Plan {
  /** `INSERT INTO … VALUES `, and one row's places behind it. */
  head: string;
  places: string;
  /** What each column holds of a row. */
  columns: readonly ((row: ObjectLiteral) => unknown)[];
}

const plans = new WeakMap<EntityMetadata, Plan>();

/** Inserts many rows of one entity in few statements. The query builder does the same with a named parameter for every value, and
 * spends five times as long on it. Rows have to be whole: defaults are the caller's affair.
 * With `leaveOut` a row whose unique key is taken is left out. */
export const insertRows = async <T extends ObjectLiteral>(
  manager: EntityManager,
  entity: new () => T,
  rows: readonly T[],
  { leaveOut }: { leaveOut?: 'those that are there' } = {},
): Promise<void> => {
  if (rows.length === 0) return;
  const { head, places, columns } = planOf(manager.connection, entity);
  const ignore = isMysql(manager.connection) ? 'INSERT IGNORE' : 'INSERT OR IGNORE';
  const start = leaveOut ? head.replace('INSERT', ignore) : head;
  const most = Math.max(1, Math.floor(MAX_PARAMETERS / columns.length));
  const sizes = isMysql(manager.connection) ? [rows.length] : LEFT_OVER;
  for (let i = 0, portion = most; i < rows.length; i += portion) {
    const left = rows.length - i;
    portion = left >= most ? most : (sizes.find((size) => size <= left) ?? left);
    const some = rows.slice(i, i + portion);
    const values: unknown[] = [];
    for (const row of some) for (const valueOf of columns) values.push(valueOf(row));
    await manager.query(start + `${places}, `.repeat(some.length - 1) + places, values);
    // The embedded database answers without giving way: others get their turn between portions.
    if (portion === most) await breathe();
  }
};

const planOf = (connection: DataSource, entity: new () => ObjectLiteral): Plan => {
  const metadata = connection.getMetadata(entity);
  const known = plans.get(metadata);
  if (known) return known;
  const { driver } = connection;
  const inserted = metadata.columns.filter((column) => !column.isGenerated);
  const names = inserted.map((column) => driver.escape(column.databaseName)).join(', ');
  const plan: Plan = {
    head: `INSERT INTO ${driver.escape(metadata.tableName)} (${names}) VALUES `,
    places: `(${inserted.map(() => '?').join(', ')})`,
    columns: inserted.map((column) => {
      // Most columns are written as they stand, and what asks a hundred thousand times which are takes longer than writing them.
      const { propertyName } = column;
      return AS_THEY_STAND.has(column.type) && !column.transformer && !column.embeddedMetadata && !column.referencedColumn
        ? (row) => plain(row[propertyName])
        : (row) => plain(driver.preparePersistentValue(column.getEntityValue(row), column));
    }),
  };
  plans.set(metadata, plan);
  return plan;
};

/** Of instants the guard of all statements makes what the database writes. */
const AS_THEY_STAND: ReadonlySet<unknown> = new Set(['varchar', 'text', 'int', 'integer', 'boolean', 'longtext', 'tinyint', 'datetime']);

/** The embedded database's driver binds no booleans and no undefined. */
const plain = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : (value ?? null));
