const A = 64;

/** 0-based column of a cell's reference: 0 of 'A7', 16383 of 'XFD2'. -1 when it has no letters. */
export const columnOf = (reference: string): number => {
  let column = 0;
  for (let i = 0; i < reference.length; i += 1) {
    const letter = (reference.charCodeAt(i) & 0x5f) - A;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
};

/** 'A' of 0, 'XFD' of 16383. */
export const lettersOf = (column: number): string =>
  (column >= 26 ? lettersOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(A + 1 + (column % 26));
