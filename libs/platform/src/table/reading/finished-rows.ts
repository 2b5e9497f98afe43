import type { TableRow } from '../rows.js';
import { Merges, type Block } from './merges.js';
import type { Meter } from './meter.js';

/** The rows of one sheet on their way out: empty ones are left out, all are counted, merged cells are filled. */
export class FinishedRows {
  private readonly merges: Merges;
  private count = 0;

  constructor(
    private readonly meter: Meter,
    blocks: readonly Block[] = [],
  ) {
    this.merges = new Merges(blocks, meter.limits.columns);
  }

  /** @returns null for a row without a text of its own
   * @throws NotATableError when it is one too many, or too long */
  finish(row: TableRow): TableRow | null {
    if (!row.faults && row.cells.every((cell) => cell.trim() === '')) return null;
    const filled = this.merges.fill(row);
    const finished = { ...filled, cells: Array.from(filled.cells, (cell) => cell ?? '') };
    this.count += 1;
    this.meter.row(finished, this.count);
    return finished;
  }
}
