import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '#platform/config';
import { CITY_MS, demoCity } from '../support/demo-city.js';
import { startProcess, testSettings, type RunningProcess } from '../support/index.js';
import { follow, open, openBrowser, visitor, type Visitor } from './browser.js';
import { rawCodesIn, wordsIn, type Answer, type Schema } from '../support/raw-codes.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

const LANGUAGES = ['zh', 'en'] as const;
type Language = (typeof LANGUAGES)[number];
/** Who signs in to the demo city, one of each kind; everybody sees the public pages. */
const WHO = ['admin', 'county', 'hr', 'station'] as const;
/** Where each begins: pages to which no link leads are named. */
const OWN = ['/console/', '/console/account'];
const BEGIN = {
  admin: [...OWN, '/console/jobs?state=failed', '/console/jobs?state=done', '/console/tokens', '/console/deliveries?state=failed'],
  county: [...OWN, '/console/fairs?past=1', '/console/retention?which=all'],
  hr: [...OWN, '/console/my-fairs', '/console/retention?which=all'],
  station: [...OWN, '/console/retention?which=all'],
};
/** Pages beside the frame: the frame is begun anew after them. */
const ALONE = /^\/console\/(sign-in|password|register)/;
const PUBLIC = ['/', '/board', '/board?view=posts', '/catalogue', '/fairs', '/nowhere', '/console/sign-in', '/console/register'];
/** Pages of one kind that are looked at: the first may be a draft, the second is not. In English one does. */
const OF_A_KIND = { zh: 2, en: 1 };

const schemas = (
  JSON.parse(readFileSync(join(projectRoot, 'apps/api/openapi.json'), 'utf8')) as {
    components: { schemas: Record<string, Schema> };
  }
).components.schemas;
const dashed = new Set(
  Object.values(schemas)
    .flatMap((schema) => schema.enum ?? [])
    .filter((value) => value.includes('-')),
);
// The same in prose: "part-time work" is English.
dashed.delete('part-time');

/** What a person reads of a page: its text, and what is written into fields, titles and labels. Code that is marked as such is left out,
 * and so is what is marked as being in the other language. */
const wordsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    // the drawings of a library name themselves; the button around each has its own name
    const other = document.documentElement.lang.startsWith('zh') ? 'en' : 'zh';
    const skipped = `code, script, style, noscript, [translate=no], .anticon, [lang=${other}]`;
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
    .replace(/(message-rules\/)[\w.]+/, '$1:id')
    .replace(/([?&](?!tab=|view=)\w+)=[^&]*/g, '$1');

const linksOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...document.querySelectorAll('a[href]')].map((link) => (link as HTMLAnchorElement).href));

withChromium('what people read', () => {
  const data = mkdtempSync(join(tmpdir(), 'gangqiao-words-'));
  let browser: Browser;
  let server: RunningProcess;
  const guests: Visitor[] = [];

  const arrive = async (language: Language): Promise<Page> => {
    const guest = await visitor(browser, server.url, { width: 1440, language });
    guests.push(guest);
    return guest.page;
  };

  beforeAll(async () => {
    await demoCity(data);
    const settings = testSettings({ GANGQIAO_DATA: data, GANGQIAO_DEMO: true, GANGQIAO_MIGRATE: true });
    [browser, server] = await Promise.all([openBrowser(), startProcess('api', { settings })]);
  }, CITY_MS);
  afterEach(() => Promise.all(guests.splice(0).map((guest) => guest.close())));
  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    rmSync(data, { recursive: true, force: true });
  });

  /**
   * Follows the links of pages from these on, a few of each kind, and gives back what of their words is a code. Pages of the console are
   * gone to as their links do it; that they open by their address as well is for other specs.
   */
  const walk = async (page: Page, from: readonly string[], inside: RegExp, language: Language): Promise<string[]> => {
    const seen = new Map<string, number>();
    const queue = [...from];
    const found: string[] = [];
    let there = false;
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const kind = kindOf(path);
      const before = seen.get(kind) ?? 0;
      if (before >= OF_A_KIND[language] || (before > 0 && !kind.includes(':id'))) continue;
      seen.set(kind, before + 1);
      const inConsole = path.startsWith('/console/') && !ALONE.test(path);
      await (inConsole && there ? follow(page, path) : open(page, path));
      there = inConsole;
      for (const text of await wordsOf(page)) found.push(...rawCodesIn(text, language, dashed).map((code) => `${kind}: ${code}`));
      for (const link of await linksOf(page)) {
        const { origin, pathname, search } = new URL(link);
        if (origin === new URL(server.url).origin && inside.test(pathname)) queue.push(pathname + search);
      }
    }
    expect(seen.size).toBeGreaterThan(4);
    return [...new Set(found)];
  };
  /** In both languages at once. */
  const inBoth = async (look: (page: Page, language: Language) => Promise<string[]>): Promise<string[]> =>
    (await Promise.all(LANGUAGES.map(async (language) => look(await arrive(language), language)))).flat();

  it('holds no code on any public page', async () => {
    expect(await inBoth((page, language) => walk(page, PUBLIC, /^\/(?!console|api|catalogue\/.*\.)/, language))).toEqual([]);
  }, 240_000);

  it.each(WHO)(
    'holds no code on any page of %s',
    async (who) => {
      const found = await inBoth(async (page, language) => {
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
        return walk(page, BEGIN[who], /^\/console\//, language);
      });
      expect(found).toEqual([]);
    },
    240_000,
  );

  it.each(LANGUAGES)(
    'holds no code in what the board says to other programs, but where its contract names one, in %s',
    async (language) => {
      const ask = async (path: string): Promise<{ status: number; body: Answer }> => {
        const answer = await fetch(new URL(path, server.url), { headers: { 'accept-language': language } });
        return { status: answer.status, body: (await answer.json()) as Answer };
      };
      const post = (await ask('/api/board/posts?limit=1')).body as { items?: { id: string; occupationCode: string }[] };
      const [{ id, occupationCode } = { id: '', occupationCode: '' }] = post.items ?? [];
      const found: string[] = [];
      for (const [path, schema] of [
        ['/api/board?limit=50', 'BoardPageDto'],
        ['/api/board/summary', 'BoardSummaryDto'],
        [`/api/board/occupations/${occupationCode}`, 'OccupationFiguresDto'],
        ['/api/board/posts?limit=50', 'PostPageDto'],
        [`/api/board/posts/${id}`, 'PostDto'],
      ] as const) {
        const { status, body } = await ask(path);
        expect([path, status]).toEqual([path, 200]);
        const texts = wordsIn(body, { $ref: `#/components/schemas/${schema}` }, schemas);
        expect(texts.length).toBeGreaterThan(0);
        found.push(...texts.flatMap((text) => rawCodesIn(text, 'en', dashed).map((code) => `${path}: ${code}`)));
      }
      for (const path of ['/api/board/posts/nobody', '/api/board?level=99', '/api/board?sort=sideways']) {
        const { status, body } = await ask(path);
        expect(status).toBeGreaterThan(399);
        const { title = '', detail = '' } = body as { title?: string; detail?: string };
        found.push(...[title, detail].flatMap((text) => rawCodesIn(text, language, dashed).map((code) => `${path}: ${code}`)));
      }
      expect(found).toEqual([]);
    },
    60_000,
  );
});
