import type { FastifyInstance } from 'fastify';
import type { Settings } from '#platform/config';

const HOUR_MS = 3_600_000;
/** The newest posts; a search engine finds the others by the occupations. */
const MOST_POSTS = 5_000;
const PAGE = 200;
const PAGES = ['/', '/board', '/board?view=posts', '/catalogue', '/fairs'];

interface Listed {
  items: { id: string; code?: string; confirmedAt?: string | null; state?: string }[];
  next: string | null;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** Tells search engines which pages there are. Addresses in it are absolute, so there is none without `PUBLIC_URL`. */
export const serveSitemap = (fastify: FastifyInstance, { PUBLIC_URL: site }: Settings): void => {
  const robots = ['User-agent: *', 'Disallow: /api/', 'Disallow: /console/', ...(site ? [`Sitemap: ${site}/sitemap.xml`] : [])];
  fastify.get('/robots.txt', (_request, reply) => reply.type('text/plain').send(`${robots.join('\n')}\n`));
  if (!site) return;

  const all = async (path: string, most: number): Promise<Listed['items']> => {
    const found: Listed['items'] = [];
    for (let cursor: string | null = ''; cursor !== null && found.length < most;) {
      const url: string = `${path}${path.includes('?') ? '&' : '?'}limit=${PAGE}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const answer = await fastify.inject({ method: 'GET', url });
      if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`);
      const page: Listed = answer.json();
      found.push(...page.items);
      cursor = page.next;
    }
    return found;
  };
  const entry = (path: string, changed?: string | null): string =>
    `<url><loc>${escaped(site + path)}</loc>${changed ? `<lastmod>${changed.slice(0, 10)}</lastmod>` : ''}</url>`;
  const draw = async (): Promise<string> => {
    const [occupations, posts, fairs] = await Promise.all([
      all('/api/board', MOST_POSTS),
      all('/api/board/posts?sort=recent', MOST_POSTS),
      all('/api/fairs?state=open', MOST_POSTS),
    ]);
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
      ...PAGES.map((path) => entry(path)),
      ...occupations.map(({ code = '', confirmedAt }) => entry(`/board/${code}`, confirmedAt)),
      ...posts.filter(({ state }) => state !== 'stale').map(({ id, confirmedAt }) => entry(`/post/${id}`, confirmedAt)),
      ...fairs.map(({ id }) => entry(`/fairs/${id}`)),
      '</urlset>',
    ].join('\n');
  };

  let kept: { drawn: Promise<string>; at: number } | undefined;
  fastify.get('/sitemap.xml', async (_request, reply) => {
    if (!kept || Date.now() - kept.at > HOUR_MS) {
      kept = { drawn: draw(), at: Date.now() };
      kept.drawn.catch(() => (kept = undefined));
    }
    return reply.type('application/xml').send(await kept.drawn);
  });
};
