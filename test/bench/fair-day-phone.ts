import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../browser/browser.js';
import type { GatesToday } from '../support/gates-today.js';
import { onPhone } from './phone-profile.js';

const SCANS = 100;
const TIMES = 5;
/** A phone that is let do nothing else is not what stands at a gate: it sends what it saw meanwhile. */
const BETWEEN_MS = 120;

const at = (times: number[], share: number): number => [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;

/** Reads codes as a USB scanner does, and notes how long the page takes from the last key to the answer on the screen. */
const scanAll = ({ tokens, pause }: { tokens: string[]; pause: number }): Promise<number[]> => {
  const press = (key: string): void =>
    void document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  const one = (token: string): Promise<number> =>
    new Promise((resolve) => {
      const number = token.split('.')[4] ?? '';
      for (const key of token) press(key);
      const begun = performance.now();
      const seen = new MutationObserver(() => {
        if (!document.querySelector('.result.good')?.textContent.includes(number)) return;
        seen.disconnect();
        // Painted, not only in the document.
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
      });
      seen.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
      press('Enter');
    });
  return (async () => {
    const times: number[] = [];
    for (const token of tokens) {
      times.push(await one(token));
      await new Promise((done) => setTimeout(done, pause));
    }
    return times;
  })();
};

/** `scanMs`: from the scanner's Enter to the answer on a slow phone that knows all tickets of the fair, the 95th of a hundred. */
const scans = async (browser: Browser, url: string, today: GatesToday): Promise<Record<string, number>> => {
  const { context, page } = await onPhone(browser, false);
  try {
    const { path } = await today.invitation(0, '测时手机');
    await page.goto(url + path);
    await page
      .locator('.result.idle')
      .waitFor({ timeout: 60_000 })
      .catch(async () => {
        throw new Error(`the phone shows: ${await page.locator('body').innerText()}`);
      });
    await allKnown(page, today.tickets.length);
    const tokens = today.tickets.slice(-SCANS).map(({ token }) => token);
    const times = await page.evaluate(scanAll, { tokens, pause: BETWEEN_MS });
    return { scanMs: Math.round(at(times, 0.95)), scanMedianMs: Math.round(at(times, 0.5)), scanKnown: today.tickets.length };
  } finally {
    await context.close();
  }
};

/** The kit is there whole when its last part was answered: then the page says when it last had contact. */
const allKnown = async (page: Page, tickets: number): Promise<void> => {
  const parts = (): Promise<number> =>
    page.evaluate(async () => {
      const request = indexedDB.open('gangqiao-field');
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('no storage'));
      });
      const count = db.transaction('kit').objectStore('kit').count();
      const n = await new Promise<number>((resolve) => {
        count.onsuccess = () => resolve(count.result);
      });
      db.close();
      return n;
    });
  const wanted = Math.ceil(tickets / 5_000);
  for (const end = Date.now() + 60_000; (await parts()) < wanted; await page.waitForTimeout(200))
    if (Date.now() > end) throw new Error(`the phone has ${await parts()} of ${wanted} parts of what it has to know`);
};

/** `ticketPageMs`: “my ticket” by its link on a slow phone and line, nothing cached, until its code is in sight; the median of five. */
const ticketPage = async (browser: Browser, url: string, link: string): Promise<Record<string, number>> => {
  const times: number[] = [];
  for (let i = 0; i < TIMES; i += 1) {
    const { context, page } = await onPhone(browser);
    try {
      await page.addInitScript(() => {
        const marks = window as unknown as { useful?: number };
        new MutationObserver(() => {
          const code = document.querySelector<HTMLImageElement>('.ticket img');
          if (marks.useful !== undefined || !code) return;
          marks.useful = 0;
          void code.decode().then(() =>
            requestAnimationFrame(() =>
              setTimeout(() => {
                marks.useful = performance.now();
              }),
            ),
          );
        }).observe(document, { childList: true, subtree: true });
      });
      await page.goto(`${url}/ticket#${link}`);
      const useful = await page.waitForFunction(() => (window as unknown as { useful?: number }).useful || undefined);
      times.push(Math.round(await (useful.jsonValue() as Promise<number>)));
    } finally {
      await context.close();
    }
  }
  return { ticketPageMs: at(times, 0.5), ticketPageWorstMs: Math.max(...times) };
};

/** What people at a gate and visitors wait for on their phones. */
export const onPhones = async (url: string, today: GatesToday, link: string): Promise<Record<string, number>> => {
  if (!process.env['TEST_CHROMIUM']) throw new Error('this benchmark needs chromium to be installed');
  const browser = await openBrowser();
  try {
    return { ...(await scans(browser, url, today)), ...(await ticketPage(browser, url, link)) };
  } finally {
    await browser.close();
  }
};
