import type { Browser } from 'playwright-core';
import { openBrowser } from '../browser/browser.js';
import { onBoardServer } from './board.bench.js';
import type { Bench } from './measure.js';
import { onPhone } from './phone-profile.js';

const TIMES = 5;

/** Notes when the first row with a number stood on the screen, in milliseconds from the start of the navigation. */
const watch = (row: string): void => {
  const marks = window as unknown as { useful?: number; answered?: number };
  new MutationObserver(() => {
    if (marks.useful !== undefined || !/\d/.test(document.querySelector(row)?.textContent ?? '')) return;
    marks.useful = 0;
    requestAnimationFrame(() =>
      setTimeout(() => {
        marks.useful = performance.now();
      }),
    );
  }).observe(document, { childList: true, subtree: true });
};

const once = async (browser: Browser, url: string, row: string): Promise<number> => {
  const { context, page } = await onPhone(browser);
  try {
    await page.addInitScript(watch, row);
    await page.goto(url);
    return await page
      .waitForFunction(() => (window as unknown as { useful?: number }).useful || undefined)
      .then((handle) => handle.jsonValue() as Promise<number>);
  } finally {
    await context.close();
  }
};

export const bench: Bench = {
  about:
    'the public pages on a slow phone and line, nothing cached: milliseconds until the first figures can be read ' +
    '(median and worst of 5), at 10,000 enterprises',
  run: async ({ scratch, quick }) => {
    if (!process.env['TEST_CHROMIUM']) throw new Error('this benchmark needs chromium to be installed');
    const browser = await openBrowser();
    try {
      return await onBoardServer(scratch, quick ? 100 : 10_000, undefined, async (url) => {
        const figures: Record<string, number> = {};
        for (const [name, path, row] of [
          ['board', '/board', '.board-row'],
          ['search', '/board?q=dh', '.board-row'],
          ['posts', '/board?view=posts', '.post-card'],
          ['home', '/', '.hero-number'],
        ] as const) {
          const times: number[] = [];
          for (let i = 0; i < TIMES; i += 1) times.push(Math.round(await once(browser, url + path, row)));
          times.sort((a, b) => a - b);
          figures[`${name}Ms`] = times[Math.floor(TIMES / 2)] ?? 0;
          figures[`${name}WorstMs`] = times.at(-1) ?? 0;
        }
        return figures;
      });
    } finally {
      await browser.close();
    }
  },
};
