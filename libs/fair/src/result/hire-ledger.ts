import { Injectable } from '@nestjs/common';
import { HireClaims, NeedLedger, NeedReads } from '#need';
import { opensAgain } from '../domain/hires.js';
import type { FairHire } from './result.entity.js';

/** What a hire moves outside the fair, in the caller's unit of work: the place that it fills, and that the person counts once. */
@Injectable()
export class HireLedger {
  constructor(
    private readonly ledger: NeedLedger,
    private readonly needs: NeedReads,
    private readonly claims: HireClaims,
  ) {}

  /** @returns whether a place was filled @throws Problem when the post has none left, or the person is counted by a station already */
  async begin({ id, enterpriseId, needId, filled }: FairHire, phone: string | null): Promise<boolean> {
    if (phone) await this.claims.take(phone, enterpriseId, { channel: 'fair', refId: id });
    // Its place was never opened again.
    if (filled || needId === null) return filled;
    const ref = { kind: 'fair_hire', id };
    await this.ledger.promise(needId, 1, ref);
    await this.ledger.commit(needId, 1, ref);
    await this.ledger.fill(needId, 1, ref);
    return true;
  }

  /** They are not there, or never were: another hire of them may count. @returns whether the place stays filled: the enterprise has
   * stated since how many it is short of */
  async end({ id, needId, filled, hiredOn }: FairHire, reason: 'denied' | 'left'): Promise<boolean> {
    await this.claims.giveBack({ channel: 'fair', refId: id });
    if (!filled || needId === null) return false;
    const need = await this.needs.forUpdate(needId);
    if (!need || !opensAgain(hiredOn, need)) return true;
    await this.ledger.unfill(needId, 1, { kind: 'fair_hire', id, actorId: null }, reason);
    return false;
  }
}
