import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, type FindOptionsWhere } from 'typeorm';
import { Settings } from '#platform/config';
import { Clock, UnitOfWork } from '#platform/db';
import { ImportCorrection } from './import-corrections.entity.js';
import { ImportBefore, ImportChunk, ImportEnterprise, ImportLeftOut, ImportPart, ImportRow, ImportSheet } from './import.entity.js';
import { Pace } from './pace.js';

const DAY_MS = 86_400_000;

/** By which number the rows of each table are told within their list, and how many of them are small enough to begin with. */
const TABLES = new Map<new () => { batchId: string }, [number: string, first: number]>([
  [ImportRow, ['line', 500]],
  [ImportEnterprise, ['ref', 500]],
  [ImportChunk, ['firstLine', 20]],
  [ImportLeftOut, ['line', 500]],
  [ImportSheet, ['at', 100]],
  [ImportPart, ['seq', 20]],
  [ImportCorrection, ['line', 500]],
  [ImportBefore, ['line', 500]],
]);

/** Forgets what belongs to a list in portions, so that nobody waits while a long one goes. Begun again it goes on. */
@Injectable()
export class ImportClearing {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Until when a list that is saved now may be taken back, and is known how needs were before it; null where no list may be. */
  keptUntil(): Date | null {
    const days = this.settings.IMPORT_TAKE_BACK_DAYS;
    return days === 0 ? null : new Date(this.clock.now().getTime() + days * DAY_MS);
  }

  /** What was understood, to begin again with another mapping. */
  rows(batchId: string): Promise<void> {
    return this.clear(batchId, [ImportRow, ImportEnterprise]);
  }

  /** What was read, to read the file again. */
  lines(batchId: string): Promise<void> {
    return this.clear(batchId, [ImportChunk, ImportSheet, ImportLeftOut]);
  }

  file(batchId: string): Promise<void> {
    return this.clear(batchId, [ImportPart]);
  }

  /** What its needs were before: it is taken back, or can be no more. */
  befores(batchId: string): Promise<void> {
    return this.clear(batchId, [ImportBefore]);
  }

  everything(batchId: string): Promise<void> {
    return this.clear(batchId, [...TABLES.keys()]);
  }

  private async clear(batchId: string, tables: readonly (new () => { batchId: string })[]): Promise<void> {
    for (const table of tables) await this.clearTable(batchId, table);
  }

  private async clearTable(batchId: string, table: new () => { batchId: string }): Promise<void> {
    const [number, first] = TABLES.get(table) ?? ['id', 1];
    for (const pace = new Pace(first); ; await breathe()) {
      const last = await this.uow.manager
        .createQueryBuilder(table, 'row')
        .select(`row.${number}`, 'upTo')
        .where('row.batchId = :batchId', { batchId })
        .orderBy(`row.${number}`)
        .offset(pace.size - 1)
        .limit(1)
        .getRawOne<{ upTo: number }>();
      const some = (last ? { batchId, [number]: LessThanOrEqual(last.upTo) } : { batchId }) as FindOptionsWhere<{ batchId: string }>;
      await pace.timed(() =>
        this.uow.run(async () => {
          pace.begin();
          await this.uow.manager.delete(table, some);
        }),
      );
      if (!last) return;
    }
  }
}
