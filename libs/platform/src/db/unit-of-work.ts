import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager, FindOptionsWhere, ObjectLiteral, QueryRunner } from 'typeorm';
import { isMysql } from './dialect.js';
import { isDuplicate } from './guarded.js';
import { accompanied, companion, inTransaction, openTransaction, type Companion, type OpenTransaction } from './transaction-scope.js';

const ATTEMPTS = 10;
/** Once more to see what the faster one left, and again should another one come in between. */
const DUPLICATE_ATTEMPTS = 3;
const LONGEST_PAUSE_MS = 300;
/** Deadlock, lock wait timeout, and MariaDB's "record has changed since last read". */
const TRANSIENT = new Set([1213, 1205, 1020]);

/** Connections that begin every transaction as ours do. Said with each one, it would be asked and answered each time. */
const prepared = new WeakSet<object>();

const isTransient = (error: unknown): boolean => {
  const cause = error as { errno?: number; driverError?: { errno?: number } } | undefined;
  return TRANSIENT.has(cause?.driverError?.errno ?? cause?.errno ?? 0);
};

/** How often work that ended so is tried. Who finds a unique key taken was overtaken since looking: looking again finds the other's row. */
const attemptsAfter = (error: unknown): number => (isTransient(error) ? ATTEMPTS : isDuplicate(error) ? DUPLICATE_ATTEMPTS : 1);

/**
 * All writes go through `run`. Repositories take `manager` for every query, so that they see the open transaction.
 *
 * `work` has to be repeatable: a deadlock or a unique key that was taken meanwhile rolls back and runs it again. So what decides belongs
 * into `work`: rows that exist are read with `forUpdate`, what may not exist twice has a unique key and is looked for first.
 * It does no network calls.
 */
export class UnitOfWork {
  constructor(private readonly source: DataSource) {}

  /** The open transaction's manager inside `run`; outside, one that reads committed data. */
  get manager(): EntityManager {
    return openTransaction()?.runner.manager ?? this.source.manager;
  }

  get active(): boolean {
    return openTransaction() !== undefined;
  }

  get dialect(): 'sqlite' | 'mysql' {
    return isMysql(this.source) ? 'mysql' : 'sqlite';
  }

  /** Reads a row and keeps it from everybody else who reads it so or changes it, to the end of the unit of work: what is decided about it
   * stays true. On the embedded database one writer is inside at a time anyway. @throws Error outside a unit of work. */
  forUpdate<T extends ObjectLiteral>(entity: new () => T, where: FindOptionsWhere<T>): Promise<T | null> {
    if (!this.active) throw new Error(`a ${entity.name} can be kept from others only inside a unit of work`);
    return this.manager.findOne(entity, { where, ...(this.dialect === 'mysql' && { lock: { mode: 'pessimistic_write' } }) });
  }

  /** Runs once the outermost unit of work is durable; at once when none is open. Errors of `action` are its own affair. */
  afterCommit(action: () => void): void {
    const open = openTransaction();
    if (open) open.afterCommit.push(action);
    else action();
  }

  /** Commits what `work` wrote, all or nothing. A nested call joins; when a nested one fails, the whole is rolled back.
   * @throws the error of `work`; after {@link ATTEMPTS} deadlocks the database's own error; `WriterBusyError`. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const open = openTransaction();
    if (open) return this.join(open, work);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt >= attemptsAfter(error)) throw error;
        await sleep(Math.min(2 ** attempt * 5, LONGEST_PAUSE_MS) * (0.5 + Math.random()));
      }
    }
  }

  /** Does `work`; the first unit of work that commits in it first runs `write`, in its own transaction: what that writes is there exactly
   * when something took effect. @returns whether anything did, and what `work` came to */
  async accompany<T>(write: () => Promise<void>, work: (tookEffect: () => boolean) => Promise<T>): Promise<T> {
    const by: Companion = { write, written: false };
    return accompanied(by, () => work(() => by.written));
  }

  /** One statement that is a transaction of its own: on a server nothing is said before and behind it. Joins an open unit of work. */
  async single<T>(statement: () => Promise<T>): Promise<T> {
    if (this.active || !isMysql(this.source) || companion()) return this.run(statement);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await statement();
      } catch (error) {
        if (attempt >= attemptsAfter(error)) throw error;
        await sleep(Math.min(2 ** attempt * 5, LONGEST_PAUSE_MS) * (0.5 + Math.random()));
      }
    }
  }

  private async join<T>(open: OpenTransaction, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      open.failure ??= { cause: error };
      throw error;
    }
  }

  private async once<T>(work: () => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    const open: OpenTransaction = { runner, afterCommit: [], ended: false };
    const by = companion();
    try {
      if (isMysql(this.source)) await readCommitted(runner);
      await runner.startTransaction();
      const result = await inTransaction(open, async () => {
        if (by && !by.written) await by.write();
        return work();
      });
      if (open.failure) throw open.failure.cause;
      open.ended = true;
      await runner.commitTransaction();
      if (by) by.written = true;
      for (const action of open.afterCommit) action();
      return result;
    } catch (error) {
      open.ended = true;
      // A rollback that fails (connection gone) must not hide why we roll back.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

const readCommitted = async (runner: QueryRunner): Promise<void> => {
  const connection = (await runner.connect()) as object;
  if (prepared.has(connection)) return;
  await runner.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  prepared.add(connection);
};
