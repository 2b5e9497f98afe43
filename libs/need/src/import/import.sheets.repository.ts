import { Injectable } from '@nestjs/common';
import { insertRows, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { ImportBatch, ImportChunk, ImportLeftOut, ImportSheet, type StagedLine } from './import.entity.js';

/** Lines of one portion: what belongs to the list, and what was left out. */
export interface Portion {
  chunk: Omit<ImportChunk, 'rows'> & { rows: StagedLine[] };
  leftOut: ImportLeftOut[];
}

/** What was read of a file before anything of it is understood: its sheets, its lines, and the lines that are none of the list. */
@Injectable()
export class ImportSheetsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async sheets(batchId: string): Promise<ImportSheet[]> {
    return this.uow.manager.find(ImportSheet, { where: { batchId }, order: { at: 'ASC' } });
  }

  page(batchId: string, cursor: string | undefined, limit: number): Promise<Paged<ImportSheet>> {
    const query = this.uow.manager.createQueryBuilder(ImportSheet, 'sheet').where('sheet.batchId = :batchId', { batchId });
    return pageOf(query, { order: [['sheet.at', 'ASC']], cursor, limit });
  }

  leftOut(batchId: string, cursor: string | undefined, limit: number): Promise<Paged<ImportLeftOut>> {
    const query = this.uow.manager.createQueryBuilder(ImportLeftOut, 'line').where('line.batchId = :batchId', { batchId });
    return pageOf(query, { order: [['line.line', 'ASC']], cursor, limit });
  }

  async insertSheets(sheets: ImportSheet[]): Promise<void> {
    await this.uow.run(() => insertRows(this.uow.manager, ImportSheet, sheets));
  }

  async insertPortion({ chunk, leftOut }: Portion, progress: Partial<ImportBatch>): Promise<void> {
    await this.uow.run(async () => {
      if (chunk.rows.length > 0) await this.uow.manager.insert(ImportChunk, chunk);
      await insertRows(this.uow.manager, ImportLeftOut, leftOut);
      await this.uow.manager.update(ImportBatch, { id: chunk.batchId }, progress);
    });
  }

  /** Forgets what was read, to read the file again. */
  async clear(batchId: string): Promise<void> {
    await this.uow.run(async () => {
      for (const entity of [ImportChunk, ImportSheet, ImportLeftOut]) await this.uow.manager.delete(entity, { batchId });
    });
  }
}
