import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions, TableColumn, TableIndex, TableUnique } from 'typeorm';
import { isMysql } from './dialect.js';

export type MigrationClass = new () => MigrationInterface;

/** What a library brings to the one schema. */
export interface SchemaPart {
  entities: (new () => object)[];
  migrations: MigrationClass[];
}

interface Nullable {
  nullable?: boolean;
}
/** A column whose type depends on the dialect. */
export type ColumnPlan = (mysql: boolean) => TableColumnOptions;

const plain =
  (options: TableColumnOptions): ColumnPlan =>
  () =>
    options;

/** The counterparts of the entity column kit for migrations. */
export const col = {
  key: (name = 'id') => plain({ name, type: 'varchar', length: '36', isPrimary: true }),
  ref: (name: string, { nullable = false }: Nullable = {}) => plain({ name, type: 'varchar', length: '36', isNullable: nullable }),
  str: (name: string, length: number, { nullable = false }: Nullable = {}) =>
    plain({ name, type: 'varchar', length: String(length), isNullable: nullable }),
  txt:
    (name: string, { nullable = false, large = false }: Nullable & { large?: boolean } = {}): ColumnPlan =>
    (mysql) => ({ name, type: mysql && large ? 'longtext' : 'text', isNullable: nullable }),
  int: (name: string, { nullable = false, default: preset }: Nullable & { default?: number } = {}) =>
    plain({ name, type: 'integer', isNullable: nullable, ...(preset === undefined ? {} : { default: String(preset) }) }),
  flag:
    (name: string, { default: preset = false }: { default?: boolean } = {}): ColumnPlan =>
    (mysql) => ({ name, type: mysql ? 'tinyint' : 'boolean', ...(mysql ? { width: 1 } : {}), default: preset ? '1' : '0' }),
  instant: (name: string, { nullable = false }: Nullable = {}) => plain({ name, type: 'datetime', precision: 3, isNullable: nullable }),
  day: (name: string, { nullable = false }: Nullable = {}) => plain({ name, type: 'date', isNullable: nullable }),
  json: (name: string, options: Nullable & { large?: boolean } = {}): ColumnPlan => col.txt(name, options),
  bytes:
    (name: string, { nullable = false }: Nullable = {}): ColumnPlan =>
    (mysql) => ({ name, type: mysql ? 'longblob' : 'blob', isNullable: nullable }),
  version: (name = 'version') => plain({ name, type: 'integer' }),
};

export interface TablePlan {
  columns: ColumnPlan[];
  indices?: { name: string; columns: string[]; unique?: boolean }[];
  uniques?: { name: string; columns: string[] }[];
  checks?: { name: string; expression: string }[];
  foreignKeys?: { name: string; columns: string[]; table: string; references?: string[]; onDelete?: 'CASCADE' | 'RESTRICT' | 'SET NULL' }[];
}

const named = (
  stamp: string,
  label: string,
  up: (q: QueryRunner) => Promise<void>,
  down: (q: QueryRunner) => Promise<void>,
): MigrationClass => {
  const Migration = class implements MigrationInterface {
    readonly name = `${label}${stamp}`;
    up(q: QueryRunner): Promise<void> {
      return up(q);
    }
    down(q: QueryRunner): Promise<void> {
      return down(q);
    }
  };
  Object.defineProperty(Migration, 'name', { value: `${label}${stamp}` });
  return Migration;
};

const pascal = (name: string): string => name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());

const asTable = (name: string, plan: TablePlan, mysql: boolean): Table =>
  new Table({
    name,
    columns: plan.columns.map((column) => column(mysql)),
    // MySQL and MariaDB keep a unique constraint as a unique index, and TypeORM compares it as one.
    indices: [
      ...(plan.indices ?? []).map((index) => ({ name: index.name, columnNames: index.columns, isUnique: index.unique ?? false })),
      ...(mysql ? (plan.uniques ?? []).map((unique) => ({ name: unique.name, columnNames: unique.columns, isUnique: true })) : []),
    ],
    uniques: mysql ? [] : (plan.uniques ?? []).map((unique) => ({ name: unique.name, columnNames: unique.columns })),
    checks: mysql ? [] : (plan.checks ?? []),
    foreignKeys: (plan.foreignKeys ?? []).map((key) => ({
      name: key.name,
      columnNames: key.columns,
      referencedTableName: key.table,
      referencedColumnNames: key.references ?? ['id'],
      onDelete: key.onDelete ?? 'RESTRICT',
      onUpdate: 'RESTRICT',
    })),
  });

/** TypeORM leaves CHECK out on MySQL, and a second ALTER would be a second DDL: so the constraint joins the CREATE statement. */
const createOnMysql = async (q: QueryRunner, table: Table, checks: { name: string; expression: string }[]): Promise<void> => {
  q.enableSqlMemory();
  await q.createTable(table);
  const statements = q.getMemorySql().upQueries.map((query) => query.query);
  q.clearSqlMemory();
  q.disableSqlMemory();
  const clauses = checks.map((check) => `, CONSTRAINT \`${check.name}\` CHECK (${check.expression})`).join('');
  for (const sql of statements)
    await q.query(sql.startsWith('CREATE TABLE') ? sql.replace(/\) ENGINE=InnoDB/, `${clauses}) ENGINE=InnoDB`) : sql);
};

