import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '#platform/config';
import { CITY_MS, demoCity } from '../support/demo-city.js';
import { startProcess, testSettings, type RunningProcess } from '../support/index.js';
import { open, openBrowser, visitor, type Visitor } from './browser.js';
import { rawCodesIn } from '../support/raw-codes.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

const LANGUAGES = ['zh', 'en'] as const;
/** Who signs in to the demo city, one of each kind; everybody sees the public pages. */
const WHO = ['admin', 'county', 'hr', 'station'];
const PUBLIC = ['/', '/board', '/board?view=posts', '/catalogue', '/fairs', '/nowhere', '/console/sign-in', '/console/register'];
/** Pages of one kind that are looked at: the first may be a draft, the second is not. In English one does. */
const OF_A_KIND = { zh: 2, en: 1 };

const schemas = (
  JSON.parse(readFileSync(join(projectRoot, 'apps/api/openapi.json'), 'utf8')) as {
    components: { schemas: Record<string, { enum?: string[] }> };
  }
).components.schemas;
const dashed = new Set(
  Object.values(schemas)
    .flatMap((schema) => schema.enum ?? [])
    .filter((value) => value.includes('-')),
);
// The same in prose: "part-time work" is English.
dashed.delete('part-time');

/** What a person reads of a page: its text, and what is written into fields, titles and labels. Code that is marked as such is left out. */
const wordsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    // the drawings of a library name themselves; the button around each has its own name
    const skipped = 'code, script, style, noscript, [translate=no], .anticon';
    const words: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest(skipped) && node.textContent?.trim()) words.push(node.textContent.trim());
    for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        const text = element.getAttribute(name);
        if (text && !element.closest(skipped)) words.push(text);
      }
    return words;
  });

/** The kind of a page: its path with the ids taken out. */
const kindOf = (path: string): string =>
  path
    .replace(/[\da-f]{8}-[\da-f-]{27}/g, ':id')
    .replace(/\d-\d\d-\d\d-\d\d|[A-Z]\d{7}/g, ':code')
    .replace(/([?&](?!tab=|view=)\w+)=[^&]*/g, '$1');

const linksOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...document.querySelectorAll('a[href]')].map((link) => (link as HTMLAnchorElement).href));

withChromium('what people read', () => {
  const data = mkdtempSync(join(tmpdir(), 'gangqiao-words-'));
  let browser: Browser;
  let server: RunningProcess;
  let guest: Visitor | undefined;

  const arrive = async (language: 'zh' | 'en'): Promise<Page> => {
    guest = await visitor(browser, server.url, { width: 1440, language });
    return guest.page;
  };

  beforeAll(async () => {
    await demoCity(data);
    const settings = testSettings({ GANGQIAO_DATA: data, GANGQIAO_DEMO: true, GANGQIAO_MIGRATE: true });
    [browser, server] = await Promise.all([openBrowser(), startProcess('api', { settings })]);
  }, CITY_MS);
  afterEach(() => guest?.close());
  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    rmSync(data, { recursive: true, force: true });
  });

  /** Follows the links of pages from these on, a few of each kind, and gives back what of their words is a code. */
  const walk = async (page: Page, from: readonly string[], inside: RegExp, language: 'zh' | 'en'): Promise<string[]> => {
    const seen = new Map<string, number>();
    const queue = [...from];
    const found: string[] = [];
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const kind = kindOf(path);
      const before = seen.get(kind) ?? 0;
      if (before >= OF_A_KIND[language] || (before > 0 && !kind.includes(':id'))) continue;
      seen.set(kind, before + 1);
      await open(page, path);
      for (const text of await wordsOf(page)) found.push(...rawCodesIn(text, language, dashed).map((code) => `${kind}: ${code}`));
      for (const link of await linksOf(page)) {
        const { origin, pathname, search } = new URL(link);
        if (origin === new URL(server.url).origin && inside.test(pathname)) queue.push(pathname + search);
      }
    }
    expect(seen.size).toBeGreaterThan(4);
    return [...new Set(found)];
  };

  it.each(LANGUAGES)(
    'holds no code on any public page, in %s',
    async (language) => {
      expect(await walk(await arrive(language), PUBLIC, /^\/(?!console|api|catalogue\/.*\.)/, language)).toEqual([]);
    },
    240_000,
  );

  it.each(WHO.flatMap((who) => LANGUAGES.map((language) => [who, language] as const)))(
    'holds no code on any page of %s, in %s',
    async (who, language) => {
      const page = await arrive(language);
      await open(page, '/console/sign-in');
      await page.evaluate(
        (login) =>
          fetch('/api/sessions', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ login, password: 'gangqiao-demo-2026' }),
          }).then(({ ok }) => ok || Promise.reject(new Error(`${login} cannot sign in`))),
        who,
      );
      expect(await walk(page, ['/console/', '/console/account'], /^\/console\//, language)).toEqual([]);
    },
    240_000,
  );
});
