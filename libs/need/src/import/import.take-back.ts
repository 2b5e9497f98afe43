import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import { takeBackMoveOf } from '../domain/list-moves.js';
import type { NeedMove } from '../domain/moves.js';
import { importTakenBack } from '../need.events.js';
import { NeedPorts } from '../need.ports.js';
import { problems } from '../need.problems.js';
import type { RowRange } from './import.confirm.js';
import { ImportClearing } from './import.clearing.js';
import type { ImportBatch, ImportRow, ImportSheet, RowFate } from './import.entity.js';
import { takeBackImport } from './import.jobs.js';
import { ImportRepository } from './import.repository.js';
import { ImportSavingRepository } from './import.saving.repository.js';
import type { Importer } from './import.scopes.js';
import { ImportService } from './import.service.js';
import { ImportSheetsRepository } from './import.sheets.repository.js';
import { ImportTakeBackRepository, type FatedRow } from './import.take-back.repository.js';
import { atOnce, inPortions, isSavedAtOnce, plannedIn, type Going, type Watched } from './portions.js';
import { mayBeTakenBack } from './take-back-days.js';

/** What taking a list back does, or did. */
export interface TakeBack {
  /** Drafts that are deleted. */
  drafts: number;
  /** Posts that are withdrawn. */
  withdrawn: number;
  /** Needs that are what they were before. */
  restored: number;
  /** Needs that stay as they are. */
  stay: number;
}

/**
 * Takes a saved list back as a whole, for some days: needs that it made go, those that it changed are what they were before, and what
 * somebody touched since stays and is named. Portion by portion, as it was saved.
 */
@Injectable()
export class ImportTakeBack {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lists: ImportService,
    private readonly imports: ImportRepository,
    private readonly sheets: ImportSheetsRepository,
    private readonly saved: ImportSavingRepository,
    private readonly rows: ImportTakeBackRepository,
    private readonly clearing: ImportClearing,
    private readonly ports: NeedPorts,
  ) {}

  /** What it would do now; of a list that was taken back, what it did. */
  async preview(who: Principal, id: string): Promise<TakeBack> {
    await this.lists.one(who, id);
    return this.counted(id);
  }

  async staying(
    who: Principal,
    id: string,
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<{ row: ImportRow; fate: RowFate }> & { sheets: ImportSheet[] }> {
    await this.lists.one(who, id);
    return { ...(await this.rows.staying(id, cursor, limit)), sheets: await this.sheets.sheets(id) };
  }

  /** Of a short list at once, of a long one in the background. Whoever takes back what somebody takes back already gets what becomes of it.
   * @throws Problem `import.take_back_over` when the days are over, `import.state` for a list that is not saved */
  async begin(who: Importer, id: string): Promise<ImportBatch> {
    const before = await this.lists.one(who, id);
    await this.uow.run(async () => {
      const claim = {
        state: 'taking_back' as const,
        takenBackById: who?.userId ?? null,
        done: before.takenBackLine === 0 ? 0 : before.done,
        failure: null,
        failureEn: null,
      };
      if (before.state === 'confirmed' && !mayBeTakenBack(before, this.ports.clock.now())) throw problems('import.take_back_over');
      if ((await this.imports.moveBatch(id, ['confirmed'], claim)) === 0) {
        const { state } = await this.lists.one(who, id);
        if (state === 'taking_back' || state === 'taken_back') return;
        throw problems('import.state', { state });
      }
      const { stay, ...back } = await this.counted(id);
      const fields = { back: back.drafts + back.withdrawn + back.restored, stay };
      await this.ports.audit.record(who, 'import.taken_back', { kind: 'import', id, nodePath: before.nodePath }, fields);
      if (isSavedAtOnce(before)) await atOnce(this.uow, this.going, { ...before, ...claim });
      else await this.ports.queue.enqueue(takeBackImport, { importId: id });
    });
    return this.lists.one(who, id);
  }

  /** Does what is left of it. Ends at once when the list is not being taken back (any more). */
  run(batchId: string, watched?: Watched): Promise<void> {
    return inPortions(this.uow, this.going, batchId, watched);
  }

  private readonly going: Going = {
    state: 'taking_back',
    batch: (id) => this.imports.batch(id),
    reached: ({ takenBackLine }) => takenBackLine,
    total: plannedIn,
    next: (batchId, after, size) => this.saved.next(batchId, after, size),
    portion: async (batch, range, { rows }) => {
      if (await this.saved.claim('taking_back', range, batch.done + rows)) await this.portion(batch, range);
    },
    last: async (batch) => {
      const counts = await this.counted(batch.id);
      await this.clearing.befores(batch.id);
      return () => this.finish(batch, counts);
    },
  };

  private async portion({ takenBackById }: ImportBatch, range: RowRange): Promise<void> {
    const at = this.ports.clock.now();
    await this.saved.alone();
    await this.rows.hold(range);
    const fated = await this.rows.fatesIn(range);
    await this.rows.mark(fated);
    const back = fated.filter(({ fate }) => fate === 'back');
    await this.rows.deleteDrafts(back.filter(({ kind }) => kind === 'draft').map(({ needId }) => needId));
    for (const [move, needIds] of byMove(back)) {
      if (move === 'withdraw') await this.rows.withdraw(needIds, at);
      else await this.rows.restore(range.batchId, move, needIds, at);
      await this.rows.note(range.batchId, move, needIds, takenBackById, at);
    }
  }

  private async counted(id: string): Promise<TakeBack> {
    const counts = await this.rows.counts(id);
    const sum = (of: (one: (typeof counts)[number]) => boolean): number => counts.filter(of).reduce((total, { rows }) => total + rows, 0);
    const back = (kind: string): number => sum((one) => one.kind === kind && one.fate === 'back');
    return { drafts: back('draft'), withdrawn: back('new'), restored: back('changed'), stay: sum(({ fate }) => fate !== 'back') };
  }

  /** Everything is through: says what became of it. In the caller's unit of work. */
  private async finish(batch: ImportBatch, { stay, drafts, withdrawn, restored }: TakeBack): Promise<void> {
    const { id: batchId, nodePath, takenBackById } = batch;
    const became = { takenBackAt: this.ports.clock.now(), rowsTakenBack: drafts + withdrawn + restored, rowsStay: stay };
    if ((await this.imports.moveBatch(batchId, ['taking_back'], { ...became, state: 'taken_back' })) === 0) return;
    await this.ports.events.record(importTakenBack, {
      ...{ batchId, nodePath, userId: takenBackById ?? batch.userId },
      ...{ back: became.rowsTakenBack, stay },
    });
  }
}

const byMove = (rows: readonly FatedRow[]): Map<NeedMove, string[]> => {
  const moves = new Map<NeedMove, string[]>();
  for (const { kind, was, written, needId } of rows) {
    if (kind === 'draft') continue;
    const move = takeBackMoveOf(kind, was, Number(written) > 0);
    moves.set(move, [...(moves.get(move) ?? []), needId]);
  }
  return moves;
};
