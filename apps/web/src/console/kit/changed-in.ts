/** The fields that differ from what is kept: what a form does not show must not be emptied by it. */
export const changedIn = <F extends object>(kept: object, fields: F): Partial<F> => {
  const before = kept as Record<string, unknown>;
  const differs = ([name, value]: [string, unknown]): boolean => JSON.stringify(value) !== JSON.stringify(before[name]);
  return Object.fromEntries(Object.entries(fields).filter(differs)) as Partial<F>;
};
