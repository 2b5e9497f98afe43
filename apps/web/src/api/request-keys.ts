/** As long after a good answer the same request is still the second press of a double click. Milliseconds. */
const DOUBLE_PRESS = 800;
/** Answers after which the step may or may not have been taken. */
const UNCERTAIN = [0, 408, 429, 502, 503, 504];

/** Browsers give `randomUUID` to secure pages only; a bureau's own network may have none. */
const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const keys = new Map<string, string>();

/** The key of one step: the same said again, because it was pressed twice or its answer was lost on the way, has the same key, and is
 * done once. @param said method, address and body */
export const keyOf = (said: string): string => {
  const key = keys.get(said) ?? newKey();
  keys.set(said, key);
  return key;
};

/** What was said under the key has come to something, or may have: a later step that says the same is another one as soon as that is sure.
 * @param status of the answer, 0 when there was none */
export const answered = (key: string, status: number): void => {
  if (UNCERTAIN.includes(status)) return;
  const forget = (): void => {
    for (const [said, kept] of keys) if (kept === key) keys.delete(said);
  };
  if (status < 300) setTimeout(forget, DOUBLE_PRESS);
  else forget();
};
