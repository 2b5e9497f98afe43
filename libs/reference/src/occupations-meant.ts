import { ByteCache } from '#platform/cache';
import { occupations } from './tables.js';

/** A fact of the classification, the same whoever asks. */
const meant = new ByteCache<Map<string, number>>({ bytes: 4 * 1_048_576 });

/** Hits weaker than this share of the best are noise: two letters spell something in the middle of many long names. */
const GOOD_SHARE = 0.6;

/** Occupations that a query in Chinese, pinyin or initials means, by code, with how well they fit (0–1). */
export const occupationsMeant = (query: string): Map<string, number> => {
  const key = query.normalize('NFKC').toLowerCase().trim();
  const known = meant.get(key);
  if (known) return known;
  const hits = occupations.search(key, 60);
  const best = hits[0]?.score ?? 1;
  const found = new Map(hits.filter((hit) => hit.score >= best * GOOD_SHARE).map((hit) => [hit.code, hit.score / best]));
  meant.set(key, found);
  return found;
};
