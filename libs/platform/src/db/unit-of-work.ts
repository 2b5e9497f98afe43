import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { isMysql } from './dialect.js';
import { GuardError, isDuplicate } from './guarded.js';
import { inTransaction, openTransaction, type OpenTransaction } from './transaction-scope.js';

const ATTEMPTS = 10;
/** Once to see what the faster one left; once more should another one come in between. */
const OVERTAKEN_ATTEMPTS = 3;
const LONGEST_PAUSE_MS = 300;
/** Deadlock, lock wait timeout, and MariaDB's "record has changed since last read". */
const TRANSIENT = new Set([1213, 1205, 1020]);

const isTransient = (error: unknown): boolean => {
  const cause = error as { errno?: number; driverError?: { errno?: number } } | undefined;
  return TRANSIENT.has(cause?.driverError?.errno ?? cause?.errno ?? 0);
};

/** How often work that ended so is tried. Whoever was overtaken between reading and claiming reads what the faster one left, and answers to that. */
const attemptsAfter = (error: unknown): number =>
  isTransient(error) ? ATTEMPTS : error instanceof GuardError || isDuplicate(error) ? OVERTAKEN_ATTEMPTS : 1;

/**
 * All writes go through `run`. Repositories take `manager` for every query, so that they see the open transaction.
 *
 * `work` has to be repeatable: a deadlock, a guard that failed or a unique key that was taken rolls back and runs it again, so that
 * looking for what is there and claiming what is not belong into one `work`. It does no network calls.
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

  /** Runs once the outermost unit of work is durable; at once when none is open. Errors of `action` are its own affair. */
  afterCommit(action: () => void): void {
    const open = openTransaction();
    if (open) open.afterCommit.push(action);
    else action();
  }

  /** Commits what `work` wrote, all or nothing. A nested call joins; when a nested one fails, the whole is rolled back.
   * @throws the error of `work`; after {@link ATTEMPTS} deadlocks the database's own error; `GuardError` when it still fails; `WriterBusyError`. */
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
    try {
      await runner.startTransaction(isMysql(this.source) ? 'READ COMMITTED' : undefined);
      const result = await inTransaction(open, work);
      if (open.failure) throw open.failure.cause;
      open.ended = true;
      await runner.commitTransaction();
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
