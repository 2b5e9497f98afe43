/** A number of a phone's log, what it says and what stands before it, as digests. */
export interface Link {
  n: number;
  digest: string;
  prev: string;
}

/**
 * Where two logs were written under one name: a number that says two things, or an entry that follows another one than
 * stands before it. Then the phone's storage was copied, or an old state of it was put back. In whatever order entries come.
 * @returns the first such number; null when everything can be of one log
 */
export const forkIn = (known: readonly Link[], fresh: readonly Link[]): number | null => {
  const links = new Map(known.map((link) => [link.n, link]));
  const forks: number[] = [];
  for (const link of fresh) {
    const before = links.get(link.n);
    if (before && before.digest !== link.digest) forks.push(link.n);
    else links.set(link.n, link);
  }
  for (const { n, prev } of links.values()) {
    const before = links.get(n - 1);
    if (n === 1 ? prev !== '' : before !== undefined && before.digest !== prev) forks.push(n);
  }
  return forks.length > 0 ? Math.min(...forks) : null;
};
