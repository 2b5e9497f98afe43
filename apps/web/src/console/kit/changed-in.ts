/** The fields that differ from what is kept: what a form does not show must not be emptied by it. */
export const changedIn = <F extends object>(kept: object, fields: F): Partial<F> => {
  const before = kept as Record<string, unknown>;
  const differs = ([name, value]: [string, unknown]): boolean => JSON.stringify(value) !== JSON.stringify(before[name]);
  return Object.fromEntries(Object.entries(fields).filter(differs)) as Partial<F>;
};

/** The fields that say something, for what is made anew: one that was typed into and emptied again is as if nobody had touched it. */
export const filledIn = <F extends object>(fields: F): F =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== '')) as F;
