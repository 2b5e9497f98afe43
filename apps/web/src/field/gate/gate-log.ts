import type { Seen } from '../log';

export type Way = 'in' | 'out';

/** Where tickets are, as far as this phone saw: by number, the last time it went through here. */
export type Passed = ReadonlyMap<string, { way: Way; at: number }>;

const isWay = (kind: string): kind is Way => kind === 'in' || kind === 'out';

export const passedOf = (seen: readonly Seen[]): Passed => {
  const passed = new Map<string, { way: Way; at: number }>();
  for (const { kind, subject, at } of seen) if (isWay(kind)) passed.set(subject, { way: kind, at });
  return passed;
};

export const countOf = (seen: readonly Seen[]): Record<Way, number> => ({
  in: seen.filter(({ kind }) => kind === 'in').length,
  out: seen.filter(({ kind }) => kind === 'out').length,
});
