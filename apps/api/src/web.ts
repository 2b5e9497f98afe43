import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { projectRoot } from '#platform/config';

const webRoot = join(projectRoot, 'dist', 'web');
/** What these pages ask for first; a slow phone may fetch it together with the code that will ask. */
const firstQuestion: Record<string, string> = { '/': '/api/board/summary', '/board': '/api/board?limit=30', '/catalogue': '/api/catalogues/latest' };

const YEAR_SECONDS = 31_536_000;

/** Serves the built pages: the public entry for its client-side addresses, the console's below /console. */
export const serveWeb = async (fastify: FastifyInstance): Promise<void> => {
  if (!existsSync(join(webRoot, 'index.html'))) return;
  await fastify.register(fastifyStatic, {
    root: webRoot,
    wildcard: false,
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, path: string) => {
      // Names of built files carry a hash of their content; the two pages do not.
      void response.header('cache-control', path.includes('/assets/') ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    },
  });
  const page = (file: string) => (request: FastifyRequest, reply: FastifyReply) => {
    const first = firstQuestion[request.url];
    if (first) void reply.header('link', `<${first}>; rel=preload; as=fetch; crossorigin`);
    return reply.header('cache-control', 'no-cache').sendFile(file);
  };
  for (const path of ['/', '/board', '/board/*', '/catalogue', '/fairs', '/fairs/*', '/post/*']) fastify.get(path, page('index.html'));
  for (const path of ['/console', '/console/*']) fastify.get(path, page('console/index.html'));
};
