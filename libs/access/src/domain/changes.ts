/** What an edit changed, as the trail keeps it: before and after of each field that differs; fields that stayed are no change. */
export const changesOf = (before: object, patch: object): Record<string, { from: unknown; to: unknown }> =>
  Object.fromEntries(
    Object.entries(patch as Record<string, unknown>).flatMap(([name, to]) => {
      const from = (before as Record<string, unknown>)[name];
      return to === undefined || same(from, to) ? [] : [[name, { from: from ?? null, to }]];
    }),
  );

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
