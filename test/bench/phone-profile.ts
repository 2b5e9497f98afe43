import type { Browser, BrowserContext, Page } from 'playwright-core';

/** A cheap phone on "fast 3G": a processor four times slower than this one, 150 ms a round trip, 1.6 Mbit/s down. */
const SLOWER = 4;
const LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };

/** A page on such a phone, with nothing cached. @param line whether the line is slow as well as the processor */
export const onPhone = async (browser: Browser, line = true): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 3 });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  if (line) {
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', LINE);
  }
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return { context, page };
};
