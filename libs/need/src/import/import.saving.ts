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
import { atOnce, inPortions, plannedIn, type Going, type Watched } from './portions.js';

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
  run(batchId: string, watched?: Watched): Promise<void> {
    return inPortions(this.uow, this.going, batchId, watched);
  }

  /** Saves a short list, in the caller's unit of work. */
  atOnce(batch: ImportBatch): Promise<void> {
    return atOnce(this.uow, this.going, batch);
  }

  private readonly going: Going = {
    state: 'saving',
    batch: (id) => this.imports.batch(id),
    reached: ({ savedLine }) => savedLine,
    total: plannedIn,
    next: (batchId, after, size) => this.rows.next(batchId, after, size),
    portion: async (batch, range, { rows, kinds }) => {
      if (!(await this.rows.claim('saving', range, batch.done + rows))) return;
      const { nodePath, confirmedById: actorId, takeBackUntil: keptUntil } = batch;
      const { clock } = this.ports;
      await this.save({ ...range, nodePath, actorId, keptUntil, now: clock.now(), today: clock.today() }, kinds);
    },
    last: async (batch) => {
      const counts = await this.rows.counts(batch.id);
      await this.clearing.file(batch.id);
      return () => this.finish(batch, counts);
    },
  };

  /** Statements about a kind of which there is nothing cost as much as others. */
  private async save(portion: Confirmation, kinds: readonly RowKind[]): Promise<void> {
    const [someNew, someChanged] = [kinds.includes('new') || kinds.includes('draft'), kinds.includes('changed')];
    await this.rows.alone();
    if (someNew) await this.conflicts.passOverNew(portion);
    if (someChanged) await this.conflicts.passOverChanged(portion);
    await this.nameEnterprises(portion);
    if (someChanged) {
      await this.conflicts.hold(portion);
      await this.conflicts.ofChanged(portion);
    }
    if (someNew) {
      await this.statements.insertNeeds(portion);
      await this.conflicts.ofNew(portion);
    }
    if (someChanged) {
      await this.statements.keepBefore(portion);
      await this.statements.updateNeeds(portion);
    }
    if (!someChanged && !kinds.includes('new')) return;
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
    await this.rows.becameEnterprises(unknown.flatMap(({ id }, i) => (ids[i] ? [{ id, enterpriseId: ids[i] }] : [])));
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
