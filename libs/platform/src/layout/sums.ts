import type { TableRow } from '#platform/table';
import type { Own } from './texts.js';

/** With blanks around it. */
const LONGEST = 40;
const DIGIT = /^\s*\d/;
const NUMBER = /^\d{1,9}(?:\.\d{1,2})?$/;

/** Adds the numbers of each column up, so that a line that says nothing but the sums is known as one. */
export class LineSums {
  private sums: number[] = [];
  private lines = 0;

  begin(): void {
    this.sums = [];
    this.lines = 0;
  }

  add({ cells }: TableRow): void {
    this.lines += 1;
    for (const [column, cell] of cells.entries()) {
      // Most cells are words, and a number is short.
      if (cell === '' || cell.length > LONGEST || !DIGIT.test(cell)) continue;
      const text = cell.trim();
      if (NUMBER.test(text)) this.sums[column] = (this.sums[column] ?? 0) + Number(text);
    }
  }

  /** Whether the line has numbers only, and each is the sum of its column. */
  areIn(own: readonly Own[]): boolean {
    if (this.lines < 2) return false;
    return (
      own.length > 0 && own.every(({ column, text }) => NUMBER.test(text) && Math.abs((this.sums[column] ?? -1) - Number(text)) < 0.005)
    );
  }
}
