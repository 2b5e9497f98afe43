import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { EnterpriseRegistry } from '#enterprise';
import { newId, UnitOfWork, type Paged } from '#platform/db';
import { notFound, Problem, type Principal } from '#platform/http';
import { FIELDS, type Mapping } from '../domain/import/columns.js';
import { needsImported } from '../need.events.js';
import { problems } from '../need.problems.js';
import { NeedPorts } from '../need.service.js';
import { ImportConfirm } from './import.confirm.js';
import type { ImportBatch, ImportColumn, ImportRow, RowKind } from './import.entity.js';
import { ImportRepository } from './import.repository.js';
import { ImportScopes, type Importer } from './import.scopes.js';
import { NotATableError } from './not-a-table.js';
import { openTable, type OpenTable } from './read-table.js';
import { guessFields, prepareReading } from './reading.js';
import { ImportUnderstanding } from './understanding.js';

const SAMPLES = 3;
const SYSTEM = 'system';

/**
 * Lists of needs from files: staged as they were read, understood through a mapping that people see and correct, and confirmed
 * by one statement, so that whatever happens all confirmed rows are there or none.
 */
@Injectable()
export class ImportService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly imports: ImportRepository,
    private readonly understanding: ImportUnderstanding,
    private readonly statements: ImportConfirm,
    private readonly registry: EnterpriseRegistry,
    private readonly scopes: ImportScopes,
    private readonly ports: NeedPorts,
  ) {}

  /** Stages a file and says what is understood of it.
   * @param nodeId for which county or city; left out by somebody who has one only
   * @throws Problem `import.not_a_table` */
  async receive(who: Importer, file: string, fileName: string, nodeId?: string): Promise<ImportBatch> {
    const node = await this.scopes.node(who, nodeId);
    await prepareReading();
    const table = await openTable(file).catch(refuseNoTable);
    const signature = signatureOf(table.header);
    const remembered = (await this.imports.mapping(signature))?.mapping;
    const batch: ImportBatch = {
      id: newId(), userId: who?.userId ?? SYSTEM, nodeId: node.nodeId, nodePath: node.nodePath, fileName: fileName.slice(-120), state: 'staging',
      columns: table.header.map((header) => ({ header, samples: [], field: null })), signature, rowsRead: 0, rowsNew: 0, rowsDraft: 0, rowsChanged: 0, rowsUnchanged: 0,
      rowsWrong: 0, done: 0, failure: null, createdAt: this.ports.clock.now(), confirmedAt: null,
    };
    await this.imports.insertBatch(batch);
    try {
      await this.stage(batch, table, remembered);
    } catch (error) {
      await this.imports.deleteBatch(batch.id);
      return refuseNoTable(error);
    }
    return batch.columns.some((column) => column.field === 'title') ? this.understand(batch) : this.waiting(batch);
  }

  private async stage(batch: ImportBatch, table: OpenTable, remembered: Record<string, string | null> | undefined): Promise<void> {
    for await (const lines of table.lines) {
      if (batch.rowsRead === 0) {
        const guessed = remembered ?? guessFields(table.header, lines.map((line) => line.cells));
        batch.columns = table.header.map((header, i) => ({ header, samples: samplesOf(lines.map((line) => line.cells[i] ?? '')), field: guessed[header] ?? null }));
      }
      await this.imports.insertChunk({ id: newId(), batchId: batch.id, firstLine: lines[0]?.line ?? 0, rows: lines });
      batch.rowsRead += lines.length;
    }
    if (batch.rowsRead === 0) throw new NotATableError('表头下面没有内容', 'there are no lines below the header');
    await this.imports.updateBatch(batch.id, { columns: batch.columns, rowsRead: batch.rowsRead });
  }

  /** Without a title nothing is understood: the person names the column. */
  private async waiting(batch: ImportBatch): Promise<ImportBatch> {
    await this.imports.updateBatch(batch.id, { state: 'ready' });
    return { ...batch, state: 'ready' };
  }

  private async understand(batch: ImportBatch): Promise<ImportBatch> {
    await this.imports.clearRows(batch.id);
    const pass = await this.understanding.begin(batch, mappingOf(batch.columns));
    let done = 0;
    for (let line = -1; ; ) {
      const chunk = await this.imports.chunkAfter(batch.id, line);
      if (!chunk) break;
      await this.understanding.take(pass, chunk.rows);
      line = chunk.firstLine;
      done += chunk.rows.length;
      await breathe();
    }
    const { counts } = pass;
    const patch = {
      state: 'ready' as const, done, rowsNew: counts.new, rowsDraft: counts.draft, rowsChanged: counts.changed, rowsUnchanged: counts.unchanged, rowsWrong: counts.wrong,
    };
    await this.imports.updateBatch(batch.id, { ...patch, columns: batch.columns });
    return { ...batch, ...patch };
  }

  /** Understands the list again through a corrected mapping: header → field, or null for a column that is left out. */
  async remap(who: Importer, id: string, mapping: Record<string, string | null>): Promise<ImportBatch> {
    const batch = await this.one(who, id);
    const columns = batch.columns.map((column) => ({ ...column, field: column.header in mapping ? knownField(mapping[column.header]) : column.field }));
    if (!columns.some((column) => column.field === 'title')) throw problems('import.mapping');
    await this.claim(batch, 'staging');
    return this.understand({ ...batch, columns });
  }

  /** Makes needs of all rows that are not wrong, all of them or none.
   * @throws Problem `import.outdated` when the needs changed since the preview: it was made anew, nothing was saved. */
  async confirm(who: Importer, id: string): Promise<ImportBatch> {
    const batch = await this.one(who, id);
    try {
      return await this.uow.run(() => this.save(who, batch));
    } catch (error) {
      if (error instanceof Problem && error.code === 'import.outdated') await this.understand(batch);
      throw error;
    }
  }

  private async save(who: Importer, batch: ImportBatch): Promise<ImportBatch> {
    await this.claim(batch, 'confirming');
    const { clock, events, audit } = this.ports;
    const confirmation = { batchId: batch.id, actorId: who?.userId ?? null, now: clock.now(), today: clock.today() };
    await this.nameEnterprises(batch.id);
    const created = await this.statements.insertNeeds(confirmation);
    const changed = await this.statements.updateNeeds(confirmation);
    if (created !== batch.rowsNew + batch.rowsDraft || changed !== batch.rowsChanged) throw problems('import.outdated');
    await this.statements.insertEntries(confirmation);
    await this.statements.announce(confirmation);
    await this.imports.keepMapping({ signature: batch.signature, mapping: mappingByHeader(batch.columns), userId: batch.userId, updatedAt: confirmation.now });
    await events.record(needsImported, { batchId: batch.id, userId: batch.userId, nodePath: batch.nodePath, created, changed });
    await audit.record(who, 'need.imported', { kind: 'import', id: batch.id, nodePath: batch.nodePath }, { file: batch.fileName, created, changed });
    const done = { state: 'confirmed' as const, confirmedAt: confirmation.now };
    await this.imports.moveBatch(batch.id, ['confirming'], done);
    return { ...batch, ...done };
  }

  /** Enterprises that nobody knows yet are taken in as unclaimed, so that the rows can stand on them. */
  private async nameEnterprises(batchId: string): Promise<void> {
    const named = await this.imports.enterprises(batchId);
    const unknown = named.filter((one) => one.enterpriseId === null);
    if (unknown.length === 0) return;
    const ids = await this.registry.ensureUnclaimed(unknown.map(({ name, creditCode, nodeId, nodePath }) => ({ name, creditCode, nodeId, nodePath })));
    unknown.forEach((one, i) => (one.enterpriseId = ids[i] ?? null));
    await this.imports.replaceEnterprises(batchId, named);
  }

  private async claim(batch: ImportBatch, to: 'staging' | 'confirming'): Promise<void> {
    await this.uow.run(async () => {
      if ((await this.imports.moveBatch(batch.id, ['ready'], { state: to })) === 1) return;
      throw problems('import.state', { state: (await this.imports.batch(batch.id))?.state ?? 'unknown' });
    });
  }

  /** Drops a list in which nobody can name the title's column. @throws Problem `import.mapping` */
  async refuse(batch: ImportBatch): Promise<never> {
    await this.imports.deleteBatch(batch.id);
    throw problems('import.mapping');
  }

  async one(who: Importer, id: string): Promise<ImportBatch> {
    const batch = await this.imports.batch(id);
    if (!batch) throw notFound('import', id);
    this.scopes.require(who, batch.nodePath);
    return batch;
  }

  list(who: Principal, cursor: string | undefined, limit: number): Promise<Paged<ImportBatch>> {
    return this.imports.batches(this.scopes.of(who), cursor, limit);
  }

  async rows(who: Importer, id: string, kind: RowKind | undefined, cursor: string | undefined, limit: number): Promise<Paged<ImportRow>> {
    await this.one(who, id);
    return this.imports.rows(id, kind, cursor, limit);
  }
}

const refuseNoTable = (error: unknown): never => {
  if (error instanceof NotATableError) throw new Problem('import.not_a_table', 422, { detail: { zh: `这个文件不是可以读取的表格：${error.zh}`, en: `The file is no table that can be read: ${error.en}` }, cause: error });
  throw error;
};

const signatureOf = (header: string[]): string => createHash('sha256').update(JSON.stringify(header)).digest('base64url').slice(0, 36);

const samplesOf = (cells: string[]): string[] => [...new Set(cells.map((cell) => cell.trim()).filter(Boolean))].slice(0, SAMPLES).map((cell) => cell.slice(0, 60));

const knownField = (field: string | null | undefined): string | null => (field && (FIELDS as readonly string[]).includes(field) ? field : null);

const mappingByHeader = (columns: ImportColumn[]): Record<string, string | null> => Object.fromEntries(columns.map(({ header, field }) => [header, field]));

const mappingOf = (columns: ImportColumn[]): Mapping => columns.map((column) => column.field as Mapping[number]);
