import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, Transform } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import { TextDecoder } from 'node:util';
import { parse } from 'csv-parse';
import { NotATableError, type Line } from './not-a-table.js';
import { readWorkbook, refuseBombs } from './read-workbook.js';

export type TableFormat = 'csv' | 'xlsx';

export interface OpenTable {
  format: TableFormat;
  header: string[];
  /** The lines in portions; between two portions other work of the process gets its turn. */
  lines: AsyncGenerator<Line[]>;
}

/** Lines that are staged in one transaction. */
const PORTION = 500;
/** Lines after which other work of the process gets its turn. */
export const BREATH = 100;
const MAX_COLUMNS = 200;
const MAX_CELL = 2_000;
const SNIFFED = 65_536;

/** Opens a CSV (UTF-8 or GB18030, with or without BOM, separated by comma, semicolon or tab) or an XLSX file.
 * @throws NotATableError */
export const openTable = async (file: string): Promise<OpenTable> => {
  const head = await firstBytes(file);
  if (head.length === 0) throw new NotATableError('文件是空的', 'it is empty');
  const zipped = head[0] === 0x50 && head[1] === 0x4b;
  const format = zipped ? 'xlsx' : 'csv';
  const lines = zipped ? readWorkbook(file) : readCsv(file, head);
  try {
    return { format, header: await headerOf(lines), lines: portions(lines) };
  } catch (error) {
    await lines.return(undefined);
    throw error;
  }
};

/** Looks at the beginning only: whether it can be a table at all.
 * @throws NotATableError */
export const lookAtTable = async (file: string): Promise<void> => {
  const head = await firstBytes(file);
  if (head[0] === 0x50 && head[1] === 0x4b) return refuseBombs(file);
  const { lines } = await openTable(file);
  const first = await lines.next();
  await lines.return(undefined);
  if (first.done) throw new NotATableError('表头下面没有内容', 'there are no lines below the header');
};

const firstBytes = async (file: string): Promise<Buffer> => {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SNIFFED), 0, SNIFFED, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};

/** The first line that is not empty. */
const headerOf = async (lines: AsyncGenerator<Line>): Promise<string[]> => {
  for (;;) {
    const step = await lines.next();
    if (step.done) throw new NotATableError('文件中没有内容', 'it has no lines');
    const header = step.value.cells.map((cell) => cell.trim());
    if (header.filter(Boolean).length === 0) continue;
    while (header.at(-1) === '') header.pop();
    if (header.length > MAX_COLUMNS) throw new NotATableError(`列数超过 ${MAX_COLUMNS}`, `it has more than ${MAX_COLUMNS} columns`);
    if (header.filter(Boolean).length < 2)
      throw new NotATableError('只有一列，看不出表头', 'it has a single column and no header that could be told');
    return header;
  }
};

async function* portions(lines: AsyncGenerator<Line>): AsyncGenerator<Line[]> {
  let portion: Line[] = [];
  for await (const { line, cells } of lines) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    portion.push({ line, cells: cells.slice(0, MAX_COLUMNS).map((cell) => cell.slice(0, MAX_CELL)) });
    if (portion.length % BREATH === 0) await breathe();
    if (portion.length < PORTION) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}

async function* readCsv(file: string, head: Buffer): AsyncGenerator<Line> {
  const encoding = await encodingOf(file, head);
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  if (text.includes('\u0000')) throw new NotATableError('不是文本表格或 Excel 文件', 'it is neither text nor an Excel file');
  // Whoever stops reading closes the file with it; what goes wrong is thrown where the lines are read.
  const parser = pipeline(
    createReadStream(file),
    decoding(encoding),
    parse({
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: 200_000,
    }),
    () => undefined,
  );
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>)
      yield { line: info.lines, cells: record };
  } catch (error) {
    throw new NotATableError(
      `第 ${(error as { lines?: number }).lines ?? '?'} 行附近的引号或分隔符有误`,
      `quotes or separators are wrong: ${(error as Error).message}`,
    );
  }
}

/** A stream that turns bytes of the encoding into text and drops a BOM. */
const decoding = (encoding: string): Transform => {
  const decoder = new TextDecoder(encoding);
  return new Transform({
    decodeStrings: true,
    readableObjectMode: false,
    transform(chunk: Buffer, _encoding, done) {
      done(null, decoder.decode(chunk, { stream: true }));
    },
    flush(done) {
      done(null, decoder.decode());
    },
  });
};

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

const delimiterOf = (text: string): string => {
  const line =
    text
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .find((one) => one.trim() !== '') ?? '';
  const count = (mark: string): number => line.split(mark).length;
  return ['\t', ';', ','].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',');
};
