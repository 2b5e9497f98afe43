import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../browser/browser.js';

/** A cheap phone on "fast 3G", as in phone.bench. */
const SLOWER = 4;
const LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const TIMES = 5;

const phoneContext = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 3 });

const slowed = async (page: Page, line: boolean): Promise<void> => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  if (!line) return;
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', LINE);
};

/** From the last sign that a scanner types to the answer on the screen. */
const scan = ({ token, number }: { token: string; number: string }): Promise<number> =>
  new Promise((resolve) => {
    let begun = 0;
    const observer = new MutationObserver(() => {
      if (!document.querySelector('.result.good')?.textContent?.includes(number)) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    for (const key of token) window.dispatchEvent(new KeyboardEvent('keydown', { key }));
    begun = performance.now();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
  });

/** When the code of a ticket stood on the screen, in milliseconds from the start of the navigation. */
const watchTicket = (): void => {
  const marks = window as unknown as { shown?: number };
  new MutationObserver(() => {
    const image = document.querySelector<HTMLImageElement>('.ticket img');
    if (!image || marks.shown !== undefined) return;
    marks.shown = 0;
    requestAnimationFrame(() =>
      setTimeout(() => {
        marks.shown = performance.now();
      }),
    );
  }).observe(document, { childList: true, subtree: true });
};

const p95 = (times: number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
const median = (times: number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/**
 * What a cheap phone needs: to answer a scan with all tickets of the fair known, and to show somebody's ticket with nothing cached.
 * Nothing is measured where no Chromium is installed.
 */
export const onPhones = async (
  url: string,
  invitation: string,
  tickets: readonly { number: string; token: string }[],
  link: string | undefined,
): Promise<Record<string, number>> => {
  if (!process.env['TEST_CHROMIUM']) return {};
  const browser = await openBrowser();
  try {
    const gate = await phoneContext(browser);
    const page = await gate.newPage();
    await page.goto(url + invitation);
    await page.locator('.contact.good').waitFor({ timeout: 60_000 });
    await slowed(page, false);
    const scans: number[] = [];
    for (const ticket of tickets) scans.push(await page.evaluate(scan, ticket));
    await gate.close();
    const shown: number[] = [];
    for (let i = 0; link && i < TIMES; i += 1) shown.push(await ticketShown(browser, `${url}/ticket#${link}`));
    return { scanMs: Math.round(p95(scans)), ...(shown.length > 0 && { ticketPageMs: Math.round(median(shown)) }) };
  } finally {
    await browser.close();
  }
};

const ticketShown = async (browser: Browser, address: string): Promise<number> => {
  const context = await phoneContext(browser);
  try {
    const page = await context.newPage();
    await slowed(page, true);
    await page.addInitScript(watchTicket);
    await page.goto(address);
    return await page
      .waitForFunction(() => (window as unknown as { shown?: number }).shown || undefined)
      .then((handle) => handle.jsonValue() as Promise<number>);
  } finally {
    await context.close();
  }
};