const create = async (q: QueryRunner, name: string, plan: TablePlan): Promise<void> => {
  const mysql = isMysql(q.connection);
  const table = asTable(name, plan, mysql);
  await (mysql ? createOnMysql(q, table, plan.checks ?? []) : q.createTable(table));
};

/** One migration that creates one table with its keys, indexes and checks, on either dialect.
 * @param stamp 13 digits; migrations run in its order. */
export const createTable = (stamp: string, name: string, plan: TablePlan): MigrationClass =>
  named(
    stamp,
    `Create${pascal(name)}`,
    (q) => create(q, name, plan),
    (q) => q.dropTable(name),
  );

/** Takes away a table that nothing reads or writes any more; taken back, it stands there empty.
 * @param plan as it was created */
export const dropTable = (stamp: string, name: string, plan: TablePlan): MigrationClass =>
  named(
    stamp,
    `Drop${pascal(name)}`,
    (q) => q.dropTable(name),
    (q) => create(q, name, plan),
  );

export const addColumn = (stamp: string, table: string, column: ColumnPlan): MigrationClass => {
  const name = column(false).name;
  return named(
    stamp,
    `Add${pascal(table)}${pascal(name)}`,
    (q) => q.addColumn(table, new TableColumn(column(isMysql(q.connection)))),
    (q) => q.dropColumn(table, name),
  );
};

/** Gives a column that was added its values in the rows that there are; taking it back is the affair of whoever added it.
 * @param value SQL, as a function where the dialects differ */
export const fillColumn = (
  stamp: string,
  table: string,
  name: string,
  value: string | ((mysql: boolean) => string),
  where: string,
): MigrationClass =>
  named(
    stamp,
    `Fill${pascal(table)}${pascal(name)}`,
    (q) => q.query(`UPDATE ${table} SET ${name} = ${typeof value === 'string' ? value : value(isMysql(q.connection))} WHERE ${where}`),
    () => Promise.resolve(),
  );

export const createIndex = (stamp: string, table: string, name: string, columns: string[], unique = false): MigrationClass =>
  named(
    stamp,
    `Index${pascal(name.toLowerCase())}`,
    (q) => q.createIndex(table, new TableIndex({ name, columnNames: columns, isUnique: unique })),
    (q) => q.dropIndex(table, name),
  );

export const dropIndex = (stamp: string, table: string, name: string, columns: string[]): MigrationClass =>
  named(
    stamp,
    `Drop${pascal(name.toLowerCase())}`,
    (q) => q.dropIndex(table, name),
    (q) => q.createIndex(table, new TableIndex({ name, columnNames: columns })),
  );

/** Takes away a unique key that came with its table: on MySQL and MariaDB an index, on the embedded database a constraint. */
export const dropUnique = (stamp: string, table: string, name: string, columns: string[]): MigrationClass =>
  named(
    stamp,
    `Drop${pascal(name.toLowerCase())}`,
    (q) => (isMysql(q.connection) ? q.dropIndex(table, name) : q.dropUniqueConstraint(table, name)),
    (q) =>
      isMysql(q.connection)
        ? q.createIndex(table, new TableIndex({ name, columnNames: columns, isUnique: true }))
        : q.createUniqueConstraint(table, new TableUnique({ name, columnNames: columns })),
  );

/** Tables that do not begin empty. */
const seeded = new Set<string>();

/** Whether a table has rows that came with the program. */
export const isSeeded = (table: string): boolean => seeded.has(table);

/**
 * What a table holds from the beginning: a rule of law, a public calendar. People change it afterwards; a backup that is restored brings
 * all of its rows along and takes the place of these.
 * @param rows whole, with ids of their own; taken back, these go
 */
export const seedRows = (stamp: string, table: string, rows: readonly Record<string, string | number>[]): MigrationClass => {
  seeded.add(table);
  return named(
    stamp,
    `Seed${pascal(table)}`,
    async (q) => {
      const columns = Object.keys(rows[0] ?? {});
      const places = rows.map(() => `(${columns.map(() => '?').join(', ')})`).join(', ');
      const values = rows.flatMap((row) => columns.map((column) => row[column]));
      await q.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${places}`, values);
    },
    async (q) =>
      void (await q.query(
        `DELETE FROM ${table} WHERE id IN (${rows.map(() => '?').join(', ')})`,
        rows.map(({ id }) => id),
      )),
  );
};

/** One migration of rows and not of the schema: one statement, the same on both dialects. */
export const changeRows = (stamp: string, label: string, up: string, down: string): MigrationClass =>
  named(
    stamp,
    label,
    async (q) => void (await q.query(up)),
    async (q) => void (await q.query(down)),
  );
