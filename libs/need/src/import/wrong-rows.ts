import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import ExcelJS from 'exceljs';
import type { ImportBatch } from './import.entity.js';
import { ImportRepository } from './import.repository.js';
import { reasonsText } from './reasons.js';

const PORTION = 500;
const REASON: Record<'zh' | 'en', [line: string, reason: string]> = { zh: ['原行号', '问题'], en: ['line', 'what is wrong'] };

/** Gives the wrong rows of a list back as they were, each with its reasons, to be put right and imported again. */
@Injectable()
export class WrongRows {
  constructor(private readonly imports: ImportRepository) {}

  async writeXlsx(batch: ImportBatch, to: Writable, locale: 'zh' | 'en' = 'zh'): Promise<void> {
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: to });
    const sheet = workbook.addWorksheet(locale === 'zh' ? '问题行' : 'wrong rows', { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.addRow([...batch.columns.map((column) => column.header), ...REASON[locale]]).commit();
    for await (const { cells, line, reasons } of this.rows(batch, locale)) sheet.addRow([...cells, line, reasons]).commit();
    sheet.commit();
    await workbook.commit();
  }

  /** UTF-8 with BOM, so that Excel reads it; cells that look like formulas are disarmed. */
  async writeCsv(batch: ImportBatch, file: string, locale: 'zh' | 'en' = 'zh'): Promise<void> {
    const csv = stringify({ bom: true, escape_formulas: true });
    const out = csv.pipe(createWriteStream(file));
    csv.write([...batch.columns.map((column) => column.header), ...REASON[locale]]);
    for await (const { cells, line, reasons } of this.rows(batch, locale)) csv.write([...cells, String(line), reasons]);
    csv.end();
    await finished(out);
  }

  private async *rows(batch: ImportBatch, locale: 'zh' | 'en'): AsyncGenerator<{ line: number; cells: string[]; reasons: string }> {
    const width = batch.columns.length;
    let chunk = new Map<number, string[]>();
    let upTo = -1;
    for (let after = -1; ;) {
      const rows = await this.imports.wrongRows(batch.id, after, PORTION);
      for (const row of rows) {
        while (row.line > upTo && !chunk.has(row.line)) {
          const next = await this.imports.chunkAfter(batch.id, upTo < 0 ? -1 : (chunk.keys().next().value ?? -1));
          if (!next) break;
          chunk = new Map(next.rows.map((line) => [line.line, line.cells]));
          upTo = next.rows.at(-1)?.line ?? upTo;
        }
        const cells = chunk.get(row.line) ?? [];
        yield { line: row.line, cells: Array.from({ length: width }, (_, i) => cells[i] ?? ''), reasons: reasonsText(row.reasons, locale) };
      }
      if (rows.length < PORTION) return;
      after = rows.at(-1)?.line ?? after;
    }
  }
}
