import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { projectRoot, type Settings } from '#platform/config';
import { DrawnPages } from './drawn-pages.js';
import { serveSitemap } from './sitemap.js';

const webRoot = join(projectRoot, 'dist', 'web');
const YEAR_SECONDS = 31_536_000;

/** What is not for people to open. */
const PROGRAMS = /^\/(api|health|metrics|assets)(\/|\?|$)/;

/** Serves the built pages: the console's below /console, that of phones in the field at /field, and for every other address the public
 * entry, drawn, which knows its pages. */
export const serveWeb = async (fastify: FastifyInstance, settings: Settings): Promise<void> => {
  if (!existsSync(join(webRoot, 'index.html'))) return;
  await fastify.register(fastifyStatic, {
    root: webRoot,
    wildcard: false,
    index: false,
    globIgnore: ['server/**'],
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, path: string) => {
      // Names of built files carry a hash of their content; the two pages do not.
      void response.header('cache-control', path.includes('/assets/') ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    },
  });
  const drawn = await DrawnPages.open(fastify, webRoot, settings);
  const page = (file: string) => (_request: FastifyRequest, reply: FastifyReply) =>
    reply.header('cache-control', 'no-cache').sendFile(file);
  serveSitemap(fastify, settings);
  for (const path of ['/console', '/console/*']) fastify.get(path, page('console/index.html'));
  fastify.get('/field', page('field/index.html'));
  const drawnPage = drawn ? drawn.send.bind(drawn) : page('index.html');
  fastify.get('/*', (request, reply) => (PROGRAMS.test(request.url) ? reply.callNotFound() : drawnPage(request, reply)));
};
