import type { Writable } from 'node:stream';
import type ExcelJS from 'exceljs';

export type StreamedWorkbook = ExcelJS.stream.xlsx.WorkbookWriter;

/**
 * An .xlsx workbook that is written to `to` as its rows come; `commit()` ends it.
 * What writes it is loaded with the first one: reading that takes a quarter of the time in which a process starts.
 */
export const streamWorkbook = async (to: Writable, options: { useStyles?: boolean } = {}): Promise<StreamedWorkbook> => {
  const { default: excel } = await import('exceljs');
  return new excel.stream.xlsx.WorkbookWriter({ stream: to, ...options });
};

/** What waits to be sent to a slow reader before no more is read for them. */
const WAITING_BYTES = 2_097_152;

/** Waits until a slow reader has fetched what waits for them. @returns false when they went away */
export const readerIsThere = async (to: Writable): Promise<boolean> => {
  if (!to.destroyed && to.writableLength > WAITING_BYTES) await roomIn(to);
  return !to.destroyed;
};

const roomIn = (to: Writable): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      to.off('drain', done);
      to.off('close', done);
      resolve();
    };
    to.once('drain', done);
    to.once('close', done);
  });
