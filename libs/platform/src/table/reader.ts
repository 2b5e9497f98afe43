import type { Answer, Ask } from './messages.js';
import { NotATableError } from './not-a-table.js';
import { openSource } from './reading/open-source.js';
import type { TableSource } from './reading/source.js';
import type { TableRow } from './rows.js';

/** A portion is short enough to be taken in within a few milliseconds, and to be staged by one statement. */
const PORTION_ROWS = 500;
const PORTION_CHARS = 250_000;

/** Answers what is asked of one file. */
export class Reader {
  private source: TableSource | undefined;
  private readonly runs = new Map<number, AsyncGenerator<TableRow[]>>();

  async answer(ask: Ask): Promise<Answer> {
    try {
      return await this.take(ask);
    } catch (error) {
      if (error instanceof NotATableError) return { kind: 'refused', zh: error.zh, en: error.en };
      return { kind: 'failed', stack: (error as Error).stack ?? String(error) };
    }
  }

  private async take(ask: Ask): Promise<Answer> {
    switch (ask.kind) {
      case 'open': {
        this.source = await openSource(ask.file, ask.limits);
        const sheets = this.source.sheets.map(({ name, hidden, hiddenColumns }) => ({ name, hidden, hiddenColumns }));
        return { kind: 'opened', format: this.source.format, sheets };
      }
      case 'more':
        return { kind: 'rows', rows: await this.more(ask.run, ask.sheet) };
      case 'stop':
        await this.runs.get(ask.run)?.return(undefined);
        this.runs.delete(ask.run);
        return { kind: 'done' };
      case 'close':
        return this.close();
    }
  }

  private async more(run: number, sheet: number): Promise<TableRow[]> {
    const rows = this.runs.get(run) ?? portions(this.source?.sheets[sheet]?.rows() ?? nothing());
    this.runs.set(run, rows);
    const next = await rows.next();
    return next.done ? [] : next.value;
  }

  private async close(): Promise<Answer> {
    for (const rows of this.runs.values()) await rows.return(undefined);
    this.runs.clear();
    this.source?.close();
    this.source = undefined;
    return { kind: 'done' };
  }
}

async function* portions(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow[]> {
  let portion: TableRow[] = [];
  let chars = 0;
  for await (const row of rows) {
    portion.push(row);
    chars += row.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (portion.length < PORTION_ROWS && chars < PORTION_CHARS) continue;
    yield portion;
    portion = [];
    chars = 0;
  }
  if (portion.length > 0) yield portion;
}

async function* nothing(): AsyncGenerator<TableRow> {}
