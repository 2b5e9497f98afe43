import { damaged } from '../not-a-table.js';

const OPEN = /<(?:[^\s<>/:!?"'=]+:)?sheetData(?:\s[^>]*)?\/?>/;
const CLOSE = /<\/(?:[^\s<>/:]+:)?sheetData\s*>/;
/** Longer than any of both. */
const KEPT = 512;
const LONGEST_HEAD = 2 * 1_048_576;

/** The text of a sheet without its rows: what stands behind them, such as merged cells, is needed before the first one. */
export async function* withoutRows(text: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  let inside: 'head' | 'rows' | 'tail' = 'head';
  for await (const chunk of text) {
    if (inside === 'tail') {
      yield chunk;
      continue;
    }
    held += chunk;
    if (inside === 'head') {
      const found = OPEN.exec(held);
      if (!found && held.length > LONGEST_HEAD) throw damaged('a sheet does not begin');
      if (!found) continue;
      const end = found.index + found[0].length;
      yield held.slice(0, end);
      held = held.slice(end);
      inside = found[0].endsWith('/>') ? 'tail' : 'rows';
    }
    if (inside === 'rows') {
      const end = endOfRows(held);
      held = end < 0 ? held.slice(-KEPT) : held.slice(end);
      if (end >= 0) inside = 'tail';
    }
    if (inside === 'tail') {
      yield held;
      held = '';
    }
  }
  if (inside === 'head') yield held;
}

/** Where the closing tag begins, or -1. The word is looked for first: almost no piece has it. */
const endOfRows = (text: string): number => (text.includes('sheetData') ? text.search(CLOSE) : -1);
