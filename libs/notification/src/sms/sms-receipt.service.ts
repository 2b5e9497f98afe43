import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, newId, UnitOfWork } from '#platform/db';
import { JobQueue } from '#platform/jobs';
import { Deliveries } from '../deliveries.service.js';
import { idOfKey } from '../domain/delivery.js';
import { SmsReceipt } from '../notification.entity.js';
import { matchReceipt } from '../notification.jobs.js';
import { problem } from '../notification.problems.js';
import { sameText } from './signatures.js';
import { SmsConnection } from './sms-connection.js';
import type { Callback, TextReceipt } from './sms-provider.js';

/** Receipts of one callback. */
const MOST = 1_000;
const LONGEST_REF = 80;
const LONGEST_CODE = 40;
/** Looks for the delivery of a receipt after 5, 15, 45, 135 and 405 seconds; then it is one that we do not know. */
const FIRST_LOOK_MS = 5_000;
const MOST_LOOKS = 5;

/** What the provider tells of text messages that it had taken. */
@Injectable()
export class SmsReceipts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: JobQueue,
    private readonly connection: SmsConnection,
    private readonly deliveries: Deliveries,
  ) {}

  /** @param key the secret part of the address that was called
   * @throws Problem receipt.forged, receipt.replayed, receipt.unreadable */
  async take(key: string, given: Omit<Callback, 'now'>): Promise<void> {
    const { provider, receiptKey } = this.connection;
    if (!provider || receiptKey === null || !sameText(key, receiptKey)) throw problem('receipt.forged');
    const { receipts, nonce } = provider.read({ ...given, now: this.clock.now() });
    const tooLong = receipts.some(({ ref }) => ref === '' || ref.length > LONGEST_REF);
    if (receipts.length > MOST || tooLong) throw problem('receipt.unreadable');
    await this.uow.run(async () => {
      const fresh = await this.keep(provider.name, receipts, nonce);
      if (nonce !== null && fresh.length < receipts.length) throw problem('receipt.replayed');
      for (const { row, receipt } of fresh) await this.apply(row, receipt.key, 0);
    });
  }

  /** The unique key decides which were not told before, also against a callback that runs beside this one. */
  private async keep(provider: string, receipts: readonly TextReceipt[], nonce: string | null) {
    const receivedAt = this.clock.now();
    const made = receipts.map((receipt) => {
      const { ref, arrived, code } = receipt;
      const once = createHash('sha256')
        .update(JSON.stringify([provider, nonce, ref, arrived, code]))
        .digest('hex');
      const row = { id: newId(), provider, ref, deliveryId: null, arrived, code: code.slice(0, LONGEST_CODE), once, receivedAt };
      return { receipt, row };
    });
    if (made.length === 0) return [];
    const rows = made.map(({ row }) => row);
    await this.uow.manager.createQueryBuilder().insert().into(SmsReceipt).values(rows).orIgnore().updateEntity(false).execute();
    const kept = await this.uow.manager.find(SmsReceipt, { select: { id: true }, where: { id: In(rows.map(({ id }) => id)) } });
    const ids = new Set(kept.map(({ id }) => id));
    return made.filter(({ row }) => ids.has(row.id));
  }

  private async apply(row: SmsReceipt, key: string | null, tries: number): Promise<void> {
    const delivery = await this.deliveries.byReceipt(row.provider, row.ref, key === null ? null : idOfKey(key));
    if (delivery) {
      await this.deliveries.told(delivery, row.ref, row);
      await this.uow.manager.update(SmsReceipt, { id: row.id }, { deliveryId: delivery.id });
    }
    // Its own name for the message is written with the answer, which may still be on its way.
    if (delivery?.providerRef === row.ref || tries >= MOST_LOOKS) return;
    const runAt = new Date(this.clock.now().getTime() + FIRST_LOOK_MS * 3 ** tries);
    await this.queue.enqueue(matchReceipt, { receiptId: row.id, tries: tries + 1 }, { runAt });
  }

  /** Looks once more for what a receipt is about. */
  async match(receiptId: string, tries: number): Promise<void> {
    const row = await this.uow.manager.findOneBy(SmsReceipt, { id: receiptId });
    if (row) await this.apply(row, row.deliveryId, tries);
  }
}
