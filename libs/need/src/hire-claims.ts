import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { FieldCipher, normalise } from '#platform/crypto';
import { Clock, insertRows, isDuplicate, newId, UnitOfWork } from '#platform/db';
import { CountedHire, type HireChannel } from './hire-claims.entity.js';
import { problems } from './need.problems.js';

export interface Claimed {
  channel: HireChannel;
  /** What it is in the channel's own books. */
  refId: string;
}

/** Somebody who is to be counted. */
export interface Counted {
  refId: string;
  phone: string;
  enterpriseId: string;
}

const STANDS = 'now';

/**
 * One hire counts for one channel. Whoever counts somebody as hired claims them first, in the same unit of work: of two channels that do
 * at once, the unique key lets one. A person is known by the keyed hash of their telephone number, which outlives the number.
 */
@Injectable()
export class HireClaims {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  /** Said again for the same hire it changes nothing. @throws Problem `hire.counted_by_station`, … when another hire has the person */
  async take(phone: string, enterpriseId: string, { channel, refId }: Claimed): Promise<void> {
    const [by] = (await this.takeAll(channel, [{ refId, phone, enterpriseId }])).values();
    if (by) throw problems(`hire.counted_by_${by}`);
  }

  /**
   * Claims all who are free. Within a channel two people may share a telephone: its own books tell them apart.
   * @returns of the others, who has them
   */
  async takeAll(channel: HireChannel, people: readonly Counted[]): Promise<Map<string, HireChannel>> {
    const taken = new Map<string, HireChannel>();
    if (people.length === 0) return taken;
    const keyed = people.map((one) => ({ ...one, personKey: this.keyOf(one.phone) }));
    const standing = await this.uow.manager.findBy(CountedHire, { personKey: In(keyed.map(({ personKey }) => personKey)), slot: STANDS });
    const by = new Map(standing.map((row) => [`${row.personKey} ${row.enterpriseId}`, row]));
    const ended = await this.uow.manager.findBy(CountedHire, { channel, refId: In(keyed.map(({ refId }) => refId)) });
    const before = new Map(ended.map((row) => [row.refId, row]));
    const fresh: CountedHire[] = [];
    for (const { refId, personKey, enterpriseId } of keyed) {
      const key = `${personKey} ${enterpriseId}`;
      const has = by.get(key);
      if (has && has.refId !== refId && (has.channel !== channel || channel === 'fair')) taken.set(refId, has.channel);
      if (has) continue;
      const row = { id: newId(), personKey, enterpriseId, slot: STANDS, channel, refId, at: this.clock.now() };
      by.set(key, row);
      const again = before.get(refId);
      // What ended once and stands again is the row that it was.
      if (again) await this.unlessTaken(this.uow.manager.update(CountedHire, { id: again.id }, { personKey, enterpriseId, slot: STANDS }));
      else fresh.push(row);
    }
    await this.unlessTaken(insertRows(this.uow.manager, CountedHire, fresh));
    return taken;
  }

  /** It ended, or never was: another one of that person may count. */
  async giveBack({ channel, refId }: Claimed): Promise<void> {
    const row = await this.uow.manager.findOneBy(CountedHire, { channel, refId });
    if (row?.slot === STANDS) await this.uow.manager.update(CountedHire, { id: row.id }, { slot: row.id });
  }

  private async unlessTaken(write: Promise<unknown>): Promise<void> {
    try {
      await write;
    } catch (error) {
      if (isDuplicate(error)) throw problems('hire.counted');
      throw error;
    }
  }

  private keyOf(phone: string): string {
    return this.cipher.blindIndex('hired person', normalise.phone(phone));
  }
}
