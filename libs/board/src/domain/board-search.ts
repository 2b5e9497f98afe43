import { occupationsMeant } from '#reference';
import type { BoardTable } from './board-table.js';

export interface TitleMask {
  upTo: number;
  mask: Uint8Array;
}

/** Where masks of earlier queries are kept. */
export interface TitleMasks {
  get(query: string): TitleMask | undefined;
  set(query: string, mask: TitleMask): void;
}

/** Which of the board's occupations and titles a query finds: an occupation by its names, a title that contains the words. */
export class BoardSearch {
  constructor(
    private readonly table: BoardTable,
    private readonly titles: TitleMasks = new Map(),
  ) {}

  masks(query: string): { occupations: Uint8Array; titles: Uint8Array } {
    const codes = occupationsMeant(query);
    return {
      occupations: Uint8Array.from(this.table.occupations.texts, (code) => (codes.has(code) ? 1 : 0)),
      titles: this.titlesWith(query),
    };
  }

  /** Titles are only ever added, so a query that came before looks at the new ones only. */
  private titlesWith(query: string): Uint8Array {
    const words = query.normalize('NFKC').toLowerCase().trim();
    const { texts } = this.table.titles;
    const before = this.titles.get(words);
    if (before?.upTo === texts.length) return before.mask;
    const mask = new Uint8Array(texts.length);
    if (before) mask.set(before.mask.subarray(0, before.upTo));
    for (let i = before?.upTo ?? 0; i < texts.length; i += 1) if (texts[i]?.includes(words)) mask[i] = 1;
    this.titles.set(words, { upTo: texts.length, mask });
    return mask;
  }
}
