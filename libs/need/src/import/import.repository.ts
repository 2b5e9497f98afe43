import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, LessThanOrEqual, Not } from 'typeorm';
import { withinScope, type Scope } from '#access';
import { FieldCipher, Sealing } from '#platform/crypto';
import { anyOf, insertRows, pageOf, sqlInstant, UnitOfWork, type Paged } from '#platform/db';
import type { Correctable } from '../domain/import/correction.js';
import { NEED_GAPS } from '../domain/need.js';
import { Need } from '../need.entity.js';
import { REF } from './corrections.js';
import { ImportBatch, ImportChunk, ImportEnterprise, ImportMapping, ImportRow, type ImportState, type RowKind } from './import.entity.js';
import { KEPT } from './unsaid.js';

/** What is known of a need that a row of a list may mean. */
const KNOWN = [
  'id',
  'importKey',
  'importHash',
  'state',
  'promised',
  'committed',
  'short',
  'filled',
  'version',
  'enterpriseId',
  'doubts',
  ...KEPT,
] as const;
export type KnownNeed = Pick<Need, (typeof KNOWN)[number]>;
/** Which rows of a list to show. */
export interface RowFilter {
  kind?: RowKind | undefined;
  /** With a figure out of proportion. */
  doubtful?: boolean | undefined;
  gap?: RowGap | undefined;
  /** Rows whose text of a field is the one with this number. */
  same?: { field: Correctable; ref: number } | undefined;
}
/** What a row lacks; `wage`: a text that no amount could be told from. */
export const ROW_GAPS = [...NEED_GAPS, 'wage'] as const;
export type RowGap = (typeof ROW_GAPS)[number];

/** Whom to call, which is kept where the list does not say it. */
const SEALED = ['contactNameSealed', 'contactPhoneSealed'] as const;

@Injectable()
export class ImportRepository {
  private readonly sealing: { batch: Sealing<ImportBatch>; chunk: Sealing<ImportChunk>; row: Sealing<ImportRow>; need: Sealing<Need> };

  constructor(
    private readonly uow: UnitOfWork,
    cipher: FieldCipher,
  ) {
    this.sealing = {
      batch: new Sealing(cipher, 'import_batch'),
      chunk: new Sealing(cipher, 'import_chunk'),
      row: new Sealing(cipher, 'import_row'),
      need: new Sealing(cipher, 'need'),
    };
  }

  async batch(id: string): Promise<ImportBatch | null> {
    return this.sealing.batch.maybe(await this.uow.manager.findOneBy(ImportBatch, { id }));
  }

  async insertBatch(batch: ImportBatch): Promise<void> {
    await this.uow.run(() => this.uow.manager.insert(ImportBatch, this.sealing.batch.seal(batch.id, batch)));
  }

  async updateBatch(id: string, patch: Partial<ImportBatch>): Promise<void> {
    await this.uow.run(() => this.uow.manager.update(ImportBatch, { id }, this.sealing.batch.seal(id, patch)));
  }

  /** Moves the batch on if it still is in one of the states. @returns affected rows. */
  async moveBatch(id: string, from: readonly ImportState[], patch: Partial<ImportBatch>): Promise<number> {
    return (await this.uow.manager.update(ImportBatch, { id, state: In([...from]) }, this.sealing.batch.seal(id, patch))).affected ?? 0;
  }

  async batches(scope: Scope, cursor: string | undefined, limit: number): Promise<Paged<ImportBatch>> {
    const query = withinScope(this.uow.manager.createQueryBuilder(ImportBatch, 'batch'), scope, { nodePath: 'batch.nodePath' });
    const page = await pageOf(query, {
      order: [
        ['batch.createdAt', 'DESC'],
        ['batch.id', 'DESC'],
      ],
      cursor,
      limit,
    });
    return { ...page, items: this.sealing.batch.openAll(page.items) };
  }

  /** The chunk that begins after a line. */
  async chunkAfter(batchId: string, line: number): Promise<ImportChunk | null> {
    const chunk = await this.uow.manager
      .createQueryBuilder(ImportChunk, 'chunk')
      .where('chunk.batchId = :batchId AND chunk.firstLine > :line', { batchId, line })
      .orderBy('chunk.firstLine')
      .limit(1)
      .getOne();
    return this.sealing.chunk.maybe(chunk);
  }

  /** What was understood of some lines, the enterprises that they name for the first time, and how many lines of the list that makes. */
  async stage(batchId: string, enterprises: ImportEnterprise[], rows: ImportRow[], done: number): Promise<void> {
    const sealed = rows.map((row) => this.sealing.row.seal(row.needId, row));
    await this.uow.run(async () => {
      await insertRows(this.uow.manager, ImportEnterprise, enterprises);
      await insertRows(this.uow.manager, ImportRow, sealed);
      await this.uow.manager.update(ImportBatch, { id: batchId }, { done });
    });
  }

