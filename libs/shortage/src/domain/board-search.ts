import { occupations } from '#reference';
import type { BoardTable } from './board-table.js';
import { Memo } from './memo.js';

/** What of the dictionary of occupations a query means; a fact of the classification, the same whatever is on the board. */
const meant = new Memo<Map<string, number>>(500);

/** Hits weaker than this share of the best are noise: two letters spell something in the middle of many long names. */
const GOOD_SHARE = 0.6;

/** Occupations that a query in Chinese, pinyin or initials means, with how well they fit (0–1). */
export const occupationsMeant = (query: string): Map<string, number> => {
  const key = query.normalize('NFKC').toLowerCase().trim();
  const known = meant.get(key);
  if (known) return known;
  const hits = occupations.search(key, 60);
  const best = hits[0]?.score ?? 1;
  return meant.set(key, new Map(hits.filter((hit) => hit.score >= best * GOOD_SHARE).map((hit) => [hit.code, hit.score / best])));
};

/** Which of the board's occupations and titles a query finds: an occupation by its names, a title that contains the words. */
export class BoardSearch {
  private readonly titles = new Memo<{ upTo: number; mask: Uint8Array }>(200);

  constructor(private readonly table: BoardTable) {}

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
    return this.titles.set(words, { upTo: texts.length, mask }).mask;
  }
}
