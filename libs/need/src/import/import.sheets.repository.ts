import { Injectable } from '@nestjs/common';
import { FieldCipher, Sealing } from '#platform/crypto';
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
  private readonly sealing: {
    batch: Sealing<ImportBatch>;
    chunk: Sealing<ImportChunk>;
    sheet: Sealing<ImportSheet>;
    leftOut: Sealing<ImportLeftOut>;
  };

  constructor(
    private readonly uow: UnitOfWork,
    cipher: FieldCipher,
  ) {
    this.sealing = {
      batch: new Sealing(cipher, 'import_batch'),
      chunk: new Sealing(cipher, 'import_chunk'),
      sheet: new Sealing(cipher, 'import_sheet'),
      leftOut: new Sealing(cipher, 'import_left_out'),
    };
  }

  async sheets(batchId: string): Promise<ImportSheet[]> {
    return this.sealing.sheet.openAll(await this.uow.manager.find(ImportSheet, { where: { batchId }, order: { at: 'ASC' } }));
  }

  async page(batchId: string, cursor: string | undefined, limit: number): Promise<Paged<ImportSheet>> {
    const query = this.uow.manager.createQueryBuilder(ImportSheet, 'sheet').where('sheet.batchId = :batchId', { batchId });
    const page = await pageOf(query, { order: [['sheet.at', 'ASC']], cursor, limit });
    return { ...page, items: this.sealing.sheet.openAll(page.items) };
  }

  async leftOut(batchId: string, cursor: string | undefined, limit: number): Promise<Paged<ImportLeftOut>> {
    const query = this.uow.manager.createQueryBuilder(ImportLeftOut, 'line').where('line.batchId = :batchId', { batchId });
    const page = await pageOf(query, { order: [['line.line', 'ASC']], cursor, limit });
    return { ...page, items: this.sealing.leftOut.openAll(page.items) };
  }

  async insertSheets(sheets: ImportSheet[]): Promise<void> {
    const sealed = sheets.map((sheet) => this.sealing.sheet.seal(sheet.id, sheet));
    await this.uow.run(() => insertRows(this.uow.manager, ImportSheet, sealed));
  }

  async insertPortion({ chunk, leftOut }: Portion, progress: Partial<ImportBatch>): Promise<void> {
    await this.uow.run(async () => {
      if (chunk.rows.length > 0) await this.uow.manager.insert(ImportChunk, this.sealing.chunk.seal(chunk.id, chunk));
      const sealed = leftOut.map((line) => this.sealing.leftOut.seal(line.id, line));
      await insertRows(this.uow.manager, ImportLeftOut, sealed);
      await this.uow.manager.update(ImportBatch, { id: chunk.batchId }, this.sealing.batch.seal(chunk.batchId, progress));
    });
  }
}
