import { renderToString } from 'preact-render-to-string';
import { language, speak, startI18nForAll, type Language } from '../i18n';
import { drawWith } from './answers';
import { App } from './app';
import { standAt } from './router';
import { drawnHead, type PageHead } from './use-page-title';

export interface Drawn extends PageHead {
  language: Language;
  /** What stands in the root element. */
  html: string;
  /** What the page was drawn from, by the names of its questions: a browser goes on from there. */
  answers: [string, unknown][];
}

/**
 * An answer may lead to one more question (which quarter was the last? then its figures); a page that goes on asking is
 * drawn as far as it is.
 */
const MOST_ROUNDS = 3;

const started = startI18nForAll(['common', 'public']);

export { callThrough } from '../api/http';
export { wantedLanguage } from '../i18n';
export { isPage } from './app';

/**
 * Draws the public page at an address ("/board?q=dh") as its reader's browser would, asking through `callThrough`; what
 * the API refuses is left to the browser to ask again.
 */
export const draw = async (address: string, speaks: Language): Promise<Drawn> => {
  await started;
  const answers = new Map<string, unknown>();
  for (let round = 1; ; round++) {
    speak(speaks);
    standAt(address);
    const { html, questions } = drawWith(answers, () => renderToString(<App />));
    if (questions.size === 0 || round > MOST_ROUNDS)
      return { language: language(), ...drawnHead(), html, answers: [...answers].filter(([, answer]) => answer !== undefined) };
    await Promise.all(
      [...questions].map(async ([key, load]) => {
        answers.set(key, await load().catch(() => undefined));
      }),
    );
  }
};
