import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

const page = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>接口文档 API reference · Gangqiao 岗桥</title>
    <link rel="icon" href="/api/reference/favicon-32x32.png" />
    <link rel="stylesheet" href="/api/reference/swagger-ui.css" />
    <style>
      .scheme-container {
        display: none;
      }
    </style>
  </head>
  <body>
    <main id="reference"></main>
    <script src="/api/reference/swagger-ui-bundle.js"></script>
    <script src="/api/reference/start.js"></script>
  </body>
</html>
`;

/** Nothing can be tried out from the page: a click must not change what is real. */
const start = `window.ui = SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  validatorUrl: null,
  supportedSubmitMethods: [],
});
`;

/** The contract of the HTTP interface as a page to read, with nothing from elsewhere. */
export const serveReference = async (fastify: FastifyInstance): Promise<void> => {
  fastify.get('/api', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  fastify.get('/api/reference/start.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(start));
  await fastify.register(fastifyStatic, {
    root: assets,
    prefix: '/api/reference/',
    decorateReply: false,
    index: false,
    allowedPath: (path) => FILES.includes(path.slice(1)),
    maxAge: '1d',
  });
};
