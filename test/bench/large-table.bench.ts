import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { openTableFile, tableLimits } from '#platform/table';
import { seeded } from '../support/vacancy-list.js';
import { benchSettings } from './house.js';
import { measured, type Bench } from './measure.js';

const KIB = 1_024;

/** Most resident memory of a process so far, in MiB. */
const peakOf = (pid: string): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  return Math.round(Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / KIB);
};

const TICKS_A_SECOND = 100;

/** Seconds of a processor that a process had so far: what it takes where others take the rest. */
const processorOf = (pid: string): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
};

/** Processes that this one has started and that are there still. */
const children = (): string[] => readFileSync(`/proc/self/task/${process.pid}/children`, 'latin1').split(' ').filter(Boolean);

/** A made-up workbook: names, places and words that come again and again, numbers, days, phones, and texts of their own. */
const writeWorkbook = async (file: string, rows: number, columns: number): Promise<void> => {
  const random = seeded(1);
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useSharedStrings: true });
  const sheet = workbook.addWorksheet('用工需求');
  sheet.addRow(Array.from({ length: columns }, (_, column) => `列${column + 1}`)).commit();
  for (let row = 0; row < rows; row += 1) {
    const cells = Array.from({ length: columns }, (_, column) => {
      const some = Math.floor(random() * 10_000);
      if (column % 4 === 0) return `潍坊第${some % 500}机械有限公司`;
      if (column % 4 === 1) return some;
      return column % 4 === 2 ? `要求${row}：能吃苦，${some}` : `1385360${String(some).padStart(4, '0')}`;
    });
    sheet.addRow(cells).commit();
  }
  await workbook.commit();
};

/**
 * `-- large-table [--rows N] [--columns N]`: how long a large workbook takes to be read, cell by cell, and what the process that reads it
 * has in memory above what it begins with, after a small one.
 */
export const bench: Bench = {
  about: 'a workbook of 100,000 rows and 20 columns read: seconds, memory of its reader above the process',
  run: async ({ scratch, args, quick }) => {
    const option = (name: string, otherwise: number): number =>
      args.includes(`--${name}`) ? Number(args[args.indexOf(`--${name}`) + 1]) : otherwise;
    const [rows, columns] = [option('rows', quick ? 500 : 100_000), option('columns', 20)];
    const limits = tableLimits(Object.assign(benchSettings(join(scratch, 'data')), { TABLE_ROWS: rows + 10, TABLE_SECONDS: 600 }));
    const [small, large] = [join(scratch, 'small.xlsx'), join(scratch, 'large.xlsx')];
    await writeWorkbook(small, 5, columns);
    await writeWorkbook(large, rows, columns);
    const cellsOf = async (path: string): Promise<number> => {
      const file = await openTableFile(path, { limits });
      let cells = 0;
      for await (const portion of file.sheets[0]?.rows() ?? []) for (const row of portion) cells += row.cells.length;
      await file.close();
      return cells;
    };
    await cellsOf(small);
    const [reader = 'self'] = children();
    const before = { reader: peakOf(reader), processor: processorOf(reader), process: process.memoryUsage().rss / KIB / KIB };
    const { result: cells, seconds, longestStallMs } = await measured(() => cellsOf(large));
    return {
      ...{ rows, columns, cells, seconds, longestStallMs },
      readerProcessorSeconds: Number((processorOf(reader) - before.processor).toFixed(2)),
      readerAboveMb: peakOf(reader) - before.reader,
      readerPeakMb: peakOf(reader),
      processAboveMb: Math.round(Math.max(0, process.memoryUsage().rss / KIB / KIB - before.process)),
    };
  },
};
