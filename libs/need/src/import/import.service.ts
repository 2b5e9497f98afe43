import { Injectable } from '@nestjs/common';
import { newId, UnitOfWork, type Paged } from '#platform/db';
import { notFound, Problem, type Principal } from '#platform/http';
import type { ListChoice, SheetChoice } from '#platform/layout';
import { NotATableError } from '#platform/table';
import { isField, type Field } from '../domain/import/fields.js';
import { problems } from '../need.problems.js';
import { NeedPorts } from '../need.ports.js';
import { ImportClearing } from './import.clearing.js';
import type { ImportBatch, ImportLeftOut, ImportRow, ImportSheet, ImportState } from './import.entity.js';
import { readImport, saveImport } from './import.jobs.js';
import type { SameRows } from './import.judging.js';
import { ImportReader } from './import.reader.js';
import { ImportRepository, type RowFilter } from './import.repository.js';
import { ImportSaving } from './import.saving.js';
import { isSavedAtOnce } from './portions.js';
import { ImportScopes, type Importer } from './import.scopes.js';
import { ImportSheetsRepository } from './import.sheets.repository.js';

const SYSTEM = 'system';
/** Somebody confirmed it before. */
const SAVED_STATES: readonly ImportState[] = ['saving', 'confirmed', 'taking_back', 'taken_back'];

/** Lines of an import with the sheets that they stand in. */
export interface OfSheets<T> extends Paged<T> {
  sheets: ImportSheet[];
}

/** What a column says, by its place in the list. */
export interface ColumnField {
  at: number;
  field: string | null;
}

/**
 * Lists of needs from files: staged as they were read, understood through a mapping that people see and correct, and saved when
 * somebody confirms them.
 */
