import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '#platform/db';
import { BoardProjection } from './board.projection.js';
import { Memo } from './domain/memo.js';

interface Kept {
  body: Buffer;
  etag: string;
  version: number;
  at: number;
}

/** An answer says as of when it is true; an unchanged board's answer is made again after this long, so that it does not look old. */
const LONGEST_MS = 10_000;

/** Answers as they went out, for as long as nothing on the board changed. */
@Injectable()
export class BoardCache {
  private readonly kept = new Memo<Kept>(2_000);

  constructor(
    private readonly projection: BoardProjection,
    private readonly clock: Clock,
  ) {}

  /** Sends the answer to this address from what was kept, or makes it; 304 when the reader has it already. */
  async send(request: FastifyRequest, reply: FastifyReply, make: () => Promise<object>): Promise<void> {
    const { version } = await this.projection.table();
    const now = this.clock.now().getTime();
    const before = this.kept.get(request.url);
    const kept = before?.version === version && now - before.at < LONGEST_MS ? before : this.kept.set(request.url, await this.made(make, version, now));
    void reply.headers({ 'cache-control': 'no-cache', etag: kept.etag });
    if (request.headers['if-none-match'] === kept.etag) void reply.status(304).send();
    else void reply.header('content-type', 'application/json; charset=utf-8').send(kept.body);
  }

  private async made(make: () => Promise<object>, version: number, at: number): Promise<Kept> {
    const body = Buffer.from(JSON.stringify(await make()));
    return { body, etag: `W/"${createHash('sha1').update(body).digest('base64url')}"`, version, at };
  }
}
