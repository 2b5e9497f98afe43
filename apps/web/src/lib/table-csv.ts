/** A cell that a spreadsheet would run as a formula is given as text. */
const cell = (text: string): string => {
  const plain = text.replace(/\s+/g, ' ').trim();
  const safe = /^[=+\-@]/.test(plain) && !/^-?[\d.,]+$/.test(plain) ? `'${plain}` : plain;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const shownText = (node: Element): string =>
  node.querySelector('[role="img"][aria-label]')?.getAttribute('aria-label') ?? ((node as HTMLElement).innerText || node.textContent || '');

/** Saves what a table shows as CSV, with the mark that makes Excel read it as UTF-8. */
export const downloadTable = (table: HTMLTableElement, name: string): void => {
  const keep = [...(table.tHead?.rows[0]?.cells ?? [])].map((heading) => !heading.querySelector('.visually-hidden'));
  downloadRows(
    [...table.rows].map((row) => [...row.cells].filter((_, at) => keep[at]).map((one) => shownText(one).replace(/[↕↑↓]/g, ''))),
    name,
  );
};

/** Saves lines of texts as CSV in the same way. */
export const downloadRows = (rows: readonly (readonly string[])[], name: string): void => {
  const lines = rows.map((row) => row.map(cell).join(','));
  saveAs(new Blob([`\uFEFF${lines.join('\r\n')}\r\n`], { type: 'text/csv' }), `${name}.csv`);
};

/** Saves a file that the page holds. */
export const saveAs = (content: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};
