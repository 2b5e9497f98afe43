import { NotATableError } from './not-a-table.js';
import { openTableFile, type OpenOptions } from './open-table-file.js';
import type { TableFile, TableFormat, TableRow } from './rows.js';

/** The list of a file: the first visible sheet that has lines. */
export interface Table {
  format: TableFormat;
  /** Its first line. */
  header: string[];
  /** The lines below in portions, to be gone through once. */
  lines: AsyncGenerator<TableRow[]>;
}

/** Reads the list of a file, and closes the file whatever becomes of it.
 * @throws NotATableError, and Problem `table.busy` */
export const withTable = async <T>(path: string, options: OpenOptions, read: (table: Table) => Promise<T>): Promise<T> => {
  const file = await openTableFile(path, options);
  try {
    return await read(await tableOf(file));
  } finally {
    await file.close();
  }
};

/** Looks at the beginning only: whether it can be a table at all.
 * @throws NotATableError, and Problem `table.busy` */
export const lookAtTable = (path: string, options: OpenOptions): Promise<void> =>
  withTable(path, options, async ({ lines }) => {
    const first = await lines.next();
    await lines.return(undefined);
    if (first.done) throw new NotATableError('表头下面没有内容', 'there are no lines below the header');
  });

const tableOf = async ({ format, sheets }: TableFile): Promise<Table> => {
  for (const sheet of sheets.filter(({ hidden }) => !hidden)) {
    const portions = sheet.rows();
    const first = await portions.next();
    if (!first.done) return { format, header: headerOf(first.value), lines: below(first.value, portions) };
  }
  throw new NotATableError('文件中没有内容', 'it has no lines');
};

const headerOf = ([first]: readonly TableRow[]): string[] => {
  const header = (first?.cells ?? []).map((cell) => cell.trim());
  while (header.at(-1) === '') header.pop();
  if (header.filter(Boolean).length < 2)
    throw new NotATableError('只有一列，看不出表头', 'it has a single column and no header that could be told');
  return header;
};

async function* below([, ...first]: readonly TableRow[], portions: AsyncGenerator<TableRow[]>): AsyncGenerator<TableRow[]> {
  if (first.length > 0) yield first;
  yield* portions;
}
