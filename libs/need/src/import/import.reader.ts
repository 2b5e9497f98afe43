import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config';
import { newId } from '#platform/db';
import { lookAtSheets, readList, type ListPortion, type SheetSeen } from '#platform/layout';
import { NotATableError, openTableFile, tableLimits, type OpenOptions, type TableFile, type TableRow } from '#platform/table';
import { ListColumns } from './columns-of-list.js';
import { ImportClearing } from './import.clearing.js';
import type { ImportBatch, ImportMapping, ImportSheet } from './import.entity.js';
import { ImportFiles } from './import.files.js';
import { mappingKey } from './import.keys.js';
import { ImportRepository } from './import.repository.js';
import { ImportSheetsRepository } from './import.sheets.repository.js';
import { needLists } from './list-kind.js';
import { noticesOf } from './notices.js';
import { prepareReading } from './reading.js';
import { ImportUnderstanding } from './understanding.js';

/** Characters of a cell that are kept: more says no workplace and no wage. */
const MAX_CELL = 2_000;
const SHOWN_CELL = 60;
const SHOWN_COLUMNS = 30;

/** Hears how far reading is: lines staged, and how many of them are understood. */
export type Told = (done: number, total: number) => void;

/** Reads one list, from the bytes of the file to rows that say what each would become. Begun again it starts from what is safe. */
@Injectable()
export class ImportReader {
  constructor(
    private readonly imports: ImportRepository,
    private readonly sheets: ImportSheetsRepository,
    private readonly files: ImportFiles,
    private readonly clearing: ImportClearing,
    private readonly understanding: ImportUnderstanding,
    private readonly settings: Settings,
  ) {}

  /** Keeps a file that can be a list, to be read later.
   * @throws NotATableError */
  async keep(batchId: string, file: string, signal?: AbortSignal): Promise<void> {
    await this.opened(file, { signal }, async (table) => void refuseNothing(await lookAtSheets(table, needLists)));
    await this.files.keep(batchId, file);
  }

  /** Stages the lines of a file, in place of those that an earlier try has left.
   * @throws NotATableError */
  async stage(batch: ImportBatch, file: string, options: Pick<OpenOptions, 'signal' | 'background'> = {}): Promise<ImportBatch> {
    await prepareReading();
    await this.clearing.lines(batch.id);
    return this.opened(file, options, async (table) => {
      const seen = refuseNothing(await lookAtSheets(table, needLists, batch.choice ?? undefined));
      return new Staging(this.sheets, this.imports, batch, seen).run(options.signal);
    });
  }

  private async opened<T>(file: string, options: OpenOptions, read: (table: TableFile) => Promise<T>): Promise<T> {
    const table = await openTableFile(file, { ...options, limits: tableLimits(this.settings) });
    try {
      return await read(table);
    } finally {
      await table.close();
    }
  }

  /** Understands the staged lines through the columns' fields. Without a title nothing is understood: a person names the column.
   * @returns what the batch is to become once the caller says so */
  async understand(
    batch: ImportBatch,
    { signal, told }: { signal?: AbortSignal | undefined; told?: Told | undefined } = {},
  ): Promise<Partial<ImportBatch>> {
    await this.clearing.rows(batch.id);
    if (!batch.columns.some((column) => column.field === 'title')) return { state: 'ready', ...counted(0, {}), rowsDoubtful: 0 };
    const pass = await this.understanding.begin(batch, await this.sheets.sheets(batch.id));
    let done = 0;
    for (let line = -1; ;) {
      signal?.throwIfAborted();
      const chunk = await this.imports.chunkAfter(batch.id, line);
      if (!chunk) break;
      done += chunk.rows.length;
      await this.understanding.take(pass, chunk.rows, done);
      told?.(done, batch.rowsRead);
      line = chunk.firstLine;
      await breathe();
    }
    return { state: 'ready', ...counted(done, pass.counts), rowsDoubtful: pass.doubtful };
  }
}

/** One reading of a file into the import's tables. */
class Staging {
  private readonly columns = new ListColumns();
  private rowsRead = 0;
  private rowsLeftOut = 0;
  private hiddenRows = 0;
  /** The last line of the import so far. */
  private line = 0;

  constructor(
    private readonly sheets: ImportSheetsRepository,
    private readonly imports: ImportRepository,
    private readonly batch: ImportBatch,
    private readonly seen: readonly SheetSeen[],
  ) {}

