import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { KEPT_AS_ALIAS, type Correctable, type CorrectedValue } from '../domain/import/correction.js';
import { problems } from '../need.problems.js';
import { NeedPorts } from '../need.ports.js';
import { REF } from './corrections.js';
import { ImportCorrections } from './import.corrections.js';
import type { ImportAlias, ImportCorrection } from './import-corrections.entity.js';
import type { ImportBatch, ImportRow, ImportSheet } from './import.entity.js';
import { ImportJudging } from './import.judging.js';
import { ImportScopes } from './import.scopes.js';
import { ImportService } from './import.service.js';
import { ImportViews } from './import.views.js';
import { badValue, CorrectionPicks } from './correction-picks.js';

/** What somebody says of a cell. */
export interface Correcting {
  field: Correctable;
  /** The row by its number in the list. */
  row: number;
  /** Of every row with the same text. */
  all: boolean;
  value: CorrectedValue;
  /** The correction that it takes the place of; null when the person saw none. */
  replaces: string | null;
  /** The office keeps it for its next lists. */
  keep: boolean;
}

/** Rows that are judged anew while the person waits; more of them are left to the job that reads lists. */
const AT_ONCE = 300;

/** Correcting what was understood of a list, before it is saved: for one row, or for all with the same text. */
@Injectable()
export class ImportCorrecting {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly corrections: ImportCorrections,
    private readonly views: ImportViews,
    private readonly judging: ImportJudging,
    private readonly imports: ImportService,
    private readonly scopes: ImportScopes,
    private readonly picks: CorrectionPicks,
    private readonly ports: NeedPorts,
  ) {}

  /** @throws Problem `import.correction_stale` when somebody else corrected the same meanwhile, `import.state`,
   * `import.correction_value` */
  async correct(who: Principal, id: string, said: Correcting): Promise<ImportBatch> {
    await this.imports.one(who, id);
    return this.uow.run(async () => {
      const batch = await this.ready(id);
      const { row, text, place, sheets } = await this.views.cell(batch, said.row, said.field);
      const { field, all } = said;
      const value = await this.picks.allowed(batch, field, said.value);
      const word = { field, text, value, userId: who.userId, createdAt: this.ports.clock.now() };
      const target = this.corrections.targetOf(field, text, all ? null : place);
      await this.corrections.put({ batchId: id, target, line: row.line, ...word }, said.replaces);
      if (said.keep) {
        if (!KEPT_AS_ALIAS.includes(field) || text === '') throw badValue(field);
        await this.corrections.keepAlias({ nodeId: batch.nodeId, nodePath: batch.nodePath, ...word });
      }
      const { judged, rows } = await this.judge(batch, sheets, field, row, all);
      await this.trace(who, 'import.value_corrected', batch, { field, rows, kept: said.keep });
      return judged;
    });
  }

  /** The list says again what it said. @throws Problem when it was taken back already */
  async takeBack(who: Principal, id: string, correctionId: string): Promise<ImportBatch> {
    await this.imports.one(who, id);
    return this.uow.run(async () => {
      const batch = await this.ready(id);
      const correction = await this.corrections.one(id, correctionId);
      if (!correction || (await this.corrections.remove(correctionId)) !== 1) throw notFound('correction', correctionId);
      const { field, target } = correction;
      const cell = await this.views.cellNow(batch, correction);
      const ofRow = target.startsWith('row ');
      // A row of a sheet that is not read now says nothing; where a text stands now only reading all of them tells.
      const { judged, rows } = cell
        ? await this.judge(batch, cell.sheets, field, cell.row, !ofRow)
        : { judged: ofRow ? batch : await this.imports.again(batch), rows: 0 };
      await this.trace(who, 'import.correction_taken_back', batch, { field, rows });
      return judged;
    });
  }

  async list(who: Principal, id: string, cursor: string | undefined, limit: number): Promise<Paged<ImportCorrection>> {
    await this.imports.one(who, id);
    return this.corrections.page(id, cursor, limit);
  }

  aliases(who: Principal, cursor: string | undefined, limit: number): Promise<Paged<ImportAlias>> {
    return this.corrections.aliases(this.scopes.of(who), cursor, limit);
  }

  /** Lists that were read with it stay as they are until they are read again. */
  async removeAlias(who: Principal, id: string): Promise<void> {
    await this.uow.run(async () => {
      const alias = await this.corrections.alias(id);
      if (!alias) throw notFound('import-alias', id);
      this.scopes.require(who, alias.nodePath);
      if ((await this.corrections.removeAlias(id)) !== 1) throw notFound('import-alias', id);
      const object = { kind: 'org_node', id: alias.nodeId, nodePath: alias.nodePath };
      await this.ports.audit.record(who, 'import.alias_removed', object, { field: alias.field });
    });
  }

  private async ready(id: string): Promise<ImportBatch> {
    const batch = await this.corrections.lock(id);
    if (batch?.state !== 'ready') throw problems('import.state', { state: batch?.state ?? 'unknown' });
    return batch;
  }

  private async judge(
    batch: ImportBatch,
    sheets: ImportSheet[],
    field: Correctable,
    row: ImportRow,
    all: boolean,
  ): Promise<{ judged: ImportBatch; rows: number }> {
    const ref = row[REF[field]];
    // Rows that an earlier release has read are not numbered yet.
    const count = !all || ref === null ? 1 : await this.corrections.countSame(batch.id, field, ref);
    if (ref === null && all) return { judged: await this.imports.again(batch), rows: 0 };
    if (ref !== null && count > AT_ONCE) return { judged: await this.imports.again(batch, {}, { field, ref }), rows: count };
    const before = all && ref !== null ? await this.corrections.sameRows(batch.id, field, ref, AT_ONCE) : [row];
    const { patch, rows } = await this.judging.few(batch, sheets, before);
    await this.views.count(batch.id, patch);
    return { judged: { ...batch, ...patch }, rows };
  }

  private trace(who: Principal, action: string, { id, nodePath }: ImportBatch, fields: object): Promise<void> {
    return this.ports.audit.record(who, action, { kind: 'import', id, nodePath }, fields);
  }
}
