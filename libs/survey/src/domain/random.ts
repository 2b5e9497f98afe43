/** Numbers from 0 up to 1 that follow from the seed alone (mulberry32), so that a sample can be drawn again and checked. */
export const seeded = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** `count` of the items, each as likely as any other (the first steps of a Fisher–Yates shuffle). */
export const drawFrom = <T>(items: readonly T[], count: number, next: () => number): T[] => {
  const rest = [...items];
  const taken = Math.min(count, rest.length);
  for (let i = 0; i < taken; i += 1) {
    const j = i + Math.floor(next() * (rest.length - i));
    [rest[i], rest[j]] = [rest[j] as T, rest[i] as T];
  }
  return rest.slice(0, taken);
};
