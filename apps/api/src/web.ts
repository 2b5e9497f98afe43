import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { projectRoot, type Settings } from '#platform/config';
import { DrawnPages } from './drawn-pages.js';
import { serveSitemap } from './sitemap.js';

const webRoot = join(projectRoot, 'dist', 'web');
const YEAR_SECONDS = 31_536_000;

/** What is not for people to open. */
const PROGRAMS = /^\/(api|health|metrics|assets)(\/|\?|$)/;

/** Files of the pages by their address: what is compressed beside them and what draws them is nobody's to ask for. */
const filesBelow = (folder: string): ReadonlySet<string> =>
  new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .filter((file) => !/^(server\/|\.)/.test(file)),
  );

/**
 * Serves the built pages: the console's below /console, that of phones in the field at /field, and for every other address the public
 * entry, drawn, which knows its pages.
 * @returns what opens them: call it once they are built, before anybody is let in; without pages every address is unknown
 */
export const serveWeb = async (fastify: FastifyInstance, settings: Settings): Promise<() => Promise<void>> => {
  await fastify.register(fastifyStatic, {
    // Not the pages' own folder: on a first start it is made only after this.
    root: join(projectRoot, 'dist'),
    serve: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, path: string) => {
      // Names of built files carry a hash of their content; the pages do not.
      void response.header('cache-control', path.includes('/assets/') ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    },
  });
  let files: ReadonlySet<string> = new Set();
  let drawn: DrawnPages | undefined;
  const send = (reply: FastifyReply, file: string) => (files.has(file) ? reply.sendFile(file, webRoot) : reply.callNotFound());
  const publicPage = (request: FastifyRequest, reply: FastifyReply) => (drawn ? drawn.send(request, reply) : send(reply, 'index.html'));

  serveSitemap(fastify, settings);
  const consolePage = (_request: FastifyRequest, reply: FastifyReply) => send(reply, 'console/index.html');
  for (const path of ['/console', '/console/*']) fastify.get(path, consolePage);
  fastify.get('/field', (_request, reply) => send(reply, 'field/index.html'));
  fastify.get('/*', (request, reply) => {
    const file = request.url.slice(1).split('?', 1)[0] ?? '';
    if (files.has(file)) return send(reply, file);
    return PROGRAMS.test(request.url) ? reply.callNotFound() : publicPage(request, reply);
  });
  return async () => {
    if (!existsSync(join(webRoot, 'index.html'))) return;
    drawn = await DrawnPages.open(fastify, webRoot, settings);
    files = filesBelow(webRoot);
  };
};
