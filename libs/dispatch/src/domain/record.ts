/** What became of promises of one side, added up: of so many, so many were kept. */
export interface Share {
  readonly of: number;
  readonly kept: number;
}

/** A group is told from chance by so many people: whoever has fewer is judged by what all others do as well. Our own estimate. */
const PRIOR = 20;

const shareOf = ({ of, kept }: Share): number => (of === 0 ? 1 : kept / of);

/**
 * How much of each share was kept, of a hundred, several shares multiplied: of those who came, so many signed, and of these so many stayed.
 * A few people say little, so each share is drawn towards that of all; whoever is not known yet stands where all together do.
 */
export const recordsOf = (groups: ReadonlyMap<string, readonly Share[]>, everybody: readonly string[] = []): Map<string, number> => {
  const known = [...groups.values()];
  if (known.length === 0) return new Map();
  const shares = Math.max(...known.map((one) => one.length));
  const usual = Array.from({ length: shares }, (_, k) =>
    shareOf(
      known.reduce<Share>((sum, one) => ({ of: sum.of + (one[k]?.of ?? 0), kept: sum.kept + (one[k]?.kept ?? 0) }), { of: 0, kept: 0 }),
    ),
  );
  const recordOf = (own: readonly Share[]): number =>
    Math.round(
      100 *
        usual.reduce((whole, mean, k) => {
          const { of, kept } = own[k] ?? { of: 0, kept: 0 };
          return whole * Math.min(1, (kept + PRIOR * mean) / (of + PRIOR));
        }, 1),
    );
  return new Map([...new Set([...groups.keys(), ...everybody])].map((id) => [id, recordOf(groups.get(id) ?? [])]));
};
