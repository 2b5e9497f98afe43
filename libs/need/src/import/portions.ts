import { setImmediate as breathe } from 'node:timers/promises';
import type { UnitOfWork } from '#platform/db';
import type { RowRange } from './import.confirm.js';
import type { ImportBatch, ImportState } from './import.entity.js';
import { Pace } from './pace.js';

/** What somebody who waits for it sees and may do. */
export interface Watched {
  signal?: AbortSignal | undefined;
  told?: ((done: number, total: number) => void) | undefined;
  /** Runs the last step; a job's `finish`. */
  finish?: ((last: () => Promise<void>) => Promise<void>) | undefined;
}

/** The next rows of a list. */
export interface NextRows {
  rows: number;
  upTo: number;
}

/** What is done with the rows of a list, portion by portion. */
export interface Going {
  /** In which it is done; another one ends it. */
  state: ImportState;
  batch: (id: string) => Promise<ImportBatch | null>;
  /** Up to which line it is done. */
  reached: (batch: ImportBatch) => number;
  total: (batch: ImportBatch) => number;
  next: (batchId: string, after: number, size: number) => Promise<NextRows>;
  /** Claims the rows and does it with them, in one unit of work. */
  portion: (batch: ImportBatch, range: RowRange, rows: number) => Promise<void>;
  /** After the last row. @returns what is done in the last unit of work */
  last: (batch: ImportBatch) => Promise<() => Promise<void>>;
}

/** One portion, in a unit of work that is short. */
export const onePortion = (uow: UnitOfWork, going: Going, batch: ImportBatch, { rows, upTo }: NextRows, pace: Pace): Promise<void> =>
  pace.timed(() =>
    uow.run(() => {
      pace.begin();
      return going.portion(batch, { batchId: batch.id, after: going.reached(batch), upTo }, rows);
    }),
  );

/** Does what is left of a list. Ends at once when the list is in another state. */
export const inPortions = async (
  uow: UnitOfWork,
  going: Going,
  batchId: string,
  { signal, told, finish = (last) => uow.run(last) }: Watched = {},
): Promise<void> => {
  const pace = new Pace();
  for (;;) {
    signal?.throwIfAborted();
    const batch = await going.batch(batchId);
    if (batch?.state !== going.state) return finish(() => Promise.resolve());
    told?.(batch.done, going.total(batch));
    const next = await going.next(batchId, going.reached(batch), pace.size);
    if (next.rows === 0) return finish(await going.last(batch));
    await onePortion(uow, going, batch, next, pace);
    await breathe();
  }
};
