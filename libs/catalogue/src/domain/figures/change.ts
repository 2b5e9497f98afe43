export const CHANGES = ['new', 'up', 'down', 'same', 'out'] as const;
export type Change = (typeof CHANGES)[number];

/**
 * Against the list of the quarter before: by rank, as the national list says it (new entries, risen, fallen, level); `out` left the list.
 * @param now rank from 1 by code; @param before null when there is no quarter to compare with, which makes nothing new.
 */
export const changesOf = (now: ReadonlyMap<string, number>, before: ReadonlyMap<string, number> | null): Map<string, Change | null> => {
  const changes = new Map<string, Change | null>();
  for (const [code, rank] of now) {
    const was = before?.get(code);
    changes.set(code, before === null ? null : was === undefined ? 'new' : rank < was ? 'up' : rank > was ? 'down' : 'same');
  }
  for (const code of before?.keys() ?? []) if (!now.has(code)) changes.set(code, 'out');
  return changes;
};
