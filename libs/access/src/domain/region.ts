/** Ids of a path, from the root to the node itself. */
export const idsOf = (nodePath: string): string[] => nodePath.split('/').filter((id) => id !== '');

/**
 * By which figures are cut: the first county or zone that a path runs through. A zone of the city is a region of its own; one under a
 * county belongs to that county, whose figure has to be the sum of all that lies below it, wherever it is asked.
 * @param regions ids of the counties and zones
 * @returns null for a node above or outside them
 */
export const regionFinder = (regions: Iterable<string>): ((nodePath: string) => string | null) => {
  const known = new Set(regions);
  const found = new Map<string, string | null>();
  return (nodePath) => {
    let region = found.get(nodePath);
    if (region === undefined) found.set(nodePath, (region = idsOf(nodePath).find((id) => known.has(id)) ?? null));
    return region;
  };
};
