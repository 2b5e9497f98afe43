import { setImmediate as breathe } from 'node:timers/promises';
import type { UnitOfWork } from '#platform/db';
import type { RowRange } from './import.confirm.js';
import type { ImportBatch, ImportState, RowKind } from './import.entity.js';
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
  /** Kinds of which there are some among them. */
  kinds: readonly RowKind[];
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
  portion: (batch: ImportBatch, range: RowRange, next: NextRows) => Promise<void>;
  /** After the last row. @returns what is done in the last unit of work */
  last: (batch: ImportBatch) => Promise<() => Promise<void>>;
}

/** How many rows a list means to save. */
export const plannedIn = ({ rowsNew, rowsDraft, rowsChanged }: ImportBatch): number => rowsNew + rowsDraft + rowsChanged;

/** As many rows are saved while the person waits for the answer, and all of them or none; of others a job saves one portion after the
 * other. So it does of a list that is long for what little there is to save: counting it and forgetting its file take their time, too. */
const AT_ONCE = 500;
const READ_AT_ONCE = 20_000;
export const isSavedAtOnce = (batch: ImportBatch): boolean => plannedIn(batch) <= AT_ONCE && batch.rowsRead <= READ_AT_ONCE;

/** One portion, in a unit of work that is short. */
const onePortion = (uow: UnitOfWork, going: Going, batch: ImportBatch, next: NextRows, pace: Pace): Promise<void> =>
  pace.timed(() =>
    uow.run(() => {
      pace.begin();
      return going.portion(batch, { batchId: batch.id, after: going.reached(batch), upTo: next.upTo }, next);
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

/** Does a short list as a whole, in the caller's unit of work. */
export const atOnce = async (uow: UnitOfWork, going: Going, batch: ImportBatch): Promise<void> => {
  const next = await going.next(batch.id, going.reached(batch), AT_ONCE);
  if (next.rows > 0) await onePortion(uow, going, batch, next, new Pace());
  const last = await going.last(batch);
  await last();
};
