import type { NumberFormat, Shower } from '../reading/number-format.js';
import type { CellFault } from '../rows.js';
import { RichText, shownText, type TextPool } from './texts.js';

const PLAIN: NumberFormat = { kind: 'plain', code: 'General' };

export interface ReadCell {
  /** As the cell shows it; null when it refers to a text that is not there. */
  text: string | null;
  fault?: CellFault['kind'];
}

/** Reads the inside of a cell: its formula, its value, or its own text. */
export class CellReader {
  private readonly rich = new RichText();
  private type = 'n';
  private style = 0;
  private value = '';
  private valued = false;
  private calculated = false;
  private inValue = false;

  constructor(
    private readonly formats: readonly NumberFormat[],
    private readonly shower: Shower,
    private readonly shared: TextPool,
  ) {}

  begin(type: string, style: number): void {
    this.type = type;
    this.style = style;
    this.value = '';
    this.valued = false;
    this.calculated = false;
  }

  open(name: string): void {
    if (name === 'f') this.calculated = true;
    if (name === 'v') this.valued = this.inValue = true;
    this.rich.open(name);
  }

  text(text: string): void {
    if (this.inValue) this.value += text;
    else this.rich.text(text);
  }

  close(name: string): void {
    if (name === 'v') this.inValue = false;
    this.rich.close(name);
  }

  end(): ReadCell {
    const own = this.rich.take();
    if (this.type === 'inlineStr') return { text: own };
    // A calculated text may be empty; a calculated number without digits was never calculated.
    if (this.calculated && (!this.valued || (this.value === '' && this.type !== 'str'))) return { text: '', fault: 'uncalculated' };
    if (this.value === '') return { text: '' };
    return this.read(this.value);
  }

  private read(value: string): ReadCell {
    switch (this.type) {
      case 's':
        return { text: this.shared.at(Number(value)) ?? null };
      case 'str':
        return { text: shownText(value) };
      case 'b':
        return { text: value === '1' || value === 'true' ? 'TRUE' : 'FALSE' };
      case 'e':
        return { text: value, fault: 'error' };
      case 'd':
        return { text: value.replace(/T00:00(:00(\.0+)?)?Z?$/, '').replace('T', ' ') };
      default:
        return this.number(value);
    }
  }

  private number(value: string): ReadCell {
    const number = Number(value);
    if (!Number.isFinite(number)) return { text: value };
    const { text, lost } = this.shower.show(number, this.formats[this.style] ?? PLAIN);
    return lost ? { text, fault: 'lost_digits' } : { text };
  }
}
