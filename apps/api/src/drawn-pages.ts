import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ByteCache, cacheBytes } from '#platform/cache';
import type { Settings } from '#platform/config';
import { requestContext } from '#platform/http';

/** What the built pages bring along to be drawn before a browser has their code (apps/web/src/public/server.tsx). */
interface Drawer {
  callThrough(send: (request: Request) => Promise<Response>): void;
  isPage(path: string): boolean;
  wantedLanguage(search: string, cookies: string): 'zh' | 'en';
  draw(address: string, language: 'zh' | 'en'): Promise<DrawnPage>;
}

interface DrawnPage {
  title: string;
  description?: string;
  structured?: object;
  /** Address of the picture that messengers show of a shared link. */
  picture?: string;
  html: string;
  answers: [string, unknown][];
}

/** Readers of one address within this time share a drawing. */
const KEEP_MS = 500;
/**
 * Drawing may take this share of the time, and so many milliseconds ahead of it. Beyond, readers' browsers draw for
 * themselves: the answers that they need must not wait for pages.
 */
const SHARE = 0.4;
const AHEAD_MS = 300;
/** A longer address than any filter makes is not drawn: its reader's browser does it. */
const LONGEST_ADDRESS = 400;

const htmlLanguage = { zh: 'zh-CN', en: 'en' };
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const scriptText = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c');

/** The page of the build with its styles inside, so that a slow line is asked once before there is something to read. */
const templateOf = (webRoot: string): string =>
  readFileSync(join(webRoot, 'index.html'), 'utf8')
    .replace(
      /<link rel="stylesheet"[^>]* href="([^"]+)">/,
      (_, href: string) => `<style>${readFileSync(join(webRoot, href), 'utf8')}</style>`,
    )
    .replace(/\s*<noscript>.*<\/noscript>/, '');

/** Title, what messengers show of a shared link, and what search engines read. */
const headOf = ({ title, description, structured, picture }: DrawnPage, origin: string): string =>
  [
    `<title>${escaped(title)}</title>`,
    `<meta property="og:title" content="${escaped(title)}" />`,
    ...(description ? [`<meta property="og:description" content="${escaped(description)}" />`] : []),
    ...(picture
      ? [
          `<meta property="og:image" content="${escaped(origin + picture)}" />`,
          '<meta property="og:image:type" content="image/png" />',
          '<meta property="og:image:width" content="1200" />',
          '<meta property="og:image:height" content="630" />',
        ]
      : []),
    ...(structured ? [`<script type="application/ld+json">${scriptText(structured)}</script>`] : []),
  ].join('\n    ');

/**
 * Draws the public pages on the server, from the answers that the browser would ask for: a phone on a slow line, a reader
 * without JavaScript and a search engine get the figures with the first answer.
 */
export class DrawnPages {
  private ahead = 0;
  private lookedAt = 0;
  private readonly kept: ByteCache<string>;
  private readonly origin: string;

  private constructor(
    private readonly drawer: Drawer,
    private readonly template: string,
    settings: Settings,
  ) {
    // Never what a request calls this server: its page is kept for others. Without an address of its own pictures have none either.
    this.origin = settings.PUBLIC_URL?.replace(/\/$/, '') ?? '';
    this.kept = new ByteCache({ bytes: cacheBytes(settings, 'pages.drawn'), ttlMs: KEEP_MS });
  }

  /** `undefined` when the pages were not built. */
  static async open(fastify: FastifyInstance, webRoot: string, settings: Settings): Promise<DrawnPages | undefined> {
    const program = join(webRoot, 'server', 'server.js');
    if (!existsSync(program)) return undefined;
    const drawer = (await import(pathToFileURL(program).href)) as Drawer;
    drawer.callThrough(async (request) => {
      const { pathname, search } = new URL(request.url);
      // The reader's own address counts, not this server's: one busy reader must not use up everybody's rate.
      const answer = await fastify.inject({
        method: 'GET',
        url: pathname + search,
        headers: Object.fromEntries(request.headers),
        remoteAddress: requestContext()?.ip ?? '127.0.0.1',
      });
      return new Response(answer.body, { status: answer.statusCode, headers: { 'content-type': 'application/json' } });
    });
    return new DrawnPages(drawer, templateOf(webRoot), settings);
  }

  async send(request: FastifyRequest, reply: FastifyReply): Promise<string> {
    void reply.headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', vary: 'cookie' });
    const [path = '', search = ''] = request.url.split('?');
    const known = this.drawer.isPage(path);
    if (!known) void reply.status(404);
    const language = this.drawer.wantedLanguage(search, request.headers.cookie ?? '');
    // Whatever strangers make up is one and the same page.
    const key = known ? `${language} ${request.url}` : language;
    if (!this.kept.has(key) && (request.url.length > LONGEST_ADDRESS || this.isBehind())) return this.template;
    return this.kept.getOrMake(key, () => this.timed(request, language));
  }

  private async timed(request: FastifyRequest, language: 'zh' | 'en'): Promise<string> {
    const begun = performance.now();
    try {
      return await this.page(request.url, language);
    } catch (error) {
      request.log.error(error, `the page ${request.url} could not be drawn; its reader's browser draws it`);
      return this.template;
    } finally {
      this.ahead += performance.now() - begun;
    }
  }

  private isBehind(): boolean {
    const now = performance.now();
    this.ahead = Math.max(0, this.ahead - SHARE * (now - this.lookedAt));
    this.lookedAt = now;
    return this.ahead > AHEAD_MS;
  }

  private async page(address: string, language: 'zh' | 'en'): Promise<string> {
    const drawn = await this.drawer.draw(address, language);
    const { html, answers } = drawn;
    const parts: [string, string][] = [
      ['lang="zh-CN"', `lang="${htmlLanguage[language]}"`],
      [
        '<div id="root"></div>',
        `<div id="root">${html}</div>\n    <script type="application/json" id="answers">${scriptText(answers)}</script>`,
      ],
    ];
    // Functions, for "$" in a text has a meaning in a replacement.
    return parts.reduce(
      (page, [from, to]) => page.replace(from, () => to),
      this.template.replace(/<title>.*<\/title>/, () => headOf(drawn, this.origin)),
    );
  }
}
