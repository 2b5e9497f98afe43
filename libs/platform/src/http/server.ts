import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import etag from '@fastify/etag';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '#platform/config';
import { Problem } from './problem.js';
import { problemBody, toProblem } from './problem.filter.js';
import { registerRates } from './rates.js';
import { localeOf } from './locale.js';
import { requestStorage } from './request-context.js';
import { validationPipe } from './validation.js';

const JSON_BODY_BYTES = 1_048_576;
/** Of eleven: beyond it an answer costs the processor more time than it saves on the line. */
const QUICK_BROTLI = 4;
const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/;

/** Fastify as this product runs it: request ids that a proxy may hand in, bounded bodies, slow clients cut off. */
export const httpAdapter = (settings: Settings): FastifyAdapter =>
  new FastifyAdapter({
    trustProxy: (_address: string, hop: number) => hop < settings.TRUSTED_PROXIES,
    bodyLimit: JSON_BODY_BYTES,
    requestTimeout: 60_000,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: badAddress,
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
  });

/** An address that cannot be decoded reaches no route, and so no filter. */
const badAddress = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
  const problem = toProblem(error);
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(problemBody(problem, localeOf(request), request.id));
};

/** Registers what every HTTP process of the product has, before its routes. */
export const prepareHttp = async (app: NestFastifyApplication, settings: Settings): Promise<void> => {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    requestStorage.run({ requestId: request.id, ip: request.ip, heardMs: performance.now(), locale: localeOf(request) }, done);
  });
  await fastify.register(helmet, security(settings));
  await fastify.register(cookie);
  await fastify.register(etag, { weak: true });
  await fastify.register(compress, {
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: QUICK_BROTLI } },
  });
  await fastify.register(multipart, { limits: { fileSize: settings.UPLOAD_MIB * 1_048_576, files: 1, fields: 20, parts: 25 } });
  await registerRates(fastify, settings);
  fastify.addHook('onRequest', (request, _reply, done) => done(foreignOrigin(request, settings)));
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (request.url.startsWith('/api') && !reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done(null, payload);
  });
  app.useGlobalPipes(validationPipe());
};

const security = (settings: Settings) => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      // antd writes its styles at run time.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: settings.PUBLIC_URL?.startsWith('https:') ? { maxAge: 15_552_000 } : false,
  crossOriginEmbedderPolicy: false,
});

/** A browser sends `Origin` with every request that changes something; another site's is refused. CORS stays off. */
const foreignOrigin = (request: FastifyRequest, settings: Settings): Problem | undefined => {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  const origin = request.headers.origin;
  const site = request.headers['sec-fetch-site'];
  const foreign =
    origin === undefined ? site !== undefined && site !== 'same-origin' && site !== 'none' : origin !== ownOrigin(request, settings);
  if (!foreign) return undefined;
  return new Problem('request.foreign_origin', 403, {
    detail: {
      zh: '请求来自其他网站，已拒绝。若这就是本站的域名，请管理员设置 PUBLIC_URL',
      en: 'The request comes from another site and was refused. If it is this site’s own name, the administrator has to set PUBLIC_URL',
    },
  });
};

/**
 * Without PUBLIC_URL the address that was asked for, if it is one that nobody can make lead here: any name can be pointed
 * at this server.
 */
const ownOrigin = (request: FastifyRequest, { PUBLIC_URL }: Settings): string | undefined => {
  if (PUBLIC_URL !== undefined) return PUBLIC_URL;
  const name = request.hostname.replace(/^\[|\]$/g, '');
  return name === 'localhost' || isIP(name) > 0 ? `${request.protocol}://${request.host}` : undefined;
};
