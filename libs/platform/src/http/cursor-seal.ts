import { timingSafeEqual } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { FieldCipher } from '#platform/crypto';
import { CursorError } from '#platform/db';

type Query = Record<string, string | string[] | undefined>;

const SEAL_BYTES = 16;

/**
 * The cursors of all lists on their way out and back: what a list calls its place leaves signed, and comes in only with the
 * signature of the same list with the same filters. The key is derived from the installation's, so that every process and every
 * later start knows it.
 */
@Injectable()
export class CursorSeal implements NestInterceptor {
  constructor(private readonly cipher: FieldCipher) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const query = request.query as Query;
    if (query['cursor'] !== undefined) query['cursor'] = this.open(listOf(request), query['cursor']);
    return next.handle().pipe(map((answer: unknown) => this.sealed(request, answer)));
  }

  /** An answer as it goes out: with its `next` signed, where it has one. */
  sealed<T>(request: FastifyRequest, answer: T): T {
    const page = answer as { next?: unknown } | null | undefined;
    if (typeof page !== 'object' || typeof page?.next !== 'string') return answer;
    return { ...answer, next: Buffer.concat([this.seal(listOf(request), page.next), Buffer.from(page.next)]).toString('base64url') };
  }

  private open(list: string, cursor: string | string[]): string {
    if (typeof cursor !== 'string') throw new CursorError();
    const bytes = Buffer.from(cursor, 'base64url');
    const [seal, place] = [bytes.subarray(0, SEAL_BYTES), bytes.subarray(SEAL_BYTES).toString()];
    if (seal.length < SEAL_BYTES || !timingSafeEqual(seal, this.seal(list, place))) throw new CursorError();
    return place;
  }

  private seal(list: string, place: string): Buffer {
    return this.cipher.sign('cursor', `${list}\0${place}`).subarray(0, SEAL_BYTES);
  }
}

/** A list is its address with its filters; how many of it are wanted may change from page to page. */
const listOf = (request: FastifyRequest): string => {
  const { cursor: _, limit: __, ...filters } = request.query as Query;
  const parts = Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([request.routeOptions.url, request.params, parts]);
};
