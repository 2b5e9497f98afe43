import { BUILT_IN, formatOf, type NumberFormat } from '../reading/number-format.js';
import type { XmlElement, XmlListener } from './xml.js';

/** How the cells of each style show numbers. */
export class Styles implements XmlListener {
  readonly formats: NumberFormat[] = [];
  private readonly codes = new Map<string, string>();
  private inside: string | null = null;

  open(element: XmlElement): void {
    const { name } = element;
    if (name === 'numFmts' || name === 'cellXfs') this.inside = name;
    if (name === 'numFmt' && this.inside === 'numFmts')
      this.codes.set(element.attribute('numFmtId') ?? '', element.attribute('formatCode') ?? '');
    if (name === 'xf' && this.inside === 'cellXfs') {
      const id = element.attribute('numFmtId') ?? '0';
      this.formats.push(formatOf(this.codes.get(id) ?? BUILT_IN[Number(id)]));
    }
  }

  close(name: string): void {
    if (name === this.inside) this.inside = null;
  }
}
