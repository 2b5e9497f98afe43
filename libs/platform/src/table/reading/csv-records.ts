import { NotATableError } from '../not-a-table.js';

export interface CsvRecord {
  /** 1-based line of the file where it begins. */
  line: number;
  cells: string[];
}

const QUOTE = 34;
const CR = 13;
const LF = 10;

/**
 * Splits text into records as it comes (RFC 4180); empty lines are none. A quote in the middle of a cell belongs to the text, and so
 * do both quotes when more stands behind the second: `12"管`, `"甲"厂`.
 */
export class CsvRecords {
  private ready: CsvRecord[] = [];
  private cells: string[] = [];
  private cell = '';
  /** `closing`: behind a quote that may end a quoted cell. */
  private state: 'start' | 'plain' | 'quoted' | 'closing' = 'start';
  private begunAt: number;
  private quotedAt = 0;
  private chars = 0;
  private afterCr = false;
  private readonly separator: number;

  /** @param mostChars characters of one record
   * @param line number of the first line */
  constructor(
    separator: string,
    private readonly mostChars: number,
    private line = 1,
  ) {
    this.separator = separator.charCodeAt(0);
    this.begunAt = line;
  }

  /** @returns records that are complete with this piece
   * @throws NotATableError */
  push(text: string): CsvRecord[] {
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code !== QUOTE && code !== this.separator && code !== CR && code !== LF && this.state === 'plain') continue;
      from = this.mark(text, from, at, code);
      this.afterCr = code === CR;
    }
    this.keep(text.slice(from));
    return this.taken();
  }

  /** @returns the record that ends with the file
   * @throws NotATableError when a quote is still open */
  end(): CsvRecord[] {
    if (this.state === 'quoted') throw this.unclosed();
    if (this.cells.length > 0 || this.state !== 'start') this.endRecord();
    return this.taken();
  }

  /** Takes one character that may mean something.
   * @returns where the text of the cell goes on */
  private mark(text: string, from: number, at: number, code: number): number {
    if (this.state === 'quoted') return this.insideQuotes(text, from, at, code);
    if (code === QUOTE) return this.quote(from, at);
    if (code === this.separator) {
      this.keep(text.slice(from, at));
      this.endCell();
      return at + 1;
    }
    if (code === CR || code === LF) {
      const second = code === LF && this.afterCr && from === at;
      if (!second) this.endLine(text.slice(from, at));
      return at + 1;
    }
    if (this.state === 'closing') this.cell = `"${this.cell}"`;
    this.state = 'plain';
    return from;
  }

  private insideQuotes(text: string, from: number, at: number, code: number): number {
    if (code === QUOTE) {
      this.keep(text.slice(from, at));
      this.state = 'closing';
      return at + 1;
    }
    if (code === CR || (code === LF && !this.afterCr)) this.line += 1;
    return from;
  }

  private quote(from: number, at: number): number {
    if (this.state === 'plain') return from;
    if (this.state === 'closing') this.keep('"');
    else this.quotedAt = this.line;
    this.state = 'quoted';
    return at + 1;
  }

  private keep(text: string): void {
    this.cell += text;
    this.chars += text.length;
    if (this.chars <= this.mostChars) return;
    if (this.state === 'quoted') throw this.unclosed();
    throw new NotATableError(
      `第 ${this.begunAt} 行超过 ${this.mostChars} 个字符`,
      `line ${this.begunAt} has more than ${this.mostChars} characters`,
    );
  }

  private endCell(): void {
    this.cells.push(this.cell);
    this.cell = '';
    this.chars += 1;
    this.state = 'start';
  }

  private endLine(rest: string): void {
    this.keep(rest);
    if (this.cells.length > 0 || this.cell !== '') this.endRecord();
    this.state = 'start';
    this.line += 1;
    this.begunAt = this.line;
  }

  private endRecord(): void {
    this.endCell();
    this.ready.push({ line: this.begunAt, cells: this.cells });
    this.cells = [];
    this.chars = 0;
  }

  private taken(): CsvRecord[] {
    const ready = this.ready;
    this.ready = [];
    return ready;
  }

  private unclosed(): NotATableError {
    return new NotATableError(
      `第 ${this.quotedAt} 行的引号没有配对：从这里开始的内容无法分列，请补上或删除这个引号`,
      `the quote in line ${this.quotedAt} has no second one, and what follows cannot be split: add or delete it`,
    );
  }
}
