import { AxeBuilder } from '@axe-core/playwright';
import { setTimeout } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core';

/** What the browser is started with. */
export const openFlags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: process.env['TEST_CHROMIUM'] ?? '', args: openFlags });

/** Faults that a page reports of itself: they fail the test that opened it. */
export interface Visitor {
  page: Page;
  faults: string[];
  close(): Promise<void>;
}

export interface Screen {
  width: number;
  height?: number;
  language?: 'zh' | 'en';
  javaScript?: boolean;
}

/** Somebody with a browser window of this size and no cookies. */
export const visitor = async (
  browser: Browser,
  url: string,
  { width, height = width < 600 ? 844 : 900, language = 'zh', javaScript = true }: Screen,
): Promise<Visitor> => {
  const context: BrowserContext = await browser.newContext({
    baseURL: url,
    javaScriptEnabled: javaScript,
    viewport: { width, height },
    hasTouch: width < 600,
    isMobile: width < 600,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  await context.addCookies([{ name: 'gangqiao.language', value: language, url }]);
  const page = await context.newPage();
  watchRequests(page);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text());
  });
  return { page, faults, close: () => context.close() };
};

/** Requests of each page that have no answer yet. */
const underWay = new WeakMap<Page, Set<Request>>();

const watchRequests = (page: Page): void => {
  const asked = new Set<Request>();
  underWay.set(page, asked);
  // A stream of news is never answered to its end.
  page.on('request', (request) => request.resourceType() !== 'eventsource' && asked.add(request));
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
};

const QUIET_MS = 120;

/** Waits until a page has drawn what it fetched: quiet for a moment, which is shorter than Playwright's half second. */
const drawn = async (page: Page): Promise<void> => {
  const end = Date.now() + 15_000;
  do {
    for (let quiet = 0; quiet < QUIET_MS && Date.now() < end; quiet = underWay.get(page)?.size ? 0 : quiet + 20) await setTimeout(20);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  } while (underWay.get(page)?.size && Date.now() < end);
};

/** Opens a page as from an address that somebody typed. */
export const open = async (page: Page, path: string): Promise<void> => {
  underWay.get(page)?.clear(); // what an earlier page asked for may be told of no more
  await page.goto(path);
  await drawn(page);
};

/** Goes on to another page of the console as one of its links does: the program is there already. */
export const follow = async (page: Page, path: string): Promise<void> => {
  await page.evaluate((to) => history.pushState(null, '', to), path);
  await drawn(page);
};

/** What axe calls serious or worse, each with its place. */
export const seriousFindings = async (page: Page): Promise<string[]> => {
  // What passed is of no interest, and writing it down takes axe longer than looking.
  // Its other mode opens a page of its own each time, to join the findings of frames: there are none here.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${new URL(page.url()).pathname}: ${id} at ${String(node.target[0])}: ${node.failureSummary ?? ''}`),
    );
};

/** How far the page can be scrolled sideways, in CSS pixels: 0 unless something is too wide. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Nothing that axe calls serious, and nothing wider than the window. */
export const looksRight = async (page: Page): Promise<void> => {
  expect(await seriousFindings(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
};

export const signIn = async (page: Page, login: string, password: string): Promise<void> => {
  await open(page, '/console/sign-in');
  await page.getByLabel('账号', { exact: true }).fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '登录工作台' }).waitFor({ state: 'detached' });
};

/** Presses the button of the open question that goes through with it. */
export const agree = async (page: Page, button: string): Promise<void> => {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
};
