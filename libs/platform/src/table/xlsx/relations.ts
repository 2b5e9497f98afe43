import { posix } from 'node:path';
import type { Archive } from './archive.js';
import { decoded, PACKAGE_RELATIONS, readXml, type XmlElement, type XmlListener } from './xml.js';

/** That a part of a workbook refers to another one. */
export interface Relation {
  readonly id: string;
  /** The last word of its type, which "strict" workbooks share: 'worksheet', 'sharedStrings', … */
  readonly kind: string;
  /** Name of the other part. */
  readonly target: string;
}

class Relations implements XmlListener {
  readonly all: Relation[] = [];

  constructor(private readonly folder: string) {}

  open(element: XmlElement): void {
    if (element.name !== 'Relationship' || element.attribute('TargetMode') === 'External') return;
    const target = element.attribute('Target') ?? '';
    this.all.push({
      id: element.attribute('Id') ?? '',
      kind: element.attribute('Type')?.split('/').at(-1) ?? '',
      target: target.startsWith('/') ? target.slice(1) : posix.join(this.folder, target),
    });
  }
}

/** What a part refers to; the package itself has no name. @throws NotATableError */
export const relationsOf = async (archive: Archive, part: string, most: number): Promise<Relation[]> => {
  const { dir, base } = posix.parse(part);
  const name = posix.join(dir, '_rels', `${base}.rels`);
  const relations = new Relations(dir);
  if (archive.has(name)) await readXml(decoded(archive.bytes(name)), relations, most, PACKAGE_RELATIONS);
  return relations.all;
};
