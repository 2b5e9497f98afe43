import { setImmediate as breathe } from 'node:timers/promises';
import type { EntityManager, ObjectLiteral } from 'typeorm';
import { isMysql } from './dialect.js';

/** SQLite takes 32,766 parameters a statement; a smaller portion also keeps the event loop free between two. */
const MAX_PARAMETERS = 8_000;

/** Inserts many rows of one entity in few statements. The query builder does the same with a named parameter for every value, and
 * spends five times as long on it. Rows have to be whole: defaults are the caller's affair.
 * With `leaveOut` a row whose unique key is taken is left out. */
export const insertRows = async <T extends ObjectLiteral>(
  manager: EntityManager,
  entity: new () => T,
  rows: readonly T[],
  { leaveOut }: { leaveOut?: 'those that are there' } = {},
): Promise<void> => {
  const { columns, tableName } = manager.connection.getMetadata(entity);
  const { driver } = manager.connection;
  const inserted = columns.filter((column) => !column.isGenerated);
  const names = inserted.map((column) => driver.escape(column.databaseName)).join(', ');
  const insert = leaveOut ? `INSERT ${isMysql(manager.connection) ? 'IGNORE' : 'OR IGNORE'}` : 'INSERT';
  const head = `${insert} INTO ${driver.escape(tableName)} (${names}) VALUES `;
  const places = `(${inserted.map(() => '?').join(', ')})`;
  const portion = Math.max(1, Math.floor(MAX_PARAMETERS / inserted.length));
  for (let i = 0; i < rows.length; i += portion) {
    const some = rows.slice(i, i + portion);
    const values = some.flatMap((row) =>
      inserted.map((column) => plain(driver.preparePersistentValue(column.getEntityValue(row), column))),
    );
    await manager.query(head + some.map(() => places).join(', '), values);
    // The embedded database answers without giving way: others get their turn between portions.
    if (i + portion < rows.length) await breathe();
  }
};

/** The embedded database's driver binds no booleans and no undefined. */
const plain = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : (value ?? null));
