import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { lastValueFrom, of, type Observable } from 'rxjs';
import { Problem, type AuthenticatedRequest } from '#platform/http';
import { digestOf, RequestKeys } from './request-keys.js';

const HEADER = 'idempotency-key';
const KEY = /^[\w-]{16,64}$/;

/**
 * A step that is said again, because of a double click or because the network broke before its answer came, is done once and answered
 * as it was: for every route that writes for somebody who is signed in. Those that give out sessions and secrets are left out, for no
 * answer of theirs is kept, and so are files.
 */
@Injectable()
export class OnceInterceptor implements NestInterceptor {
  constructor(private readonly keys: RequestKeys) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const key = request.headers[HEADER];
    const { rateClass } = request.routeOptions.config as { rateClass?: string };
    if (key === undefined || !request.principal || rateClass !== 'write') return next.handle();
    if (typeof key !== 'string' || !KEY.test(key)) throw wrongKey();
    const said = { userId: request.principal.userId, key, digest: digestOf(request.method, request.url, request.body) };
    const { answer, again } = await this.keys.once(said, () =>
      lastValueFrom(next.handle() as Observable<unknown>, { defaultValue: undefined }),
    );
    if (again) void context.switchToHttp().getResponse<FastifyReply>().header('idempotency-replayed', 'true');
    return of(answer);
  }
}

const wrongKey = (): Problem =>
  new Problem('request.key_malformed', 400, {
    detail: {
      zh: 'Idempotency-Key 应为 16 至 64 个字母、数字、下划线或连字符',
      en: 'Idempotency-Key has to be 16 to 64 letters, digits, underscores or hyphens',
    },
  });
