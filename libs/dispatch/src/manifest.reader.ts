import { withLists, type ListOptions, type ListSheet, type PassedOver, type SheetSeen } from '#platform/layout';
import { NotATableError, type TableRow } from '#platform/table';
import { problems } from './dispatch.problems.js';
import {
  columnsOf,
  headingsOf,
  manifestLists,
  markLostDigits,
  rowOf,
  type ManifestColumn,
  type ManifestColumns,
  type ManifestRow,
  type PersonPlace,
} from './domain/manifest-table.js';

/** A group that travels together is never larger; more is a mistake. */
const MOST_PEOPLE = 2_000;

export interface ReadManifest {
  rows: ManifestRow[];
  /** Lines and sheets that are no people: titles, totals, signatures. */
  passedOver: PassedOver[];
  /** All sheets of the file with their beginnings, for whoever points at another one. */
  sheets: readonly SheetSeen[];
}

/** Reads the people of a manifest. @throws Problem `manifest.not_a_table` */
export const readManifest = async (file: string, options: ListOptions): Promise<ReadManifest> => {
  try {
    return await withLists(file, manifestLists, options, async (lists, passedOver, sheets) => {
      const rows: ManifestRow[] = [];
      for (const list of lists) await takeSheet(rows, list);
      markLostDigits(rows);
      return { rows, passedOver, sheets };
    });
  } catch (error) {
    if (error instanceof NotATableError) throw problems('manifest.not_a_table', { zh: error.zh, en: error.en });
    throw error;
  }
};

const takeSheet = async (rows: ManifestRow[], { name, header, hiddenColumns, portions }: ListSheet): Promise<void> => {
  const columns = columnsOf(header, hiddenColumns);
  if (!columns)
    throw problems('manifest.not_a_table', {
      zh: '找不到“姓名”和“身份证号”两列，请检查表头',
      en: 'there are no columns headed 姓名 (name) and 身份证号 (ID number): look at the header',
    });
  const headings = headingsOf(header, columns);
  for await (const portion of portions) {
    for (const row of portion.rows)
      rows.push(rowOf(columns, row.cells, { sheet: name, line: row.line, headings, ...faultsIn(columns, row) }));
    if (rows.length > MOST_PEOPLE)
      throw problems('manifest.not_a_table', {
        zh: `超过 ${MOST_PEOPLE} 人，请分成几个文件`,
        en: `it names more than ${MOST_PEOPLE} people: split it`,
      });
  }
};

const faultsIn = (columns: ManifestColumns, { faults = [] }: TableRow): Pick<PersonPlace, 'lostDigits' | 'broken'> => {
  const at = (column: number): ManifestColumn | null =>
    (Object.keys(columns) as ManifestColumn[]).find((one) => columns[one]?.includes(column)) ?? null;
  const broken = faults.find(({ column, kind }) => kind !== 'lost_digits' && at(column) !== null);
  return {
    lostDigits: faults.some(({ column, kind }) => kind === 'lost_digits' && at(column) === 'idNumber'),
    broken: broken ? at(broken.column) : null,
  };
};
