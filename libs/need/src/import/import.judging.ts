import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import type { Correctable } from '../domain/import/correction.js';
import { ImportCorrections } from './import.corrections.js';
import type { ImportBatch, ImportRow, ImportSheet, RowKind } from './import.entity.js';
import { ImportSheetsRepository } from './import.sheets.repository.js';
import type { Watched } from './portions.js';
import { prepareReading } from './reading.js';
import { ImportUnderstanding } from './understanding.js';

/** Rows whose text of a field is the one with this number. */
export interface SameRows {
  field: Correctable;
  ref: number;
}

const COUNT = {
  new: 'rowsNew',
  draft: 'rowsDraft',
  changed: 'rowsChanged',
  unchanged: 'rowsUnchanged',
  wrong: 'rowsWrong',
  conflict: 'rowsConflict',
} as const satisfies Record<RowKind, keyof ImportBatch>;

/** Rows of one unit of work: others write in between. */
const AT_ONCE = 200;

/** Judges rows of a list anew after somebody corrected what they say; all others stay as they were understood. */
@Injectable()
export class ImportJudging {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly corrections: ImportCorrections,
    private readonly understanding: ImportUnderstanding,
    private readonly sheets: ImportSheetsRepository,
  ) {}

  /** In the caller's unit of work.
   * @returns how many, and the counts of the list that follow */
  async few(
    batch: ImportBatch,
    sheets: readonly ImportSheet[],
    before: readonly ImportRow[],
  ): Promise<{ patch: Partial<ImportBatch>; rows: number }> {
    const { rows, enterprises } = await this.anew(batch, sheets, before);
    await this.corrections.replaceRows(batch.id, before, rows, enterprises);
    const patch: Partial<ImportBatch> = {};
    for (const kind of Object.keys(COUNT) as RowKind[]) {
      const of = (some: readonly ImportRow[]): number => some.filter((one) => one.kind === kind).length;
      patch[COUNT[kind]] = batch[COUNT[kind]] + of(rows) - of(before);
    }
    const doubtful = (some: readonly ImportRow[]): number => some.filter((one) => one.doubtful).length;
    patch.rowsDoubtful = batch.rowsDoubtful + doubtful(rows) - doubtful(before);
    return { patch, rows: rows.length };
  }

  /** Portion by portion; begun again it starts anew, for judging twice says the same. Nobody else may write the list's rows meanwhile.
   * @returns what the list is to become once the caller says so */
  async all(batch: ImportBatch, { field, ref }: SameRows, { signal, told }: Watched): Promise<Partial<ImportBatch>> {
    await prepareReading();
    const sheets = await this.sheets.sheets(batch.id);
    const total = await this.corrections.countSame(batch.id, field, ref);
    let done = 0;
    for (let after = -1; ;) {
      signal?.throwIfAborted();
      const before = await this.corrections.sameRows(batch.id, field, ref, AT_ONCE, after);
      if (before.length === 0) break;
      const { rows, enterprises } = await this.anew(batch, sheets, before);
      await this.uow.run(() => this.corrections.replaceRows(batch.id, before, rows, enterprises));
      after = before.at(-1)?.line ?? after;
      told?.((done += before.length), total);
      await breathe();
    }
    return { state: 'ready', done: batch.rowsRead, ...(await this.counted(batch.id)) };
  }

  private async anew(
    batch: ImportBatch,
    sheets: readonly ImportSheet[],
    before: readonly ImportRow[],
  ): Promise<{ rows: ImportRow[]; enterprises: Parameters<ImportCorrections['replaceRows']>[3] }> {
    const lines = await this.corrections.linesOf(batch.id, before);
    const pairs = before.flatMap((row, i) => (lines[i] ? [{ row, line: lines[i] }] : []));
    return this.understanding.again(batch, sheets, pairs);
  }

  private async counted(batchId: string): Promise<Partial<ImportBatch>> {
    const found = await this.corrections.counts(batchId);
    const patch: Partial<ImportBatch> = { rowsDoubtful: found.reduce((sum, { doubtful }) => sum + doubtful, 0) };
    for (const kind of Object.keys(COUNT) as RowKind[]) patch[COUNT[kind]] = found.find((one) => one.kind === kind)?.rows ?? 0;
    return patch;
  }
}
