/** Thrown for a file that holds no table we can read; says what was found, in both languages. */
export class NotATableError extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(en);
  }
}

/** One line of a list. `line` is its number in the file. */
export interface Line {
  line: number;
  cells: string[];
}
