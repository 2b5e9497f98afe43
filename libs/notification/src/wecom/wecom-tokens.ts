import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { FieldCipher } from '#platform/crypto';
import { Clock, UnitOfWork } from '#platform/db';
import { WecomToken } from './wecom.entity.js';

/** A token, and which one it is. */
export interface HeldToken {
  token: string;
  edition: number;
}

/** What was answered when a token was asked for. */
export type Asked<R> = { token: string; lifeSeconds: number } | { refused: R };

/** A token is given up so long before it runs out: what is on its way still arrives. Milliseconds. */
const MARGIN_MS = 5 * 60_000;
/** How long one worker may take to ask. */
const ASK_MS = 15_000;
const LOOK_MS = 150;
/** A token is looked up again so often: another worker may have another one by then. */
const KEEP_MS = 30_000;

/** One access token for all workers: kept in the database, asked for by one of them. */
@Injectable()
export class WecomTokens {
  private readonly held = new Map<string, HeldToken & { until: number }>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
  ) {}

  /** @param ask asks WeCom; called by one worker at a time
   * @param refused the edition that WeCom would not take
   * @returns a token, or why there is none */
  async get<R>(id: string, ask: () => Promise<Asked<R>>, refused?: number): Promise<HeldToken | { refused: R | null }> {
    const known = this.held.get(id);
    if (known && known.edition !== refused && known.until > performance.now()) return known;
    for (const end = performance.now() + ASK_MS; performance.now() < end; await sleep(LOOK_MS)) {
      const row = await this.uow.manager.findOneBy(WecomToken, { id });
      const now = this.clock.now();
      const usable = row?.token && row.expiresAt && row.expiresAt > now && row.edition !== refused;
      if (row && usable) return this.hold(id, this.cipher.open('wecom_token', 'token', id, row.token) ?? '', row.edition, row.expiresAt);
      if (await this.claim(id, row, now)) return this.renew(id, row?.edition ?? 0, ask);
    }
    return { refused: null };
  }

  private hold(id: string, token: string, edition: number, expiresAt: Date | null): HeldToken {
    const left = (expiresAt?.getTime() ?? 0) - this.clock.now().getTime();
    this.held.set(id, { token, edition, until: performance.now() + Math.min(left, KEEP_MS) });
    return { token, edition };
  }

  /** Who writes first is the one that asks. */
  private claim(id: string, seen: WecomToken | null, now: Date): Promise<boolean> {
    const askedUntil = new Date(now.getTime() + ASK_MS);
    return this.uow.run(async () => {
      if (!seen) {
        const none = { id, token: null, expiresAt: null, askedUntil: null, edition: 0 };
        await this.uow.manager.createQueryBuilder().insert().into(WecomToken).values(none).orIgnore().updateEntity(false).execute();
      }
      const row = await this.uow.forUpdate(WecomToken, { id });
      if (!row || row.edition !== (seen?.edition ?? 0) || (row.askedUntil && row.askedUntil > now)) return false;
      await this.uow.manager.update(WecomToken, { id }, { askedUntil });
      return true;
    });
  }

  private async renew<R>(id: string, before: number, ask: () => Promise<Asked<R>>): Promise<HeldToken | { refused: R }> {
    const answered = await ask();
    const edition = before + 1;
    if ('refused' in answered) {
      await this.uow.run(() => this.uow.manager.update(WecomToken, { id, edition: before }, { askedUntil: null }));
      return answered;
    }
    const { token, lifeSeconds } = answered;
    const expiresAt = new Date(this.clock.now().getTime() + Math.max(lifeSeconds * 1_000 - MARGIN_MS, lifeSeconds * 500));
    const sealed = this.cipher.seal('wecom_token', 'token', id, token);
    await this.uow.run(() =>
      this.uow.manager.update(WecomToken, { id, edition: before }, { token: sealed, expiresAt, askedUntil: null, edition }),
    );
    return this.hold(id, token, edition, expiresAt);
  }
}
