import { withLists, type ListOptions, type ListSheet } from '#platform/layout';
import { NotATableError } from '#platform/table';
import { problems } from '../dispatch.problems.js';
import { insuranceColumns, insuranceLists, paidRow, type PaidRow } from '../domain/insurance-table.js';

/** A whole district's month has fewer; more goes in two files. */
const MOST_LINES = 50_000;

/** Reads who paid which months for whom. @throws Problem `insurance.not_a_table` */
export const readPaidMonths = async (file: string, options: ListOptions): Promise<PaidRow[]> => {
  try {
    return await withLists(file, insuranceLists, options, async (lists) => {
      const rows: PaidRow[] = [];
      for (const list of lists) await takeSheet(rows, list);
      return rows;
    });
  } catch (error) {
    if (error instanceof NotATableError) throw problems('insurance.not_a_table', { zh: error.zh, en: error.en });
    throw error;
  }
};

const takeSheet = async (rows: PaidRow[], { name, header, hiddenColumns, portions }: ListSheet): Promise<void> => {
  const columns = insuranceColumns(header, hiddenColumns);
  if (!columns)
    throw problems('insurance.not_a_table', {
      zh: '找不到“身份证号”“单位名称”（或信用代码）和“月份”三列，请检查表头',
      en: 'there are no columns for ID number, employer (name or credit code) and month: look at the header',
    });
  for await (const { rows: lines } of portions) {
    for (const { line, cells } of lines) rows.push(paidRow(columns, cells, { sheet: name, line }));
    if (rows.length > MOST_LINES)
      throw problems('insurance.not_a_table', {
        zh: `超过 ${MOST_LINES} 行，请分成几个文件`,
        en: `it has more than ${MOST_LINES} lines: split it`,
      });
  }
};
