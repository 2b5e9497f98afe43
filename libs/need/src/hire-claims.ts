import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { FieldCipher, normalise } from '#platform/crypto';
import { Clock, isDuplicate, newId, UnitOfWork } from '#platform/db';
import { CountedHire, type HireChannel } from './hire-claims.entity.js';
import { problems } from './need.problems.js';

export interface Claimed {
  channel: HireChannel;
  /** What it is in the channel's own books. */
  refId: string;
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

  /** Said again for the same hire it changes nothing. @throws Problem `hire.counted` when another hire of that person has it */
  async take(phone: string, enterpriseId: string, { channel, refId }: Claimed): Promise<void> {
    const key = { personKey: this.keyOf(phone), enterpriseId, slot: STANDS };
    const before = await this.uow.manager.findOneBy(CountedHire, key);
    if (before?.refId === refId) return;
    if (before) throw problems(`hire.counted_by_${before.channel}`);
    // What ended once and stands again is the row that it was.
    const again = await this.uow.manager.findOneBy(CountedHire, { channel, refId });
    try {
      if (again) await this.uow.manager.update(CountedHire, { id: again.id }, key);
      else await this.uow.manager.insert(CountedHire, { id: newId(), ...key, channel, refId, at: this.clock.now() });
    } catch (error) {
      if (isDuplicate(error)) throw problems('hire.counted');
      throw error;
    }
  }

  /** It ended, or never was: another one of that person may count. */
  async giveBack({ channel, refId }: Claimed): Promise<void> {
    const row = await this.uow.manager.findOneBy(CountedHire, { channel, refId });
    if (row?.slot === STANDS) await this.uow.manager.update(CountedHire, { id: row.id }, { slot: row.id });
  }

  /** Whom of these the enterprise has by this channel already; the numbers as they were given. */
  async countedBy(channel: HireChannel, people: readonly { phone: string; enterpriseId: string }[]): Promise<Set<string>> {
    const keys = new Map(people.map(({ phone, enterpriseId }) => [`${this.keyOf(phone)} ${enterpriseId}`, phone]));
    if (keys.size === 0) return new Set();
    const personKeys = [...keys.keys()].map((key) => key.split(' ')[0] ?? '');
    const rows = await this.uow.manager.findBy(CountedHire, { personKey: In(personKeys), slot: STANDS, channel });
    return new Set(rows.flatMap(({ personKey, enterpriseId }) => keys.get(`${personKey} ${enterpriseId}`) ?? []));
  }

  private keyOf(phone: string): string {
    return this.cipher.blindIndex('hired person', normalise.phone(phone));
  }
}
