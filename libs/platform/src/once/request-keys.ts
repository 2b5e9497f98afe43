import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { FieldCipher } from '#platform/crypto';
import { Clock, isDuplicate, newId, UnitOfWork } from '#platform/db';
import { defineProblems } from '#platform/http';
import { RequestKeyRow } from './request-key.entity.js';

const problems = defineProblems({
  'request.key_reused': {
    status: 422,
    zh: '这个幂等键（Idempotency-Key）已用于另一项内容不同的请求，请换一个',
    en: 'This Idempotency-Key has been used for a request that said something else: take another one',
  },
  'request.answer_unknown': {
    status: 409,
    zh: '这一步已经提交过，正在处理或已生效，无需再次提交；请刷新页面查看结果',
    en: 'This step was sent before, and is under way or has taken effect. There is no need to send it again: reload the page to see it',
  },
});

/** What somebody asked for, and under which key. */
export interface Said {
  readonly userId: string;
  readonly key: string;
  readonly digest: string;
}

/** How long somebody who says the same again waits for the answer of the first. Milliseconds. */
const PATIENCE_MS = 10_000;
const LONGEST_PAUSE_MS = 500;
/** No request takes longer. */
const REQUEST_MS = 60_000;

class SaidBefore extends Error {}

/** Text for which equal requests have equal ones. */
export const digestOf = (method: string, url: string, body: unknown): string =>
  createHash('sha256')
    .update(`${method} ${url}\n${JSON.stringify(body) ?? ''}`)
    .digest('base64url');

/**
 * Requests that take effect once, however often they are said: the key is written by the unit of work that does what was asked for, so
 * that it is there exactly when the effect is, and the answer is kept with it. Of two at once the second waits at the unique key.
 */
@Injectable()
export class RequestKeys {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  /** What `act` comes to, or what it came to when the same was said before. Whatever fails leaves the key free.
   * @throws Problem 422 `request.key_reused` for another request, 409 `request.answer_unknown` when the first has not ended after 10 s or
   * its answer was lost with its server; whatever `act` throws */
  async once(said: Said, act: () => Promise<unknown>): Promise<{ answer: unknown; again: boolean }> {
    if (await this.find(said)) return this.again(said);
    const id = newId();
    return this.uow.accompany(
      () => this.claim(id, said),
      async (tookEffect) => {
        try {
          const answer = await act();
          if (tookEffect()) await this.keep(id, answer);
          return { answer, again: false };
        } catch (error) {
          if (tookEffect()) await this.release(id);
          // Refused because the same was said and done a moment ago: that is no refusal.
          else if (await this.find(said)) return this.again(said);
          throw error;
        }
      },
    );
  }

  /** Its server has given the request up, or is gone. */
  private isOver({ at }: RequestKeyRow): boolean {
    return this.clock.now().getTime() - at.getTime() > REQUEST_MS;
  }

  private find({ userId, key }: Said): Promise<RequestKeyRow | null> {
    return this.uow.manager.findOneBy(RequestKeyRow, { userId, key });
  }

  private async claim(id: string, { userId, key, digest }: Said): Promise<void> {
    try {
      await this.uow.manager.insert(RequestKeyRow, { id, userId, key, digest, answer: null, at: this.clock.now() });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // Two units of work of one request, side by side: the other one has written it.
      if (!(await this.uow.manager.existsBy(RequestKeyRow, { id }))) throw new SaidBefore();
    }
  }

  private async keep(id: string, answer: unknown): Promise<void> {
    const sealed = this.cipher.seal('request_key', 'answer', id, JSON.stringify({ answer }));
    await this.uow.run(() => this.uow.manager.update(RequestKeyRow, { id }, { answer: sealed }));
  }

  private async release(id: string): Promise<void> {
    await this.uow.run(() => this.uow.manager.delete(RequestKeyRow, { id }));
  }

  private async again(said: Said): Promise<{ answer: unknown; again: boolean }> {
    const until = performance.now() + PATIENCE_MS;
    for (let wait = 20; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      const row = await this.find(said);
      if (row && row.digest !== said.digest) throw problems('request.key_reused');
      if (row?.answer) {
        const { answer } = JSON.parse(this.cipher.open('request_key', 'answer', row.id, row.answer)) as { answer?: unknown };
        return { answer, again: true };
      }
      if (!row || this.isOver(row) || performance.now() > until) throw problems('request.answer_unknown');
      await pause(wait);
    }
  }
}
