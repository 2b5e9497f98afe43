import { damaged, NotATableError } from '../not-a-table.js';
import type { XmlElement, XmlListener } from './xml.js';

/** `_x000D_` and the like: characters that XML cannot hold, and the underscore that begins one (ECMA-376 part 1, 22.9.2.19). */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;
const UNSEEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFEFF]/g;

/** A text as the cell shows it. */
export const shownText = (text: string): string =>
  (text.includes('_x') ? unescaped(text) : text).replace(/\r\n?/g, '\n').replace(UNSEEN, '');

/** Half a character that is written so becomes U+FFFD. */
const unescaped = (text: string): string =>
  Buffer.from(text.replace(ESCAPED, (_, code: string) => String.fromCharCode(parseInt(code, 16)))).toString();

/** Many texts in little room: a workbook may share millions. */
export class TextPool {
  private bytes = Buffer.alloc(65_536);
  private ends = new Uint32Array(1_024);
  private count = 0;

  add(text: string): void {
    const start = this.count === 0 ? 0 : (this.ends[this.count - 1] ?? 0);
    const needed = start + Buffer.byteLength(text);
    if (needed > this.bytes.length) this.bytes = Buffer.concat([this.bytes], Math.max(needed, this.bytes.length * 2));
    if (this.count === this.ends.length) this.ends = Uint32Array.from({ length: this.count * 2 }, (_, i) => this.ends[i] ?? 0);
    this.bytes.write(text, start);
    this.ends[this.count] = needed;
    this.count += 1;
  }

  get length(): number {
    return this.count;
  }

  /** undefined when there is none of that number. */
  at(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) return undefined;
    return this.bytes.toString('utf8', index === 0 ? 0 : this.ends[index - 1], this.ends[index]);
  }
}

/** Gathers the text of `si` and `is`: the parts of a rich text joined, without the phonetic guide. */
export class RichText {
  private parts = '';
  private taking = false;
  private phonetic = 0;

  open(name: string): void {
    if (name === 'rPh') this.phonetic += 1;
    this.taking = name === 't' && this.phonetic === 0;
  }

  text(text: string): void {
    if (this.taking) this.parts += text;
  }

  close(name: string): void {
    if (name === 'rPh') this.phonetic -= 1;
    if (name === 't') this.taking = false;
  }

  take(): string {
    const text = shownText(this.parts);
    this.parts = '';
    return text;
  }
}

/** The texts that the cells of a workbook share. */
export class SharedTexts implements XmlListener {
  readonly pool = new TextPool();
  private readonly rich = new RichText();

  constructor(
    private readonly most: number,
    private readonly mostChars: number,
  ) {}

  open({ name }: XmlElement): void {
    this.rich.open(name);
  }

  text(text: string): void {
    this.rich.text(text);
  }

  close(name: string): void {
    this.rich.close(name);
    if (name !== 'si') return;
    const text = this.rich.take();
    if (text.length > this.mostChars) throw damaged(`a text has ${text.length} characters`);
    if (this.pool.length >= this.most)
      throw new NotATableError(`文字超过 ${this.most} 条，请拆分后上传`, `it has more than ${this.most} texts: split it`);
    this.pool.add(text);
  }
}
