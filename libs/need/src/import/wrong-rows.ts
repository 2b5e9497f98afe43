import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { readerIsThere, streamWorkbook } from '#platform/table';
import type { ImportBatch, ImportChunk, ImportRow, ImportSheet } from './import.entity.js';
import { ImportRepository } from './import.repository.js';
import { ImportSheetsRepository } from './import.sheets.repository.js';
import { reasonsText } from './reasons.js';
import { placeIn } from './sheet-lines.js';

const PORTION = 500;
const SHEET = { zh: '工作表', en: 'sheet' };
const REASON: Record<'zh' | 'en', [line: string, reason: string]> = { zh: ['原行号', '问题'], en: ['line', 'what is wrong'] };

/** A wrong line as it was, where it stood, and what is wrong with it. */
interface WrongLine {
  tableAt: number;
  cells: string[];
  where: (string | number)[];
  reasons: string;
}

/** Gives the wrong rows of a list back as they were, each with its reasons, to be put right and imported again. */
@Injectable()
export class WrongRows {
  constructor(
    private readonly imports: ImportRepository,
    private readonly sheets: ImportSheetsRepository,
  ) {}

  /** One sheet for each header that the list has. */
  async writeXlsx(batch: ImportBatch, to: Writable, locale: 'zh' | 'en' = 'zh'): Promise<void> {
    const workbook = await streamWorkbook(to);
    const form = new Form(batch, await this.sheets.sheets(batch.id), locale);
    const sheets = form.headers.map((header, at) => {
      const name = `${locale === 'zh' ? '问题行' : 'wrong rows'}${at > 0 ? ` ${at + 1}` : ''}`;
      const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
      sheet.addRow(header).commit();
      return sheet;
    });
    for await (const { tableAt, cells, where, reasons } of this.lines(batch, form)) {
      sheets[tableAt]?.addRow([...cells, ...where, reasons]).commit();
      if (!(await readerIsThere(to))) return;
    }
    for (const sheet of sheets) sheet.commit();
    await workbook.commit();
  }

  /** UTF-8 with BOM, so that Excel reads it; cells that look like formulas are disarmed. A header for each table that the list has. */
  async writeCsv(batch: ImportBatch, file: string, locale: 'zh' | 'en' = 'zh'): Promise<void> {
    const csv = stringify({ bom: true, escape_formulas: true });
    const out = csv.pipe(createWriteStream(file));
    const form = new Form(batch, await this.sheets.sheets(batch.id), locale);
    let under = -1;
    for await (const { tableAt, cells, where, reasons } of this.lines(batch, form)) {
      if (tableAt !== under) csv.write(form.headers[(under = tableAt)] ?? []);
      csv.write([...cells, ...where.map(String), reasons]);
    }
    csv.end();
    await finished(out);
  }

  private async *lines(batch: ImportBatch, form: Form): AsyncGenerator<WrongLine> {
    let chunk: ImportChunk | null = null;
    for (let after = -1; ;) {
      const rows = await this.imports.wrongRows(batch.id, after, PORTION);
      for (const row of rows) {
        while (!chunk?.rows.some(({ line }) => line === row.line)) {
          chunk = await this.imports.chunkAfter(batch.id, chunk?.firstLine ?? -1);
          if (!chunk) return;
        }
        yield form.line(row, chunk.rows.find(({ line }) => line === row.line)?.cells ?? []);
      }
      if (rows.length < PORTION) return;
      after = rows.at(-1)?.line ?? after;
    }
  }
}

/** How a list's wrong lines are written down. */
class Form {
  readonly headers: string[][];
  private readonly several: boolean;

  constructor(
    batch: ImportBatch,
    private readonly sheets: readonly ImportSheet[],
    private readonly locale: 'zh' | 'en',
  ) {
    this.several = sheets.filter(({ tableAt }) => tableAt !== null).length > 1;
    const tables = Math.max(0, ...batch.columns.map(({ table = 0 }) => table)) + 1;
    this.headers = Array.from({ length: tables }, (_, at) => [
      ...batch.columns.filter(({ table = 0 }) => table === at).map(({ header }) => header),
      ...(this.several ? [SHEET[locale]] : []),
      ...REASON[locale],
    ]);
  }

  line({ line, reasons }: ImportRow, cells: readonly string[]): WrongLine {
    const place = placeIn(this.sheets, line);
    const tableAt = place.sheet?.tableAt ?? 0;
    const width = (this.headers[tableAt]?.length ?? 0) - REASON[this.locale].length - (this.several ? 1 : 0);
    return {
      tableAt,
      cells: Array.from({ length: width }, (_, column) => cells[column] ?? ''),
      where: [...(this.several ? [place.sheet?.name ?? ''] : []), place.line],
      reasons: reasonsText(reasons, this.locale),
    };
  }
}
