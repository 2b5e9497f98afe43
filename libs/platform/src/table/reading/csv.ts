import { createReadStream } from 'node:fs';
import type { TableLimits } from '../limits.js';
import { NotATableError } from '../not-a-table.js';
import type { TableRow } from '../rows.js';
import { CsvRecords, type CsvRecord } from './csv-records.js';
import { FinishedRows } from './finished-rows.js';
import { Meter } from './meter.js';
import type { TableSource } from './source.js';

/** The first line that Excel writes and reads: `sep=;`. */
const SEP_LINE = /^"?sep=(.)"?(\r\n?|\n)/i;
/** Those first that are rarely part of a text. */
const SEPARATORS = ['\t', ';', ','];
/** Where no line has any of them. */
const RARE_SEPARATORS = ['|', '，'];
/** Lines that vote for a separator. */
const VOTERS = 50;

/** Opens a CSV file: UTF-8, GB18030 or UTF-16, separated by comma, semicolon or tab, or as its first line says. */
export const openCsv = async (file: string, head: Buffer, limits: TableLimits): Promise<TableSource> => {
  const encoding = await encodingOf(file, head);
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  const said = SEP_LINE.exec(text);
  const how = { encoding, separator: said?.[1] ?? separatorOf(text), skipped: said?.[0].length ?? 0 };
  const sheet = { name: '', hidden: false, hiddenColumns: [], rows: () => rowsOf(file, how, limits) };
  return { format: 'csv', sheets: [sheet], close: () => undefined };
};

interface How {
  readonly encoding: string;
  readonly separator: string;
  /** Characters of the line that names the separator. */
  readonly skipped: number;
}

async function* rowsOf(file: string, { encoding, separator, skipped }: How, limits: TableLimits): AsyncGenerator<TableRow> {
  const records = new CsvRecords(separator, limits.lineChars, skipped > 0 ? 2 : 1);
  const meter = new Meter(limits);
  const finished = new FinishedRows(meter);
  const rowOf = (record: CsvRecord): TableRow | null => finished.finish(measured(record, meter));
  let skip = skipped;
  for await (const text of decodedFile(file, encoding)) {
    if (text.includes('\0')) throw new NotATableError('不是文本表格或 Excel 文件', 'it is neither text nor a workbook');
    const rest = skip > 0 ? text.slice(skip) : text;
    skip -= text.length - rest.length;
    for (const record of records.push(rest)) {
      const row = rowOf(record);
      if (row) yield row;
    }
  }
  for (const record of records.end()) {
    const row = rowOf(record);
    if (row) yield row;
  }
}

/** Empty cells beyond the last column that is allowed are none. */
const measured = ({ line, cells }: CsvRecord, meter: Meter): TableRow => {
  cells.forEach((cell, column) => {
    if (cell.trim() !== '') meter.cell(line, column, cell);
  });
  return { line, cells: cells.slice(0, meter.limits.columns) };
};

async function* decodedFile(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(file)) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

/** UTF-8 unless some byte of the whole file contradicts it; then GB18030, which Chinese Excel writes. */
const encodingOf = async (file: string, head: Buffer): Promise<string> => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(file)) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
};

/** The one that most lines have most of, the earlier line deciding between two: a title above the table has none. */
const separatorOf = (text: string): string => votedOf(text, SEPARATORS) ?? votedOf(text, RARE_SEPARATORS) ?? ',';

const votedOf = (text: string, separators: readonly string[]): string | undefined => {
  const votes = new Map<string, number>();
  for (const line of text.split(/\r\n?|\n/, VOTERS)) {
    const outside = line.replace(/"[^"]*"/g, '');
    const count = (mark: string): number => outside.split(mark).length - 1;
    const best = separators.reduce((one, mark) => (count(mark) > count(one) ? mark : one));
    if (count(best) > 0) votes.set(best, (votes.get(best) ?? 0) + 1);
  }
  return [...votes].sort(([, one], [, next]) => next - one)[0]?.[0];
};
