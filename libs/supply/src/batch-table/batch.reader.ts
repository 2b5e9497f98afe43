import { withLists, type ListOptions, type ListSheet, type PassedOver } from '#platform/layout';
import { NotATableError, type TableRow } from '#platform/table';
import { batchColumnsOf, batchLists, batchRowOf, type BatchColumns, type BatchRow } from '../domain/batch-table.js';
import { problems } from '../supply.problems.js';

/** A station has some dozens of batches; more is another list. */
const MOST_BATCHES = 500;

export interface ReadBatches {
  rows: BatchRow[];
  passedOver: PassedOver[];
}

/** Reads the batches of a list. @throws Problem `batch.not_a_table` */
export const readBatches = async (file: string, today: string, options: ListOptions): Promise<ReadBatches> => {
  try {
    return await withLists(file, batchLists, options, async (lists, passedOver) => {
      const rows: BatchRow[] = [];
      for (const list of lists) await takeSheet(rows, list, today);
      return { rows, passedOver };
    });
  } catch (error) {
    if (error instanceof NotATableError) throw problems('batch.not_a_table', { zh: error.zh, en: error.en });
    throw error;
  }
};

const takeSheet = async (rows: BatchRow[], { name, header, hiddenColumns, portions }: ListSheet, today: string): Promise<void> => {
  const columns = batchColumnsOf(header, hiddenColumns);
  if (!columns)
    throw problems('batch.not_a_table', {
      zh: '找不到“职业”和“人数”两列，请检查表头',
      en: 'there are no columns headed 职业 (occupation) and 人数 (people): look at the header',
    });
  for await (const portion of portions) {
    for (const row of portion.rows)
      rows.push(withCells(columns, row, batchRowOf(columns, row.cells, { sheet: name, line: row.line }, today)));
    if (rows.length > MOST_BATCHES)
      throw problems('batch.not_a_table', {
        zh: `超过 ${MOST_BATCHES} 个批次，请分成几个文件`,
        en: `it has more than ${MOST_BATCHES} batches: split it`,
      });
  }
};

/** A cell that shows an error says nothing of what was meant. */
const withCells = (columns: BatchColumns, { faults = [] }: TableRow, row: BatchRow): BatchRow => {
  const broken = faults.some(({ column }) => Object.values(columns).some((places) => places.includes(column)));
  return broken ? { ...row, faults: ['cell', ...row.faults] } : row;
};
