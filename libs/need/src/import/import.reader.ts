import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { newId, UnitOfWork } from '#platform/db';
import type { Mapping } from '../domain/import/columns.js';
import type { ImportBatch, ImportColumn } from './import.entity.js';
import { ImportFiles } from './import.files.js';
import { mappingKey } from './import.keys.js';
import { ImportRepository } from './import.repository.js';
import { NotATableError } from './not-a-table.js';
import { openTable, type OpenTable } from './read-table.js';
import { guessFields, prepareReading } from './reading.js';
import { ImportUnderstanding } from './understanding.js';

const SAMPLES = 3;

/** Hears how far reading is: lines staged, and how many of them are understood. */
export type Told = (done: number, total: number) => void;

/** Reads one list, from the bytes of the file to rows that say what each would become. Begun again it starts from what is safe. */
@Injectable()
export class ImportReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly imports: ImportRepository,
    private readonly files: ImportFiles,
    private readonly understanding: ImportUnderstanding,
  ) {}

  /** Stages the lines of a file, in place of those that an earlier try has left.
   * @throws NotATableError */
  async stage(batch: ImportBatch, file: string, signal?: AbortSignal): Promise<ImportBatch> {
    await prepareReading();
    await this.imports.clearChunks(batch.id);
    const table = await openTable(file);
    const signature = signatureOf(table.header);
    const remembered = await this.remembered(batch.nodeId, signature);
    const staged = { ...batch, signature, rowsRead: 0, done: 0 };
    for await (const lines of table.lines) {
      signal?.throwIfAborted();
      if (staged.rowsRead === 0)
        staged.columns = columnsOf(
          table,
          lines.map((line) => line.cells),
          remembered,
        );
      staged.rowsRead += lines.length;
      await this.imports.insertChunk(
        { id: newId(), batchId: batch.id, firstLine: lines[0]?.line ?? 0, rows: lines },
        { rowsRead: staged.rowsRead },
      );
    }
    if (staged.rowsRead === 0) throw new NotATableError('表头下面没有内容', 'there are no lines below the header');
    const { columns, rowsRead, done } = staged;
    await this.uow.run(async () => {
      await this.imports.updateBatch(batch.id, { columns, signature, rowsRead, done });
      await this.files.drop(batch.id);
    });
    return staged;
  }

  /** What this office last confirmed for such a list; else what was remembered before each office had its own. */
  private async remembered(nodeId: string, signature: string): Promise<Record<string, string | null> | undefined> {
    const own = await this.imports.mapping(mappingKey(nodeId, signature));
    return (own ?? (await this.imports.mapping(signature)))?.mapping;
  }

  /** Understands the staged lines through the columns' fields. Without a title nothing is understood: a person names the column.
   * @returns what the batch is to become once the caller says so */
  async understand(
    batch: ImportBatch,
    { signal, told }: { signal?: AbortSignal | undefined; told?: Told | undefined } = {},
  ): Promise<Partial<ImportBatch>> {
    await this.imports.clearRows(batch.id);
    if (!batch.columns.some((column) => column.field === 'title')) return { state: 'ready', ...counted(0, {}) };
    const pass = await this.understanding.begin(batch, mappingOf(batch.columns));
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
    return { state: 'ready', ...counted(done, pass.counts) };
  }
}

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

const columnsOf = ({ header }: OpenTable, rows: string[][], remembered: Record<string, string | null> | undefined): ImportColumn[] => {
  const guessed = remembered ?? guessFields(header, rows);
  return header.map((name, i) => ({ header: name, samples: samplesOf(rows.map((cells) => cells[i] ?? '')), field: guessed[name] ?? null }));
};

const signatureOf = (header: string[]): string => createHash('sha256').update(JSON.stringify(header)).digest('base64url').slice(0, 36);

const samplesOf = (cells: string[]): string[] =>
  [...new Set(cells.map((cell) => cell.trim()).filter(Boolean))].slice(0, SAMPLES).map((cell) => cell.slice(0, 60));

const mappingOf = (columns: ImportColumn[]): Mapping => columns.map((column) => column.field as Mapping[number]);
