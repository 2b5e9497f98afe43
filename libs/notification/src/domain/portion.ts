/** Deliveries that one job hands over: many enough that the database is asked seldom, few enough that a worker that dies leaves few in
 * doubt. */
export const PORTION = 100;

/** Cuts a list into pieces of at most `size`. */
export const portionsOf = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
