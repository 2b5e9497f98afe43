import { occupationsMeant } from '#reference';
import type { Named } from './board-narrowing.js';
import type { BoardTable } from './board-table.js';
import { searchable } from './searchable.js';

export interface TitleMask {
  upTo: number;
  mask: Uint8Array;
}

/** Where masks of earlier queries are kept. */
export interface TitleMasks {
  get(query: string): TitleMask | undefined;
  set(query: string, mask: TitleMask): void;
}

/** Names by the table's numbers, as they are looked for. */
export interface ShownNames {
  enterprises: readonly string[];
  nodes: readonly string[];
}

/** More words than anybody types; the rest of a pasted page is not looked for. */
const MOST_WORDS = 6;
/** One character stands in most names. */
const SHORTEST_NAME = 2;

/**
 * What a query finds on the board: of "寿光 焊工" each word has to be meant by the need, be it as its occupation, in its title, as its
 * employer or as its place.
 */
export class BoardSearch {
  constructor(
    private readonly table: BoardTable,
    private readonly titles: TitleMasks = new Map(),
  ) {}

  words(query: string, { enterprises, nodes }: ShownNames): Named[] {
    const words = searchable(query)
      .split(/[\s,，、;；]+/)
      .filter(Boolean);
    return words.slice(0, MOST_WORDS).map((word) => {
      const codes = occupationsMeant(word);
      return {
        occupations: Uint8Array.from(this.table.occupations.texts, (code) => (codes.has(code) ? 1 : 0)),
        titles: this.titlesWith(word),
        enterprises: maskOf(enterprises, word, this.table.enterprises.size),
        nodes: maskOf(nodes, word, this.table.nodes.size),
      };
    });
  }

  /** Titles are only ever added, so a query that came before looks at the new ones only. */
  private titlesWith(word: string): Uint8Array {
    const { texts } = this.table.titles;
    const before = this.titles.get(word);
    if (before?.upTo === texts.length) return before.mask;
    const mask = new Uint8Array(texts.length);
    if (before) mask.set(before.mask.subarray(0, before.upTo));
    for (let i = before?.upTo ?? 0; i < texts.length; i += 1) if (texts[i]?.includes(word)) mask[i] = 1;
    this.titles.set(word, { upTo: texts.length, mask });
    return mask;
  }
}

const maskOf = (names: readonly string[], word: string, size: number): Uint8Array => {
  const mask = new Uint8Array(size);
  if ([...word].length < SHORTEST_NAME) return mask;
  for (let i = 0; i < size; i += 1) if (names[i]?.includes(word)) mask[i] = 1;
  return mask;
};
