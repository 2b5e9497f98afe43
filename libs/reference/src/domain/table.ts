/**
 * Rows of one of our own data files: lines of comma-separated cells without quoting, `#` lines are notes, the first other
 * line is the header.
 */
export function readTable(text: string): string[][] {
  const rows: string[][] = [];
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    rows.push(line.split(','));
  }
  rows.shift();
  return rows;
}
