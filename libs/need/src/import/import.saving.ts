import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { EnterpriseRegistry } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { needsImported } from '../need.events.js';
import { NeedPorts } from '../need.ports.js';
import { correctionsOf } from './columns-of-list.js';
import { ImportClearing } from './import.clearing.js';
import { ImportConfirm, type Confirmation, type RowRange } from './import.confirm.js';
import { ImportConflicts } from './import.conflicts.js';
import type { ImportBatch, RowKind } from './import.entity.js';
import { mappingKey } from './import.keys.js';
import { ImportRepository } from './import.repository.js';
import { ImportSavingRepository } from './import.saving.repository.js';
import { Pace } from './pace.js';

/** As many rows are saved while the person waits for the answer, and all of them or none; of others a job saves one portion after the
 * other. So it does of a list that is long for what little there is to save: counting it and forgetting its file take their time, too. */
const AT_ONCE = 500;
const READ_AT_ONCE = 20_000;
export const isSavedAtOnce = (batch: ImportBatch): boolean => plannedIn(batch) <= AT_ONCE && batch.rowsRead <= READ_AT_ONCE;

interface Watched {
  signal?: AbortSignal | undefined;
  told?: ((done: number, total: number) => void) | undefined;
  /** Runs the last step; a job's `finish`. */
  finish?: ((last: () => Promise<void>) => Promise<void>) | undefined;
}

/**
 * Makes needs of the rows of a confirmed list, portion by portion, each in a unit of work of its own that is short: others write in
 * between, and see needs arrive. A portion moves the batch's `savedLine` on and saves its rows in one, so that whoever takes the saving up
 * again, after a crash or beside somebody else who does it too, saves nothing twice and leaves nothing out.
 */
@Injectable()
export class ImportSaving {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly imports: ImportRepository,
    private readonly rows: ImportSavingRepository,
    private readonly statements: ImportConfirm,
    private readonly conflicts: ImportConflicts,
    private readonly clearing: ImportClearing,
    private readonly registry: EnterpriseRegistry,
    private readonly ports: NeedPorts,
  ) {}

  /** Saves what is left of a list. Ends at once when the list is not being saved (any more). */
  async run(batchId: string, { signal, told, finish = (last) => this.uow.run(last) }: Watched = {}): Promise<void> {
    const pace = new Pace();
    for (;;) {
      signal?.throwIfAborted();
      const batch = await this.imports.batch(batchId);
      if (batch?.state !== 'saving') return finish(() => Promise.resolve());
      told?.(batch.done, plannedIn(batch));
      const next = await this.rows.next(batchId, batch.savedLine, pace.size);
      if (next.rows === 0) {
        const counts = await this.rows.counts(batchId);
        await this.clearing.file(batchId);
        return finish(() => this.finish(batch, counts));
      }
      await this.portion(batch, next, pace);
      await breathe();
    }
  }

  /** Saves a short list, in the caller's unit of work. */
  async atOnce(batch: ImportBatch): Promise<void> {
    const next = await this.rows.next(batch.id, batch.savedLine, AT_ONCE);
    if (next.rows > 0) await this.portion(batch, next, new Pace());
    await this.clearing.file(batch.id);
    await this.finish(batch, await this.rows.counts(batch.id));
  }

  private portion(batch: ImportBatch, { rows, upTo }: { rows: number; upTo: number }, pace: Pace): Promise<void> {
    const { clock } = this.ports;
    return pace.timed(() =>
      this.uow.run(async () => {
        pace.begin();
        const range = { batchId: batch.id, after: batch.savedLine, upTo };
        if (!(await this.rows.claim(range, batch.done + rows))) return;
        const { nodePath, confirmedById: actorId } = batch;
        await this.save({ ...range, nodePath, actorId, now: clock.now(), today: clock.today() });
      }),
    );
  }

  private async save(portion: Confirmation): Promise<void> {
    await this.rows.alone(portion.nodePath);
    await this.conflicts.passOver(portion);
    await this.nameEnterprises(portion);
    await this.conflicts.hold(portion);
    await this.conflicts.ofChanged(portion);
    await this.statements.insertNeeds(portion);
    await this.conflicts.ofNew(portion);
    await this.statements.updateNeeds(portion);
    await this.statements.insertEntries(portion);
    await this.statements.announce(portion);
  }

  /** Enterprises that nobody knows yet are taken in as unclaimed, so that the rows can stand on them. */
  private async nameEnterprises(range: RowRange): Promise<void> {
    const unknown = await this.rows.unknownEnterprises(range);
    if (unknown.length === 0) return;
    const ids = await this.registry.ensureUnclaimed(
      unknown.map(({ name, creditCode, nodeId, nodePath }) => ({ name, creditCode, nodeId, nodePath })),
    );
    await this.rows.replaceEnterprises(unknown.map((one, i) => ({ ...one, enterpriseId: ids[i] ?? null })));
  }

  /** Everything is through: says what became of the list. In the caller's unit of work. */
  private async finish(batch: ImportBatch, counts: Record<RowKind, number>): Promise<void> {
    const { clock, events } = this.ports;
    const { new: rowsNew, draft: rowsDraft, changed: rowsChanged, unchanged: rowsUnchanged, conflict: rowsConflict } = counts;
    const confirmedAt = clock.now();
    const became = { rowsNew, rowsDraft, rowsChanged, rowsUnchanged, rowsConflict, done: batch.rowsRead };
    if ((await this.imports.moveBatch(batch.id, ['saving'], { ...became, state: 'confirmed', confirmedAt })) === 0) return;
    await this.imports.keepMapping({
      signature: mappingKey(batch.nodeId, batch.signature),
      mapping: correctionsOf(batch.columns),
      userId: batch.userId,
      updatedAt: confirmedAt,
    });
    const { id: batchId, userId, nodePath } = batch;
    await events.record(needsImported, { batchId, userId, nodePath, created: rowsNew + rowsDraft, changed: rowsChanged });
  }
}

/** How many rows a list means to save. */
export const plannedIn = ({ rowsNew, rowsDraft, rowsChanged }: ImportBatch): number => rowsNew + rowsDraft + rowsChanged;
