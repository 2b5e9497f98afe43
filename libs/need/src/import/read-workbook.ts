import ExcelJS from 'exceljs';
import yauzl from 'yauzl';
import { NotATableError, type Line } from './not-a-table.js';

/** A workbook unpacks to several times its size; beyond this it is not a list of needs but an attack or a mistake. */
const MAX_UNPACKED = 400 * 1_048_576;
const MAX_ENTRIES = 2_000;

/** Lines of the first sheet that has any. @throws NotATableError */
export async function* readWorkbook(file: string): AsyncGenerator<Line> {
  await refuseBombs(file);
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(file, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'cache',
    entries: 'emit',
  });
  let found = false;
  try {
    for await (const sheet of reader) {
      for await (const row of sheet) {
        found = true;
        yield { line: row.number, cells: cellsOf(row) };
      }
      if (found) return;
    }
  } catch (error) {
    throw new NotATableError('Excel 文件已损坏，无法读取', `the Excel file is damaged: ${(error as Error).message}`);
  }
  if (!found) throw new NotATableError('Excel 文件中没有内容', 'the Excel file has no lines');
}

const cellsOf = (row: ExcelJS.Row): string[] => {
  const cells: string[] = [];
  row.eachCell({ includeEmpty: true }, (cell, column) => (cells[column - 1] = textOf(cell.value)));
  return Array.from(cells, (cell) => cell ?? '');
};

const textOf = (value: ExcelJS.CellValue): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('text' in value) return String(value.text);
  if ('result' in value) return textOf(value.result);
  return '';
};

/** Looks at the archive's list of contents before anything is unpacked. @throws NotATableError */
export const refuseBombs = (file: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const damaged = (error: Error | null): void =>
      reject(new NotATableError('不是有效的 Excel（xlsx）文件', `it is no Excel (xlsx) file: ${error?.message ?? ''}`));
    yauzl.open(file, { lazyEntries: true }, (error, archive) => {
      if (error) return damaged(error);
      let [unpacked, entries, isWorkbook] = [0, 0, false];
      archive.on('error', damaged);
      archive.on('entry', (entry: yauzl.Entry) => {
        unpacked += entry.uncompressedSize;
        entries += 1;
        isWorkbook ||= entry.fileName === 'xl/workbook.xml';
        if (unpacked > MAX_UNPACKED || entries > MAX_ENTRIES) {
          archive.close();
          return reject(new NotATableError('Excel 文件解压后过大', 'the Excel file is too large when unpacked'));
        }
        archive.readEntry();
      });
      archive.on('end', () => (isWorkbook ? resolve() : damaged(null)));
      archive.readEntry();
    });
  });
