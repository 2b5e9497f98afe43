import { setImmediate as breath } from 'node:timers/promises';
import type Libsql from 'libsql';
import type { DataSource } from 'typeorm';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { ByteCache } from '#platform/cache';
import { Mutex } from './mutex.js';
import { openTransaction } from './transaction-scope.js';

type Connection = InstanceType<typeof Libsql>;
type Prepared = ReturnType<Connection['prepare']>;
type Statement = Pick<Prepared, 'reader' | 'all' | 'run'>;

/** libsql takes a single parameter that is an object, a buffer too, for a set of named ones and panics: all of them go in as one list. */
const listed = (prepared: Prepared): Statement => ({
  reader: prepared.reader,
  all: (...parameters: unknown[]) => prepared.all(parameters),
  run: (...parameters: unknown[]) => prepared.run(parameters),
});

/** Thrown when code inside a unit of work queries past it: on one SQLite connection that would wait for itself. */
export class OutsideTransactionError extends Error {
  constructor(sql: string) {
    super(`query outside the open unit of work, use UnitOfWork.manager: ${sql.slice(0, 120)}`);
  }
}

/** What the prepared statements of one connection may take, and about what one does: a statement that is long has many parameters. */
const STATEMENTS_BYTES = 16 * 1_048_576;
const STATEMENT_BYTES = 4_000;
const COMPILED_TIMES = 20;

class Statements {
  private readonly prepared = new ByteCache<Statement>({
    bytes: STATEMENTS_BYTES,
    weigh: (_, sql) => STATEMENT_BYTES + COMPILED_TIMES * sql.length,
  });
  constructor(readonly connection: Connection) {}

  get(sql: string): Statement {
    const known = this.prepared.get(sql);
    if (known) return known;
    const statement = listed(this.connection.prepare(sql));
    this.prepared.set(sql, statement);
    return statement;
  }
}

const isRead = (sql: string): boolean =>
  /^\s*(select|with|explain|values)\b/i.test(sql) && !/\b(insert|update|delete)\b/i.test(sql.slice(0, 2000));

/** libsql answers within the call: whoever asks one question after the other would keep all others waiting to the end of the chain. */
const LONGEST_CHAIN_MS = 15;
let gaveWayAt = 0;

const giveWay = async (): Promise<void> => {
  if (performance.now() - gaveWayAt < LONGEST_CHAIN_MS) return;
  await breath();
  gaveWayAt = performance.now();
};

/** What the runners of one database share. */
interface Gate {
  mutex: Mutex;
  waitMs: number;
  writer: Statements;
  reader: Statements;
}

class GatedQueryRunner extends BetterSqlite3QueryRunner {
  private unlock: (() => void) | undefined;
  private reading = false;

  constructor(
    driver: BetterSqlite3Driver,
    private readonly gate: Gate,
  ) {
    super(driver);
  }

  override async startTransaction(): Promise<void> {
    if (!this.unlock) {
      const open = openTransaction();
      if (open && open.runner !== this) throw new OutsideTransactionError('BEGIN');
      this.unlock = await this.gate.mutex.acquire(this.gate.waitMs);
    }
    try {
      await super.startTransaction();
    } catch (error) {
      this.leave();
      throw error;
    }
  }

  override async commitTransaction(): Promise<void> {
    await super.commitTransaction();
    this.leave();
  }

  override async rollbackTransaction(): Promise<void> {
    try {
      await super.rollbackTransaction();
    } finally {
      this.leave();
    }
  }

  private leave(): void {
    if (this.transactionDepth > 0 && this.isTransactionActive) return;
    this.unlock?.();
    this.unlock = undefined;
  }

  override async query<T>(sql: string, parameters?: unknown[], structured = false): Promise<T> {
    if (this.unlock) return this.pass<T>(sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql, parameters, structured);
    if (openTransaction()) throw new OutsideTransactionError(sql);
    if (isRead(sql)) {
      this.reading = true;
      try {
        return await this.pass<T>(sql, parameters, structured);
      } finally {
        this.reading = false;
      }
    }
    const release = await this.gate.mutex.acquire(this.gate.waitMs);
    try {
      return await this.pass<T>(sql, parameters, structured);
    } finally {
      release();
    }
  }

  private async pass<T>(sql: string, parameters: unknown[] | undefined, structured: boolean): Promise<T> {
    await giveWay();
    return (await super.query(sql, parameters, structured)) as T;
  }

  /** In place of TypeORM's own, which is private and caches per runner; ours live as long as their connection. */
  static {
    Object.defineProperty(this.prototype, 'getStmt', {
      value(this: GatedQueryRunner, sql: string): Promise<Statement> {
        return Promise.resolve((this.reading ? this.gate.reader : this.gate.writer).get(sql));
      },
    });
  }
}

/**
 * TypeORM's SQLite driver hands one connection and one QueryRunner to every caller, so one request's rollback takes
 * another's acknowledged write with it. Behind the gate every unit of work has its own QueryRunner, one writer is inside at
 * a time (from BEGIN IMMEDIATE to COMMIT), and reads outside a transaction go to a second, read-only WAL connection.
 * Call after `initialize()`. Relies on internals of the pinned TypeORM version; the contract suite guards that.
 */
export const gateSqlite = (source: DataSource, waitMs: number): void => {
  const driver = source.driver as BetterSqlite3Driver;
  const gate = {
    mutex: new Mutex(),
    waitMs,
    writer: new Statements(driver.databaseConnection as Connection),
    reader: new Statements(openReader(driver)),
  };
  driver.createQueryRunner = () => new GatedQueryRunner(driver, gate);
  const disconnect = driver.disconnect.bind(driver);
  driver.disconnect = async () => {
    gate.reader.connection.close();
    await disconnect();
  };
};

const openReader = (driver: BetterSqlite3Driver): Connection => {
  const { sqlite, options } = driver as unknown as { sqlite: typeof Libsql; options: { database: string } };
  const connection = new sqlite(options.database, { timeout: 5000 });
  connection.pragma('query_only = ON');
  connection.pragma('wal_autocheckpoint = 0');
  connection.pragma('cache_size = -65536');
  return connection;
};