  async run(signal: AbortSignal | undefined): Promise<ImportBatch> {
    const { id, choice } = this.batch;
    const sheets: ImportSheet[] = [];
    for (const one of this.seen) {
      const tableAt = one.leftOut === null && one.header ? this.columns.tableOf(one) : null;
      sheets.push(sheetOf(id, one, tableAt, this.line));
      if (tableAt === null) continue;
      const linesBefore = this.line;
      for await (const portion of readList(one, needLists, choice?.withHidden)) {
        signal?.throwIfAborted();
        await this.take(portion, tableAt, linesBefore);
        await breathe();
      }
    }
    await this.sheets.insertSheets(sheets);
    const remembered = await this.remembered(this.columns.signature);
    const staged = {
      columns: this.columns.guess(remembered?.mapping),
      signature: this.columns.signature,
      rowsRead: this.rowsRead,
      rowsLeftOut: this.rowsLeftOut,
      done: 0,
      notices: noticesOf(this.seen, { rows: this.rowsRead, hiddenRows: this.hiddenRows }),
    };
    await this.imports.updateBatch(id, staged);
    return { ...this.batch, ...staged };
  }

  /** What this office last confirmed for such a list; else what was remembered before each office had its own. */
  private async remembered(signature: string): Promise<ImportMapping | null> {
    return (await this.imports.mapping(mappingKey(this.batch.nodeId, signature))) ?? (await this.imports.mapping(signature));
  }

  private async take({ rows, leftOut }: ListPortion, tableAt: number, linesBefore: number): Promise<void> {
    const { id: batchId } = this.batch;
    const lines = rows.map(({ line, cells, faults }) => ({
      line: linesBefore + line,
      cells: cells.map((cell) => cell.slice(0, MAX_CELL)),
      ...(faults?.length ? { faults } : {}),
    }));
    this.columns.see(tableAt, lines);
    this.rowsRead += lines.length;
    this.rowsLeftOut += leftOut.length;
    this.hiddenRows += leftOut.filter(({ reason }) => reason === 'hidden').length;
    this.line = Math.max(this.line, linesBefore + Math.max(rows.at(-1)?.line ?? 0, leftOut.at(-1)?.line ?? 0));
    const portion = {
      chunk: { id: newId(), batchId, firstLine: lines[0]?.line ?? 0, rows: lines },
      leftOut: leftOut.map(({ line, reason, text }) => ({ id: newId(), batchId, line: linesBefore + line, reason, text })),
    };
    await this.sheets.insertPortion(portion, { rowsRead: this.rowsRead, rowsLeftOut: this.rowsLeftOut });
  }
}

/** A line for a person to look at: a merged cell once. */
const shown = ({ line, cells, across = [] }: TableRow): ImportSheet['beginning'][number] => ({
  line,
  cells: cells.slice(0, SHOWN_COLUMNS).map((cell, column) => (across.includes(column) ? '' : cell.slice(0, SHOWN_CELL))),
});

const sheetOf = (
  batchId: string,
  { sheet, at, beginning, header, leftOut }: SheetSeen,
  tableAt: number | null,
  before: number,
): ImportSheet => ({
  id: newId(),
  batchId,
  at,
  name: sheet.name.slice(0, 120),
  hidden: sheet.hidden,
  leftOut,
  headerLines: header?.lines ?? [],
  linesBefore: before,
  tableAt,
  beginning: beginning.map(shown),
});

/** @throws NotATableError when no sheet can be a list, whoever points at it */
const refuseNothing = (seen: SheetSeen[]): SheetSeen[] => {
  const said = seen.filter(({ beginning }) => beginning.length > 0);
  if (said.length === 0) throw new NotATableError('文件中没有内容', 'it has no lines');
  if (said.every(({ header }) => header === null))
    throw new NotATableError('只有一列，看不出表头', 'it has a single column and no header that could be told');
  if (said.every(({ beginning, header }) => header === null || (beginning.at(-1)?.line ?? 0) <= (header.lines.at(-1) ?? 0)))
    throw new NotATableError('表头下面没有内容', 'there are no lines below the header');
  return seen;
};

const counted = (
  done: number,
  counts: Partial<Record<'new' | 'draft' | 'changed' | 'unchanged' | 'wrong', number>>,
): Partial<ImportBatch> => ({
  done,
  rowsNew: counts.new ?? 0,
  rowsDraft: counts.draft ?? 0,
  rowsChanged: counts.changed ?? 0,
  rowsUnchanged: counts.unchanged ?? 0,
  rowsWrong: counts.wrong ?? 0,
});
