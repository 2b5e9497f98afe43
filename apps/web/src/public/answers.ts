interface Known {
  answer: unknown;
  at: number;
}

/** An answer this young is not asked for again: the board itself is allowed as much. */
const FRESH_MS = 2_000;

const known = new Map<string, Known>();

export const answerTo = <T>(key: string): T | undefined => known.get(key)?.answer as T | undefined;
export const keepAnswer = (key: string, answer: unknown): void => {
  known.set(key, { answer, at: performance.now() });
};
export const isFresh = (key: string): boolean => performance.now() - (known.get(key)?.at ?? -Infinity) < FRESH_MS;

/** A question that a page asks, by the name of its answer. */
export type Questions = Map<string, () => Promise<unknown>>;

let asking: Questions | undefined;

/** Called while a page is drawn. Only a drawing server listens: a browser asks when the page stands. */
export const ask = (key: string, load: () => Promise<unknown>): void => {
  asking?.set(key, load);
};

/** Draws with these answers and no others, and says what was asked beside them. Drawing never waits, so no two share the answers. */
export const drawWith = (answers: ReadonlyMap<string, unknown>, draw: () => string): { html: string; questions: Questions } => {
  known.clear();
  answers.forEach((answer, key) => keepAnswer(key, answer));
  asking = new Map();
  const html = draw();
  const questions = new Map([...asking].filter(([key]) => !answers.has(key)));
  asking = undefined;
  return { html, questions };
};