  enterprises(batchId: string): Promise<ImportEnterprise[]> {
    return this.uow.manager.find(ImportEnterprise, { where: { batchId }, order: { ref: 'ASC' } });
  }

  async enterprisesNamed(batchId: string, names: string[]): Promise<ImportEnterprise[]> {
    return names.length === 0 ? [] : this.uow.manager.findBy(ImportEnterprise, { batchId, name: anyOf(this.uow, names) });
  }

  /** Which of these numbers of a list are enterprises that are there already. */
  async knownEnterpriseRefs(batchId: string, refs: number[]): Promise<Set<number>> {
    if (refs.length === 0) return new Set();
    const found = await this.uow.manager.find(ImportEnterprise, {
      where: { batchId, ref: anyOf(this.uow, refs), enterpriseId: Not(IsNull()) },
    });
    return new Set(found.map(({ ref }) => ref));
  }

  async knownNeeds(keys: string[]): Promise<KnownNeed[]> {
    const needs = await this.uow.manager
      .createQueryBuilder(Need, 'need')
      .select([...KNOWN, ...SEALED].map((column) => `need.${column}`))
      .where({ importKey: anyOf(this.uow, keys) })
      .getMany();
    return this.sealing.need.openAll(needs);
  }

  async needsById(ids: string[]): Promise<KnownNeed[]> {
    if (ids.length === 0) return [];
    return this.sealing.need.openAll(await this.uow.manager.findBy(Need, { id: anyOf(this.uow, ids) }));
  }

  /** The number of an enterprise that no row of the list has named yet. */
  async nextEnterpriseRef(batchId: string): Promise<number> {
    const query = this.uow.manager.createQueryBuilder(ImportRow, 'row').select('MAX(row.enterpriseRef)', 'last');
    return Number((await query.where('row.batchId = :batchId', { batchId }).getRawOne<{ last: number | null }>())?.last ?? -1) + 1;
  }

  async rows(batchId: string, filter: RowFilter, cursor: string | undefined, limit: number): Promise<Paged<ImportRow>> {
    const query = this.uow.manager.createQueryBuilder(ImportRow, 'row').where('row.batchId = :batchId', { batchId });
    if (filter.kind) query.andWhere('row.kind = :kind', { kind: filter.kind });
    if (filter.doubtful) query.andWhere('row.doubtful = :doubtful', { doubtful: true });
    if (filter.gap === 'wage') query.andWhere('row.wageText IS NOT NULL AND row.wageFromFen IS NULL AND row.wageToFen IS NULL');
    else if (filter.gap) query.andWhere('row.gaps LIKE :gap', { gap: `%"${filter.gap}"%` });
    if (filter.same) query.andWhere(`row.${REF[filter.same.field]} = :ref`, { ref: filter.same.ref });
    const page = await pageOf(query, { order: [['row.line', 'ASC']], cursor, limit });
    return { ...page, items: this.sealing.row.openAll(page.items) };
  }

  /** Rows that were not saved, wrong ones and conflicts, after a line, in order. */
  async wrongRows(batchId: string, after: number, limit: number): Promise<ImportRow[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(ImportRow, 'row')
      .where("row.batchId = :batchId AND row.kind IN ('wrong', 'conflict') AND row.line > :after", { batchId, after })
      .orderBy('row.line')
      .limit(limit)
      .getMany();
    return this.sealing.row.openAll(rows);
  }

  mapping(signature: string): Promise<ImportMapping | null> {
    return this.uow.manager.findOneBy(ImportMapping, { signature });
  }

  async keepMapping(mapping: ImportMapping): Promise<void> {
    await this.uow.manager.upsert(ImportMapping, mapping, ['signature']);
  }

  /** Batches that are done with and can be taken back no more, oldest first. */
  oldBatches(before: Date, now: Date, limit: number): Promise<ImportBatch[]> {
    const done = { createdAt: LessThan(before), state: Not(In(['saving', 'taking_back'])) };
    return this.uow.manager.find(ImportBatch, {
      where: [
        { ...done, takeBackUntil: IsNull() },
        { ...done, takeBackUntil: LessThanOrEqual(now) },
      ],
      order: { createdAt: 'ASC' },
      take: limit,
      select: { id: true },
    });
  }

  /** Parts whose upload broke off before its import was there. */
  async deleteStrayParts(before: Date): Promise<void> {
    await this.uow.manager.query(
      'DELETE FROM import_part WHERE createdAt < ? AND NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.id = import_part.batchId)',
      [sqlInstant(before)],
    );
  }

  async deleteBatch(id: string): Promise<void> {
    await this.uow.run(() => this.uow.manager.delete(ImportBatch, { id }));
  }
}
