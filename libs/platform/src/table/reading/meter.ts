import type { TableLimits } from '../limits.js';
import { NotATableError } from '../not-a-table.js';
import type { TableRow } from '../rows.js';
import { lettersOf } from './columns.js';

/** Counts what the rows of a sheet cost, and refuses them when that becomes too much. */
export class Meter {
  private cells = 0;
  private chars = 0;

  constructor(readonly limits: TableLimits) {}

  /** @throws NotATableError when the cell stands too far to the right, is too long or one too many */
  cell(line: number, column: number, text: string): void {
    const { columns, cells, cellChars } = this.limits;
    const where = `${lettersOf(column)}${line}`;
    if (column >= columns)
      throw new NotATableError(
        `单元格 ${where} 有内容，但表格最多 ${columns} 列，请删除多余的列`,
        `cell ${where} has a text, but a table may have ${columns} columns: delete those it does not need`,
      );
    if (text.length > cellChars)
      throw new NotATableError(`单元格 ${where} 超过 ${cellChars} 个字符`, `cell ${where} has more than ${cellChars} characters`);
    if ((this.cells += 1) > cells)
      throw new NotATableError(`内容超过 ${cells} 个单元格，请拆分后上传`, `it has more than ${cells} cells: split it`);
  }

  /** What is handed over, texts that merged cells repeat included.
   * @param count lines of the sheet up to this one
   * @throws NotATableError */
  row({ line, cells }: TableRow, count: number): void {
    const { rows, lineChars } = this.limits;
    if (count > rows) throw new NotATableError(`超过 ${rows} 行，请拆分后上传`, `it has more than ${rows} lines: split it`);
    const length = cells.reduce((sum, cell) => sum + cell.length, 0);
    if (length > lineChars)
      throw new NotATableError(`第 ${line} 行超过 ${lineChars} 个字符`, `line ${line} has more than ${lineChars} characters`);
    if ((this.chars += length) > this.limits.expandedBytes) throw tooLarge(this.limits.expandedBytes);
  }
}

/** @param most bytes, or characters, that are allowed */
export const tooLarge = (most: number): NotATableError => {
  const mib = Math.round(most / 1_048_576);
  return new NotATableError(`展开后超过 ${mib} MB，请拆分后上传`, `it is larger than ${mib} MB when unpacked: split it`);
};
