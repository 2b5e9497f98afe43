import { SaxesParser, type SaxesTagNS } from 'saxes';
import { damaged, NotATableError } from '../not-a-table.js';

/** Namespaces of a workbook: as all programs write it, and "strict" (ISO/IEC 29500). */
const MAIN = ['http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'http://purl.oclc.org/ooxml/spreadsheetml/main'];
export const RELATIONS = [
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://purl.oclc.org/ooxml/officeDocument/relationships',
];
export const PACKAGE_RELATIONS = ['http://schemas.openxmlformats.org/package/2006/relationships'];

/** Workbooks nest a dozen elements. */
const DEEPEST = 100;

export interface XmlElement {
  readonly name: string;
  /** An attribute without a namespace. */
  attribute(name: string): string | undefined;
  attributeIn(namespaces: readonly string[], name: string): string | undefined;
}

/** A flag of an attribute. */
export const isTrue = (flag: string | undefined): boolean => flag === '1' || flag === 'true' || flag === 'on';

/** Hears of the elements of a vocabulary, by their names without prefix; all other elements do not exist. */
export interface XmlListener {
  open(element: XmlElement): void;
  text?(text: string): void;
  close?(name: string): void;
}

class Element implements XmlElement {
  constructor(private readonly tag: SaxesTagNS) {}

  get name(): string {
    return this.tag.local;
  }

  attribute(name: string): string | undefined {
    return this.tag.attributes[name]?.value;
  }

  attributeIn(namespaces: readonly string[], name: string): string | undefined {
    return Object.values(this.tag.attributes).find(({ local, uri }) => local === name && namespaces.includes(uri))?.value;
  }
}

/** Reads XML as it comes. Nothing of it is expanded, and what it keeps is bounded. */
export class XmlReader {
  private readonly parser = new SaxesParser({ xmlns: true, position: false });
  private depth = 0;
  /** Characters since something was complete: of one text, one tag, one comment. */
  private pending = 0;

  /** @param most characters that one piece may have */
  constructor(
    private readonly listener: XmlListener,
    private readonly most: number,
    private readonly namespaces: readonly string[] = MAIN,
  ) {
    this.parser.on('opentag', (tag) => this.open(tag));
    this.parser.on('closetag', (tag) => this.close(tag));
    this.parser.on('text', (text) => this.text(text));
    this.parser.on('cdata', (text) => this.text(text));
    this.parser.on('doctype', () => {
      throw damaged('a workbook has no DOCTYPE');
    });
  }

  /** @throws NotATableError */
  write(text: string): void {
    this.pending += text.length;
    try {
      this.parser.write(text);
    } catch (error) {
      throw error instanceof NotATableError ? error : damaged(error);
    }
    if (this.pending > this.most) throw damaged('it has a text without an end');
  }

  /** @throws NotATableError */
  end(): void {
    try {
      this.parser.close();
    } catch (error) {
      throw error instanceof NotATableError ? error : damaged(error);
    }
  }

  private open(tag: SaxesTagNS): void {
    this.pending = 0;
    if ((this.depth += 1) > DEEPEST) throw damaged(`its elements nest more than ${DEEPEST} deep`);
    if (this.namespaces.includes(tag.uri)) this.listener.open(new Element(tag));
  }

  private close(tag: SaxesTagNS): void {
    this.pending = 0;
    this.depth -= 1;
    if (this.namespaces.includes(tag.uri)) this.listener.close?.(tag.local);
  }

  private text(text: string): void {
    this.pending = 0;
    this.listener.text?.(text);
  }
}

/** Bytes of a part as text: UTF-8, or UTF-16 with its byte order mark. @throws NotATableError */
export async function* decoded(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  try {
    for await (const chunk of bytes) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder?.decode() ?? '';
  } catch (error) {
    throw error instanceof NotATableError ? error : damaged(error);
  }
}

const encodingOf = (head: Buffer): string =>
  head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';

/** Reads a whole part. @throws NotATableError */
export const readXml = async (
  text: AsyncIterable<string>,
  listener: XmlListener,
  most: number,
  namespaces?: readonly string[],
): Promise<void> => {
  const reader = new XmlReader(listener, most, namespaces);
  for await (const chunk of text) reader.write(chunk);
  reader.end();
};