@Injectable()
export class ImportService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly imports: ImportRepository,
    private readonly sheets: ImportSheetsRepository,
    private readonly reader: ImportReader,
    private readonly saving: ImportSaving,
    private readonly clearing: ImportClearing,
    private readonly scopes: ImportScopes,
    private readonly ports: NeedPorts,
  ) {}

  /** Takes an uploaded file in; a job reads it. Only its beginning is looked at before.
   * @param nodeId for which county or city; left out by somebody who has one only
   * @throws Problem `import.not_a_table` */
  async receive(who: Principal, file: string, fileName: string, nodeId?: string, signal?: AbortSignal): Promise<ImportBatch> {
    const batch = this.newBatch(who, await this.scopes.node(who, nodeId), fileName);
    await this.reader.keep(batch.id, file, signal).catch(refuseNoTable);
    await this.uow.run(async () => {
      await this.imports.insertBatch(batch);
      await this.ports.queue.enqueue(readImport, { importId: batch.id });
      await this.trace(who, 'import.received', batch);
    });
    return batch;
  }

  /** Reads a file for the command line, here and now.
   * @throws Problem `import.not_a_table`, `import.mapping` when no column looks like the title */
  async read(file: string, fileName: string): Promise<ImportBatch> {
    const batch = this.newBatch(null, await this.scopes.node(null, undefined), fileName);
    await this.imports.insertBatch(batch);
    try {
      const staged = await this.reader.stage(batch, file, { background: true });
      if (!staged.columns.some((column) => column.field === 'title')) throw problems('import.mapping');
      const patch = await this.reader.understand(staged);
      await this.imports.updateBatch(batch.id, patch);
      return { ...staged, ...patch };
    } catch (error) {
      await this.clearing.everything(batch.id);
      await this.imports.deleteBatch(batch.id);
      return refuseNoTable(error);
    }
  }

  private newBatch(who: Importer, node: { nodeId: string; nodePath: string }, fileName: string): ImportBatch {
    return {
      id: newId(),
      userId: who?.userId ?? SYSTEM,
      ...node,
      fileName: fileName.slice(-120),
      state: 'reading',
      columns: [],
      signature: '',
      rowsRead: 0,
      rowsNew: 0,
      rowsDraft: 0,
      rowsChanged: 0,
      rowsUnchanged: 0,
      rowsWrong: 0,
      rowsDoubtful: 0,
      rowsLeftOut: 0,
      done: 0,
      savedLine: 0,
      rowsConflict: 0,
      confirmedById: null,
      choice: null,
      notices: null,
      failure: null,
      failureEn: null,
      createdAt: this.ports.clock.now(),
      confirmedAt: null,
      takeBackUntil: null,
      takenBackById: null,
      takenBackAt: null,
      takenBackLine: 0,
      rowsTakenBack: 0,
      rowsStay: 0,
    };
  }

  /** Has the list understood again with other fields of its columns, each by its place.
   * @throws Problem `import.mapping` when none is the title */
  async remap(who: Importer, id: string, fields: readonly ColumnField[]): Promise<ImportBatch> {
    const batch = await this.one(who, id);
    const columns = batch.columns.map((column, at) => {
      const said = fields.find((one) => one.at === at);
      return said ? { ...column, field: fieldOf(said.field) } : column;
    });
    if (!columns.some((column) => column.field === 'title')) throw problems('import.mapping');
    return this.uow.run(async () => {
      await this.trace(who, 'import.mapped', batch);
      return this.again(batch, { columns });
    });
  }

  /** Has the file read again: those sheets, with their headers where a person pointed.
   * @throws Problem `import.sheets` when it names none, or one that is not there */
  async choose(who: Importer, id: string, choice: ListChoice): Promise<ImportBatch> {
    const batch = await this.one(who, id);
    const sheets = await this.sheets.sheets(id);
    const known = ({ at, headerLine }: SheetChoice): boolean => {
      const sheet = sheets.find((one) => one.at === at && one.leftOut !== 'empty');
      return sheet !== undefined && (headerLine === undefined || sheet.beginning.some(({ line }) => line === headerLine));
    };
    if (choice.sheets.length === 0 || !choice.sheets.every(known)) throw problems('import.sheets');
    return this.uow.run(async () => {
      await this.trace(who, 'import.sheets_chosen', batch, { sheets: choice.sheets.length });
      return this.again(batch, { choice, columns: [] });
    });
  }

  /** Has the list understood anew by a job, or only what a person said of some of its rows. */
  async again(batch: ImportBatch, change: Partial<ImportBatch> = {}, only?: SameRows): Promise<ImportBatch> {
    const patch = { ...change, state: 'reading' as const, done: 0, savedLine: 0, failure: null, failureEn: null };
    await this.uow.run(async () => {
      await this.claim(batch, patch);
      await this.ports.queue.enqueue(readImport, { importId: batch.id, ...(only ? { only } : {}) });
    });
    return { ...batch, ...patch };
  }

  /** Makes needs of all rows that are not wrong: of a short list at once, of a long one portion by portion in the background, which the
   * command line waits for. Whoever confirms a list that somebody confirmed already gets what became of it.
   * @throws Problem `import.figures_doubtful` while figures are out of proportion and nobody said that they are meant */
  async confirm(who: Importer, id: string, figuresConfirmed = false): Promise<ImportBatch> {
    const batch = await this.one(who, id);
    const begun = await this.uow.run(() => this.begin(who, batch, figuresConfirmed));
    if (begun.state === 'saving' && who === null) await this.saving.run(id);
    return this.one(who, id);
  }

  private async begin(who: Importer, before: ImportBatch, figuresConfirmed: boolean): Promise<ImportBatch> {
    const done = before.savedLine === 0 ? 0 : before.done;
    const until = before.takeBackUntil ?? this.clearing.keptUntil();
    const claim = {
      ...{ state: 'saving' as const, confirmedById: who?.userId ?? null, done, takeBackUntil: until },
      ...{ failure: null, failureEn: null },
    };
    if ((await this.imports.moveBatch(before.id, ['ready'], claim)) === 0) {
      const now = await this.one(who, before.id);
      if (SAVED_STATES.includes(now.state)) return now;
      throw problems('import.state', { state: now.state });
    }
    // Only now nobody else changes it: it may have been read anew since it was looked at.
    const batch = await this.one(who, before.id);
    const { rowsNew, rowsDraft, rowsChanged: changed, rowsDoubtful: doubtful } = batch;
    // What is saved of a list that stopped half way was confirmed before.
    if (doubtful > 0 && !figuresConfirmed && batch.savedLine === 0) throw problems('import.figures_doubtful', { rows: doubtful });
    await this.trace(who, 'import.confirmed', batch, { created: rowsNew + rowsDraft, changed, ...(doubtful > 0 && { doubtful }) });
    if (isSavedAtOnce(batch)) await this.saving.atOnce(batch);
    else await this.ports.queue.enqueue(saveImport, { importId: batch.id });
    return batch;
  }

  private async claim(batch: ImportBatch, patch: Partial<ImportBatch>): Promise<void> {
    await this.uow.run(async () => {
      if ((await this.imports.moveBatch(batch.id, ['ready'], patch)) === 1) return;
      throw problems('import.state', { state: (await this.imports.batch(batch.id))?.state ?? 'unknown' });
    });
  }

  async one(who: Importer, id: string): Promise<ImportBatch> {
    const batch = await this.imports.batch(id);
    if (!batch) throw notFound('import', id);
    this.scopes.require(who, batch.nodePath);
    return batch;
  }

  /** The rows that are wrong hold what the list says of people: taking them along leaves a trace. */
  async wrongRows(who: Principal, id: string): Promise<ImportBatch> {
    const batch = await this.one(who, id);
    await this.trace(who, 'import.wrong_rows_taken', batch, { rows: batch.rowsWrong });
    return batch;
  }

  private trace(who: Importer, action: string, { id, nodePath }: ImportBatch, fields: object = {}): Promise<void> {
    return this.ports.audit.record(who, action, { kind: 'import', id, nodePath }, fields);
  }

  list(who: Principal, cursor: string | undefined, limit: number): Promise<Paged<ImportBatch>> {
    return this.imports.batches(this.scopes.of(who), cursor, limit);
  }

  async rows(who: Importer, id: string, filter: RowFilter, cursor: string | undefined, limit: number): Promise<OfSheets<ImportRow>> {
    await this.one(who, id);
    return { ...(await this.imports.rows(id, filter, cursor, limit)), sheets: await this.sheets.sheets(id) };
  }

  /** Lines that are none of the list, each with its reason. */
  async leftOut(who: Importer, id: string, cursor: string | undefined, limit: number): Promise<OfSheets<ImportLeftOut>> {
    await this.one(who, id);
    return { ...(await this.sheets.leftOut(id, cursor, limit)), sheets: await this.sheets.sheets(id) };
  }

  async sheetsOf(who: Importer, id: string, cursor: string | undefined, limit: number): Promise<Paged<ImportSheet>> {
    await this.one(who, id);
    return this.sheets.page(id, cursor, limit);
  }
}

const refuseNoTable = (error: unknown): never => {
  if (error instanceof NotATableError)
    throw new Problem('import.not_a_table', 422, {
      detail: { zh: `这个文件不是可以读取的表格：${error.zh}`, en: `The file is no table that can be read: ${error.en}` },
      cause: error,
    });
  throw error;
};

/** A word of the person's that no field has leaves the column out. */
const fieldOf = (field: string | null): Field | null => (isField(field) ? field : null);
