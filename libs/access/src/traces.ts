/** A thing in both languages. */
export type Words = readonly [zh: string, en: string];

/** How a library's traces read: what can be done, to which kinds of objects, and the fields and codes that an entry may hold. */
export interface TraceWords {
  actions?: Record<string, Words>;
  kinds?: Record<string, Words>;
  fields?: Record<string, Words>;
  values?: Record<string, Words>;
}

const SORTS = ['actions', 'kinds', 'fields', 'values'] as const;
export type WordSort = (typeof SORTS)[number];

const known: Record<WordSort, Map<string, Words>> = { actions: new Map(), kinds: new Map(), fields: new Map(), values: new Map() };

/** Adds a library's words, once where its module is declared. Fields and values may be shared when they say the same.
 * @throws Error for a code that another library has other words for */
export const defineTraces = (words: TraceWords): void => {
  for (const sort of SORTS) {
    for (const [code, said] of Object.entries(words[sort] ?? {})) {
      const before = known[sort].get(code);
      if (before && before.join() !== said.join()) throw new Error(`the trail has two sets of words for ${sort} ${code}`);
      known[sort].set(code, said);
    }
  }
};

/** The words of all libraries that are loaded. */
export const traceWords = {
  all: (sort: WordSort): [code: string, words: Words][] => [...known[sort]].sort(([a], [b]) => (a < b ? -1 : 1)),
  has: (sort: WordSort, code: string): boolean => known[sort].has(code),
  say: (sort: WordSort, code: string, locale: 'zh' | 'en'): string => known[sort].get(code)?.[locale === 'zh' ? 0 : 1] ?? code,
};
