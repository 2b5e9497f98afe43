import type { TableRow } from '../rows.js';
import { columnOf } from './columns.js';

/** A block of merged cells; 1-based lines, 0-based columns, both ends included. */
export interface Block {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The block that 'B2:D4' names; null when it names none. */
export const blockOf = (range: string): Block | null => {
  const [from = '', to = from] = range.replaceAll('$', '').split(':');
  const [left, right] = [columnOf(from), columnOf(to)];
  const [top, bottom] = [from, to].map((reference) => Number(/\d+$/.exec(reference)?.[0] ?? NaN)) as [number, number];
  return left >= 0 && right >= left && bottom >= top ? { top, bottom, left, right } : null;
};

/** Fills the cells of merged blocks with their value, line by line from above. */
export class Merges {
  private readonly blocks: Block[];
  private next = 0;
  private open: { block: Block; text: string }[] = [];

  /** @param columns cells to the right of it are not filled */
  constructor(
    blocks: readonly Block[],
    private readonly columns: number,
  ) {
    this.blocks = blocks.filter(({ top, bottom, left, right }) => bottom > top || right > left).sort((a, b) => a.top - b.top);
  }

  fill(row: TableRow): TableRow {
    this.begin(row);
    if (this.open.length === 0) return row;
    const [across, down] = [new Set<number>(), new Set<number>()];
    for (const { block, text } of this.open) this.fillOne(row, block, text, across, down);
    return {
      ...row,
      ...(across.size > 0 ? { across: sorted(across) } : {}),
      ...(down.size > 0 ? { down: sorted(down) } : {}),
    };
  }

  /** Blocks that begin in this line take their text from it; one that begins in a line that is left out has none. */
  private begin({ line, cells }: TableRow): void {
    for (let block = this.blocks[this.next]; block && block.top <= line; block = this.blocks[(this.next += 1)]) {
      const text = block.top === line ? (cells[block.left] ?? '') : '';
      if (text !== '') this.open.push({ block, text });
    }
    this.open = this.open.filter(({ block }) => block.bottom >= line);
  }

  private fillOne({ line, cells }: TableRow, { top, left, right }: Block, text: string, across: Set<number>, down: Set<number>): void {
    const last = Math.min(right, this.columns - 1);
    for (let column = left; column <= last; column += 1) {
      if (line === top && column === left) continue;
      cells[column] = text;
      if (column > left) across.add(column);
      if (line > top) down.add(column);
    }
  }
}

const sorted = (columns: Set<number>): number[] => [...columns].sort((a, b) => a - b);
