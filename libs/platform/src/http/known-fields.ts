import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { getMetadataStorage } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { invalid, Problem } from './problem.js';

interface Known {
  filters: ReadonlySet<string>;
  body: boolean;
}

type Argument = { index: number; data?: unknown };

/**
 * A filter that a list does not have is refused and not left out of account: somebody who mistypes one would take the whole list for
 * the answer. The same for a body that nobody reads. The fields of a body that is read are the DTO's affair.
 */
@Injectable()
export class KnownFields implements NestInterceptor {
  private readonly known = new WeakMap<object, Known>();

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { filters, body } = this.of(context);
    for (const name of Object.keys(request.query as object)) if (!filters.has(name)) throw unknownFilter(name, filters);
    if (!body) refuseBody(request.body);
    return next.handle();
  }

  private of(context: ExecutionContext): Known {
    const handler = context.getHandler();
    let known = this.known.get(handler);
    if (!known) this.known.set(handler, (known = knownOf(context.getClass(), handler.name)));
    return known;
  }
}

/** What a handler reads of a request, as its parameters' decorators say. */
const knownOf = (controller: { prototype: unknown }, name: string): Known => {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, Argument>;
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, name) ?? []) as object[];
  const ofKind = (kind: RouteParamtypes): Argument[] =>
    Object.keys(args).flatMap((key) => (key.startsWith(`${kind}:`) ? (args[key] ?? []) : []));
  const filters = ofKind(RouteParamtypes.QUERY).flatMap(({ index, data }) => (typeof data === 'string' ? [data] : fieldsOf(types[index])));
  return { filters: new Set(filters), body: [RouteParamtypes.BODY, RouteParamtypes.RAW_BODY].some((kind) => ofKind(kind).length > 0) };
};

const fieldsOf = (dto: object | undefined): string[] =>
  typeof dto === 'function'
    ? getMetadataStorage()
        .getTargetValidationMetadatas(dto, '', false, false)
        .map(({ propertyName }) => propertyName)
    : [];

const unknownFilter = (name: string, filters: ReadonlySet<string>): Problem =>
  new Problem('request.unknown_filter', 400, {
    detail: filters.size
      ? { zh: '没有“{name}”这个查询条件，可用的有：{known}', en: 'There is no filter {name} here; there are: {known}' }
      : { zh: '没有“{name}”这个查询条件，此地址不接受查询条件', en: 'There is no filter {name}: this address takes none' },
    params: { name: name.slice(0, 60), known: [...filters].join(', ') },
  });

const refuseBody = (body: unknown): void => {
  if (body === undefined || body === null) return;
  const [name = ''] = typeof body === 'object' ? Object.keys(body) : [];
  if (name || typeof body !== 'object')
    throw invalid([{ path: name, code: 'whitelistValidation', message: { zh: '没有这个字段', en: 'is not a field of this request' } }]);
};
