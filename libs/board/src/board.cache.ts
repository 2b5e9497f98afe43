import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { firstValueFrom, of, type Observable } from 'rxjs';
import { ByteCache, cacheBytes } from '#platform/cache';
import { Settings } from '#platform/config';
import { Clock } from '#platform/db';
import { AnonymousReads, CursorSeal } from '#platform/http';
import { BoardProjection } from './board.projection.js';

interface Kept {
  body: Buffer;
  etag: string;
  version: number;
  at: number;
}

/** An answer says as of when it is true; an unchanged board's answer is made again after this long, so that it does not look old. */
const LONGEST_MS = 10_000;

/**
 * Answers as they went out, for as long as nothing on the board changed. What is kept is sent before the query is even
 * read: an address that was answered once needs no second validation.
 */
@Injectable()
export class BoardCache implements NestInterceptor {
  private readonly kept: ByteCache<Kept>;

  constructor(
    private readonly projection: BoardProjection,
    private readonly cursors: CursorSeal,
    private readonly clock: Clock,
    private readonly reads: AnonymousReads,
    settings: Settings,
  ) {
    this.kept = new ByteCache({ bytes: cacheBytes(settings, 'board.answers'), weigh: ({ body }) => body.length });
  }

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const { version } = await this.projection.table();
    const now = this.clock.now().getTime();
    const before = this.kept.get(request.url);
    const fresh = before?.version === version && now - before.at < LONGEST_MS;
    const kept = fresh ? before : made(this.cursors.sealed(request, await firstValueFrom(next.handle())), version, now);
    if (fresh) this.reads.wasKept(request);
    else this.kept.set(request.url, kept);
    void reply.headers({ 'cache-control': 'no-cache', etag: kept.etag });
    if (request.headers['if-none-match'] === kept.etag) {
      void reply.status(304);
      return of(undefined);
    }
    void reply.header('content-type', 'application/json; charset=utf-8');
    return of(kept.body);
  }
}

const made = (answer: unknown, version: number, at: number): Kept => {
  const body = Buffer.from(JSON.stringify(answer));
  return { body, etag: `W/"${createHash('sha1').update(body).digest('base64url')}"`, version, at };
};
