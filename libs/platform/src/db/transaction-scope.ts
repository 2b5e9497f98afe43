import { AsyncLocalStorage } from 'node:async_hooks';
import type { QueryRunner } from 'typeorm';

/** The unit of work that the current asynchronous call chain is inside of. */
export interface OpenTransaction {
  readonly runner: QueryRunner;
  readonly afterCommit: (() => void)[];
  /** First error of a nested unit of work: the whole is rolled back even when the outer one caught it. */
  failure?: { cause: unknown };
  /** Set at the end, so that a timer or promise that outlives the work does not write into a closed transaction. */
  ended: boolean;
}

const storage = new AsyncLocalStorage<OpenTransaction>();

export const openTransaction = (): OpenTransaction | undefined => {
  const open = storage.getStore();
  return open?.ended ? undefined : open;
};

export const inTransaction = <T>(open: OpenTransaction, work: () => Promise<T>): Promise<T> => storage.run(open, work);

/** What the first unit of work of a call chain writes along, in its own transaction. */
export interface Companion {
  readonly write: () => Promise<void>;
  /** Committed: later units of work have nothing to write along. */
  written: boolean;
}

const companions = new AsyncLocalStorage<Companion>();

export const companion = (): Companion | undefined => companions.getStore();

export const accompanied = <T>(by: Companion, work: () => Promise<T>): Promise<T> => companions.run(by, work);
