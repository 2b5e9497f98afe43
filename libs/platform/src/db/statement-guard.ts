import type { DataSource, QueryRunner } from 'typeorm';
import { isMysql } from './dialect.js';
import { sqlInstant } from './paging.js';

/** Thrown for a value that no statement may carry: it is none of the databases' values, or beyond what they keep. */
export class UnstorableError extends Error {
  constructor(readonly what: string) {
    super(`${what} cannot be stored or compared`);
  }
}

const LEAST_BIGINT = -(2n ** 63n);
const LARGEST_BIGINT = 2n ** 63n - 1n;

/** SQLite's functions end a text at a NUL, and half of a surrogate pair has no UTF-8: neither comes back as it was. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** Whether both databases give the text back as it was. */
export const isStorableText = (text: string): boolean => text.search(UNSTORABLE) < 0;

/**
 * What a statement may carry. An object, a list, a Date or a boolean ends the process in libsql's native code, and mysql2 writes objects
 * and lists into the statement as SQL; neither may be in reach of what somebody sends. Requests with text that cannot be stored are
 * refused before, by the field's name; what else has such text, a cell of a file or a message cut in the middle of a pair, is kept with
 * the sign that every decoder puts there.
 * @throws UnstorableError
 */
const bindable = (value: unknown, mysql: boolean): unknown => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.replace(UNSTORABLE, '\ufffd');
  if (typeof value === 'number') {
    const kept = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
    return kept ? value : refuse(`the number ${value}`);
  }
  if (typeof value === 'bigint')
    return value >= LEAST_BIGINT && value <= LARGEST_BIGINT ? value : refuse('an integer of more than 64 bits');
  if (typeof value === 'boolean') return mysql ? value : Number(value);
  if (value instanceof Date) return dated(value, mysql);
  return value instanceof Uint8Array ? value : refuse(`${Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`}`);
};

/** Four digits of the year: what MySQL keeps, and what SQLite orders as text. */
const dated = (value: Date, mysql: boolean): Date | string => {
  const year = value.getUTCFullYear();
  if (!(year >= 1000 && year <= 9999)) refuse('an instant outside the years 1000 to 9999');
  return mysql ? value : sqlInstant(value);
};

const refuse = (what: string): never => {
  throw new UnstorableError(what);
};

/** Puts {@link bindable} before every statement of the database, on either dialect. Call after `initialize()`. */
export const guardStatements = (source: DataSource): void => {
  const { driver } = source;
  const mysql = isMysql(source);
  const createRunner = driver.createQueryRunner.bind(driver);
  driver.createQueryRunner = (mode) => guardedRunner(createRunner(mode), mysql);
  // The SQLite driver writes numbers and instants of the query builder as text, after which nobody can tell what they were.
  const escape = driver.escapeQueryWithParameters.bind(driver);
  driver.escapeQueryWithParameters = (sql, parameters) => {
    for (const value of Object.values(parameters).flat()) if (typeof value === 'number' || value instanceof Date) bindable(value, mysql);
    return escape(sql, parameters);
  };
};

const guardedRunner = (runner: QueryRunner, mysql: boolean): QueryRunner => {
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  runner.query = async (sql: string, parameters?: unknown[], structured?: boolean): Promise<never> =>
    (await query(
      sql,
      parameters?.map((value) => bindable(value, mysql)),
      structured,
    )) as never;
  return runner;
};
