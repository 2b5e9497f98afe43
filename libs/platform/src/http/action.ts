import {
  applyDecorators,
  Controller,
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  type ExecutionContext,
  type Type,
} from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiResponse,
  ApiSecurity,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Principal } from './principal.js';
import { signInFirst } from './problem.js';

/** Metadata key of the permission that a route asks for. */
export const PERMISSION = 'gangqiao:permission';

export type RateClass = 'read' | 'write' | 'login' | 'upload';

export interface ActionOptions {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path?: string;
  /** A key of the permissions catalogue, `signed-in` for anybody with an account, or `public`. */
  permission: string;
  summary: string;
  /** DTO of the body. */
  body?: Type;
  /** DTO of the answer; absent for an empty answer. */
  returns?: Type;
  /** The answer is one page: `{ items: returns[], next: cursor | null }`. */
  list?: boolean;
  /** The answer is an array of `returns`. */
  array?: boolean;
  status?: number;
  rate?: RateClass;
  /** The body is multipart/form-data with one file in the field `file`. */
  upload?: boolean;
  /** The answer is a file of this media type. */
  file?: string;
}

const methods = {
  GET: RequestMethod.GET,
  POST: RequestMethod.POST,
  PUT: RequestMethod.PUT,
  PATCH: RequestMethod.PATCH,
  DELETE: RequestMethod.DELETE,
};

/** A controller whose routes are /api/<path>; its OpenAPI tag is the path. */
export const Resource = (path: string): ClassDecorator => applyDecorators(Controller(`api/${path}`), ApiTags(path.split('/')[0] ?? path));

/** One route: its method, permission, contract and rate limit in one place. A route without `Action` stops the start. */
export const Action = (options: ActionOptions): MethodDecorator => {
  const path = options.path ?? '';
  const status = options.status ?? (options.returns || options.file ? 200 : 204);
  const rate = options.rate ?? (options.upload ? 'upload' : options.method === 'GET' ? 'read' : 'write');
  return applyDecorators(
    RequestMapping({ path, method: methods[options.method] }),
    HttpCode(status),
    SetMetadata(PERMISSION, options.permission),
    RouteConfig({ rateClass: rate, permission: options.permission }),
    ApiOperation({ summary: options.summary, description: `Permission: \`${options.permission}\`` }),
    ...[...path.matchAll(/:(\w+)/g)].map((match) => ApiParam({ name: match[1] ?? '', type: 'string' })),
    ...(options.permission === 'public' ? [] : [ApiSecurity('session')]),
    ...(['public', 'signed-in'].includes(options.permission) ? [] : [ApiSecurity('token')]),
    ...(options.body ? [ApiBody({ type: options.body })] : []),
    ...(options.upload ? [ApiConsumes('multipart/form-data'), ApiBody({ schema: uploadSchema })] : []),
    answer(options, status),
    ApiResponse({
      status: 'default',
      description: 'What went wrong (RFC 9457)',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );
};

const uploadSchema = {
  type: 'object',
  required: ['file'],
  properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
};

const answer = (options: ActionOptions, status: number): MethodDecorator & ClassDecorator => {
  const description = status === 204 ? 'Done' : 'Answer';
  if (options.file)
    return applyDecorators(
      ApiProduces(options.file),
      ApiResponse({ status, description, content: { [options.file]: { schema: { type: 'string' } } } }),
    );
  if (!options.returns) return applyDecorators(ApiResponse({ status, description }));
  const item = { $ref: getSchemaPath(options.returns) };
  const page = {
    type: 'object',
    required: ['items', 'next'],
    properties: { items: { type: 'array', items: item }, next: { type: ['string', 'null'], description: 'cursor of the next page' } },
  };
  const schema = options.list ? page : options.array ? { type: 'array', items: item } : item;
  // Typed for OpenAPI 3.0, in which `type` is one word; we write 3.1.
  return applyDecorators(
    ApiExtraModels(options.returns),
    ApiResponse({ status, description, content: { 'application/json': { schema: schema } } }),
  );
};

export interface AuthenticatedRequest extends FastifyRequest {
  principal?: Principal | null;
}

const principalOf = (context: ExecutionContext): Principal | null =>
  context.switchToHttp().getRequest<AuthenticatedRequest>().principal ?? null;

/** The signed-in person. On a public route use {@link MaybeCaller}. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const who = principalOf(context);
  if (!who) throw signInFirst();
  return who;
});

/** The signed-in person, or null. */
export const MaybeCaller = createParamDecorator((_: unknown, context: ExecutionContext): Principal | null => principalOf(context));

/** The version that `If-Match: "7"` names; null without the header. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number | null => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  const version = /^(?:W\/)?"?(\d+)"?$/.exec(header ?? '')?.[1];
  return version === undefined ? null : Number(version);
});
