/** Two transactions may end in another order than they made their ids: whoever looks for what is new looks back so far. Milliseconds. */
const OVERLAP_MS = 60_000;

/** An id that all ids follow which were made after that moment: ids begin with their time (UUID v7). */
export const idAt = (ms: number): string => {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}`;
};

/** When an id was made; null for what is none. */
export const momentOf = (id: string): number | null => {
  const hex = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-/.exec(id);
  return hex ? Number.parseInt(`${hex[1]}${hex[2]}`, 16) : null;
};

/** From which id on somebody looks who has seen everything up to a moment. */
export const lookFrom = (seenUntilMs: number): string => idAt(seenUntilMs - OVERLAP_MS);

/** One event of a stream as the browser reads it (HTML, server-sent events). Data is JSON, so it has no line breaks. */
export const eventText = (event: string, data: object, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** Keeps proxies from closing a stream in which nothing happens. */
export const HEARTBEAT = ': still here\n\n';
