import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import { withinScope, type Scope } from '#access';
import { EnterpriseReads } from '#enterprise';
import { FieldCipher, Sealing } from '#platform/crypto';
import { anyOf, insertRows, newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { sameText, type Correctable } from '../domain/import/correction.js';
import { problems } from '../need.problems.js';
import { Corrections, REF, rowTarget, type LinePlace } from './corrections.js';
import { ImportAlias, ImportCorrection } from './import-corrections.entity.js';
import { ImportBatch, ImportChunk, ImportEnterprise, ImportRow, type RowKind, type StagedLine } from './import.entity.js';

/** Corrections of lists and the words of offices, sealed: a cell can say anything, the name of a person too. */
@Injectable()
export class ImportCorrections {
  private readonly sealing: {
    correction: Sealing<ImportCorrection>;
    alias: Sealing<ImportAlias>;
    row: Sealing<ImportRow>;
    chunk: Sealing<ImportChunk>;
    batch: Sealing<ImportBatch>;
  };

  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
    private readonly enterprises: EnterpriseReads,
  ) {
    this.sealing = {
      correction: new Sealing(cipher, 'import_correction'),
      alias: new Sealing(cipher, 'import_alias'),
      row: new Sealing(cipher, 'import_row'),
      chunk: new Sealing(cipher, 'import_chunk'),
      batch: new Sealing(cipher, 'import_batch'),
    };
  }

  /** Everything that was said of the cells of a list, and what its office has kept for all its lists. */
  async of({ id, nodeId }: Pick<ImportBatch, 'id' | 'nodeId'>): Promise<Corrections> {
    const corrections = this.sealing.correction.openAll(await this.uow.manager.findBy(ImportCorrection, { batchId: id }));
    const aliases = this.sealing.alias.openAll(await this.uow.manager.findBy(ImportAlias, { nodeId }));
    const ids = [...corrections, ...aliases].flatMap(({ value }) => value.enterpriseId ?? []);
    const enterprises = ids.length === 0 ? [] : await this.enterprises.many(ids);
    return new Corrections(corrections, aliases, new Map(enterprises.map((one) => [one.id, one])));
  }

  /** The list, kept from everybody else to the end of the unit of work. */
  async lock(id: string): Promise<ImportBatch | null> {
    return this.sealing.batch.maybe(await this.uow.forUpdate(ImportBatch, { id }));
  }

  targetOf(field: Correctable, text: string, row: LinePlace | null): string {
    return row ? rowTarget(row) : this.cipher.blindIndex(`import.${field}`, sameText(text));
  }

  /** Puts a correction in the place of the one that the person has seen.
   * @param replaces null when the person saw none
   * @throws Problem `import.correction_stale` when another is there */
  async put(correction: Omit<ImportCorrection, 'id'>, replaces: string | null): Promise<ImportCorrection> {
    const { batchId, field, target } = correction;
    const there = await this.uow.forUpdate(ImportCorrection, { batchId, field, target });
    if ((there?.id ?? null) !== replaces) throw problems('import.correction_stale');
    if (there) await this.uow.manager.delete(ImportCorrection, { id: there.id });
    const row = { id: newId(), ...correction };
    await this.uow.manager.insert(ImportCorrection, this.sealing.correction.seal(row.id, row));
    return row;
  }

  async one(batchId: string, id: string): Promise<ImportCorrection | null> {
    return this.sealing.correction.maybe(await this.uow.manager.findOneBy(ImportCorrection, { batchId, id }));
  }

  async at(batchId: string, field: Correctable, target: string): Promise<ImportCorrection | null> {
    return this.sealing.correction.maybe(await this.uow.manager.findOneBy(ImportCorrection, { batchId, field, target }));
  }

  /** @returns affected rows */
  async remove(id: string): Promise<number> {
    return (await this.uow.manager.delete(ImportCorrection, { id })).affected ?? 0;
  }

  async page(batchId: string, cursor: string | undefined, limit: number): Promise<Paged<ImportCorrection>> {
    const query = this.uow.manager.createQueryBuilder(ImportCorrection, 'one').where('one.batchId = :batchId', { batchId });
    const page = await pageOf(query, { order: [['one.id', 'ASC']], cursor, limit });
    return { ...page, items: this.sealing.correction.openAll(page.items) };
  }

  /** The office's word for a text, in place of an earlier one. */
  async keepAlias(alias: Omit<ImportAlias, 'id' | 'textKey'>): Promise<void> {
    const { nodeId, field, text } = alias;
    const textKey = this.cipher.blindIndex(`import.${field}`, sameText(text));
    await this.uow.manager.delete(ImportAlias, { nodeId, field, textKey });
    const row = { id: newId(), ...alias, textKey };
    await this.uow.manager.insert(ImportAlias, this.sealing.alias.seal(row.id, row));
  }

  async alias(id: string): Promise<ImportAlias | null> {
    return this.sealing.alias.maybe(await this.uow.manager.findOneBy(ImportAlias, { id }));
  }

  async removeAlias(id: string): Promise<number> {
    return (await this.uow.manager.delete(ImportAlias, { id })).affected ?? 0;
  }

  async aliases(scope: Scope, cursor: string | undefined, limit: number): Promise<Paged<ImportAlias>> {
    const query = withinScope(this.uow.manager.createQueryBuilder(ImportAlias, 'alias'), scope, { nodePath: 'alias.nodePath' });
    const page = await pageOf(query, {
      order: [
        ['alias.createdAt', 'DESC'],
        ['alias.id', 'DESC'],
      ],
      cursor,
      limit,
    });
    return { ...page, items: this.sealing.alias.openAll(page.items) };
  }

  async row(batchId: string, line: number): Promise<ImportRow | null> {
    return this.sealing.row.maybe(await this.uow.manager.findOneBy(ImportRow, { batchId, line }));
  }

  countSame(batchId: string, field: Correctable, ref: number): Promise<number> {
    return this.uow.manager.countBy(ImportRow, { batchId, [REF[field]]: ref });
  }

  /** Rows with an equal text behind a line, at most `limit`. */
  async sameRows(batchId: string, field: Correctable, ref: number, limit: number, after = -1): Promise<ImportRow[]> {
    const where = { batchId, [REF[field]]: ref, line: MoreThan(after) };
    return this.sealing.row.openAll(await this.uow.manager.find(ImportRow, { where, order: { line: 'ASC' }, take: limit }));
  }

  /** How many rows of each kind a list has, and how many of them have a figure out of proportion. */
  async counts(batchId: string): Promise<{ kind: RowKind; rows: number; doubtful: number }[]> {
    const found = await this.uow.manager.query<{ kind: RowKind; n: number | string; doubtful: number | string | null }[]>(
      'SELECT kind, COUNT(*) AS n, SUM(doubtful) AS doubtful FROM import_row WHERE batchId = ? GROUP BY kind',
      [batchId],
    );
    return found.map(({ kind, n, doubtful }) => ({ kind, rows: Number(n), doubtful: Number(doubtful) }));
  }

  /** The lines of the file that rows were made of, in the order of the rows. */
  async linesOf(batchId: string, rows: readonly Pick<ImportRow, 'line'>[]): Promise<StagedLine[]> {
    const found = new Map<number, StagedLine>();
    for (const { line } of rows) {
      if (found.has(line)) continue;
      const chunk = await this.uow.manager.findOne(ImportChunk, {
        where: { batchId, firstLine: LessThanOrEqual(line) },
        order: { firstLine: 'DESC' },
      });
      for (const staged of this.sealing.chunk.maybe(chunk)?.rows ?? []) found.set(staged.line, staged);
    }
    return rows.flatMap(({ line }) => found.get(line) ?? []);
  }

  /** Puts rows in the place of what was understood before; enterprises that no row names any more go. */
  async replaceRows(
    batchId: string,
    before: readonly ImportRow[],
    rows: readonly ImportRow[],
    enterprises: ImportEnterprise[],
  ): Promise<void> {
    const { manager } = this.uow;
    await insertRows(manager, ImportEnterprise, enterprises);
    await manager.delete(ImportRow, {
      batchId,
      line: anyOf(
        this.uow,
        rows.map(({ line }) => line),
      ),
    });
    await insertRows(
      manager,
      ImportRow,
      rows.map((row) => this.sealing.row.seal(row.needId, row)),
    );
    const refs = [...new Set(before.flatMap(({ enterpriseRef }) => (enterpriseRef === null ? [] : [enterpriseRef])))];
    if (refs.length === 0) return;
    const query = manager.createQueryBuilder(ImportRow, 'row').select('DISTINCT row.enterpriseRef', 'ref');
    query.where("row.batchId = :batchId AND row.kind <> 'wrong' AND row.enterpriseRef IN (:...refs)", { batchId, refs });
    const used = new Set((await query.getRawMany<{ ref: number }>()).map(({ ref }) => Number(ref)));
    const unused = refs.filter((ref) => !used.has(ref));
    if (unused.length > 0) await manager.delete(ImportEnterprise, { batchId, ref: anyOf(this.uow, unused) });
  }
}
