import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultLimits, type TableLimits } from '../limits.js';
import { openTableFile } from '../open-table-file.js';
import type { TableFormat, TableRow } from '../rows.js';

export interface ReadSheet {
  name: string;
  hidden: boolean;
  hiddenColumns: number[];
  rows: TableRow[];
}

/** Everything that is read of a file with this content. @throws NotATableError */
export const readAll = async (
  content: Uint8Array | string,
  limits: Partial<TableLimits> = {},
): Promise<{ format: TableFormat; sheets: ReadSheet[] }> => {
  const folder = mkdtempSync(join(tmpdir(), 'gangqiao-table-'));
  const path = join(folder, 'file');
  writeFileSync(path, content);
  const file = await openTableFile(path, { limits: { ...defaultLimits, ...limits } }).catch((error: unknown) => {
    rmSync(folder, { recursive: true });
    throw error;
  });
  try {
    const sheets: ReadSheet[] = [];
    for (const { name, hidden, hiddenColumns, rows } of file.sheets) {
      const read: TableRow[] = [];
      for await (const portion of rows()) read.push(...portion);
      sheets.push({ name, hidden, hiddenColumns, rows: read });
    }
    return { format: file.format, sheets };
  } finally {
    await file.close();
    rmSync(folder, { recursive: true });
  }
};

/** The texts of the first sheet. */
export const cellsOf = async (content: Uint8Array | string): Promise<string[][]> =>
  (await readAll(content)).sheets[0]?.rows.map(({ cells }) => cells) ?? [];

/** Why a file is refused, in English; 'read' when it is not. */
export const refusalOf = async (content: Uint8Array | string, limits: Partial<TableLimits> = {}): Promise<string> =>
  readAll(content, limits).then(
    () => 'read',
    (error: Error) => error.message,
  );
