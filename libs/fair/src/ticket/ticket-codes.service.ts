import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FieldCipher, normalise } from '#platform/crypto';
import { Settings } from '#platform/config';
import { dayOf, newId, UnitOfWork } from '#platform/db';
import { requestContext } from '#platform/http';
import type { Fair } from '../fair.entity.js';
import { ticketCodeAsked } from '../fair.events.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { TicketCode } from './ticket.entity.js';

/** How somebody is reached: by one of the two. */
export interface Reach {
  phone?: string | undefined;
  email?: string | undefined;
}

const MINUTE_MS = 60_000;
/** A code opens something for so long. */
const LIFE_MS = 10 * MINUTE_MS;
/** Nobody is sent more codes than these: text messages cost money, and are a nuisance to whoever did not ask. */
const PAUSE_MS = MINUTE_MS;
const CODES_A_DAY = 5;
const TRIES = 5;

/** Shows that a telephone or an address is somebody's: a code is sent there, and said here. */
@Injectable()
export class TicketCodes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
    private readonly settings: Settings,
    private readonly ports: FairPorts,
  ) {}

  /** Whether text messages can be sent at all; otherwise an address is asked for. */
  get bySms(): boolean {
    return this.settings.SMS_PROVIDER !== undefined;
  }

  /** For whom a ticket is, without saying who it is. @throws Problem without exactly one of the two */
  indexOf({ phone, email }: Reach): string {
    if (phone && email) throw problems('ticket.reach');
    if (phone) return this.cipher.blindIndex('ticket phone', normalise.phone(phone));
    if (email) return this.cipher.blindIndex('ticket email', normalise.email(email));
    throw problems('ticket.reach');
  }

  /** Sends a code; the one before opens nothing any more. @throws Problem when that was a moment ago, or often enough today */
  async send(fair: Fair, reach: Reach): Promise<void> {
    if (reach.phone && !this.bySms) throw problems('ticket.no_sms');
    const holderIndex = this.indexOf(reach);
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await this.uow.run(async () => {
      const now = this.ports.clock.now();
      const before = await this.uow.forUpdate(TicketCode, { fairId: fair.id, holderIndex });
      const sentToday = before && dayOf(before.sentAt) === dayOf(now) ? before.sent : 0;
      if (before && now.getTime() - before.sentAt.getTime() < PAUSE_MS) throw problems('ticket.code_soon');
      if (sentToday >= CODES_A_DAY) throw problems('ticket.code_often');
      const id = before?.id ?? newId();
      const codeHash = this.hashOf(id, code);
      const fresh = { codeHash, tries: 0, sent: sentToday + 1, sentAt: now, until: new Date(now.getTime() + LIFE_MS) };
      if (before) await this.uow.manager.update(TicketCode, { id }, fresh);
      else await this.uow.manager.insert(TicketCode, { id, fairId: fair.id, holderIndex, ...fresh });
      await this.ports.events.record(ticketCodeAsked, {
        ...{ codeId: id, sentAt: now.toISOString(), code, fairName: fair.name, locale: requestContext()?.locale ?? 'zh' },
        ...{ phone: reach.phone ?? null, email: reach.email ?? null },
      });
    });
  }

  /** Ends the code that was right, with whatever `then` does; a wrong one is counted, and after five the code is dead.
   * @throws Problem for a wrong or an old code */
  async redeem<T>(fairId: string, reach: Reach, code: string, then: (holderIndex: string) => Promise<T>): Promise<T> {
    const holderIndex = this.indexOf(reach);
    await this.countTry(fairId, holderIndex);
    return this.uow.run(async () => {
      const row = await this.uow.forUpdate(TicketCode, { fairId, holderIndex });
      const now = this.ports.clock.now();
      if (!row || row.until <= now || row.codeHash !== this.hashOf(row.id, code)) throw problems('ticket.code_wrong');
      await this.uow.manager.update(TicketCode, { id: row.id }, { until: now, tries: TRIES });
      return then(holderIndex);
    });
  }

  /** Before the code is looked at: tries that are sent at the same moment cannot all pass as the first. */
  private async countTry(fairId: string, holderIndex: string): Promise<void> {
    await this.uow.run(async () => {
      const row = await this.uow.forUpdate(TicketCode, { fairId, holderIndex });
      if (!row || row.until <= this.ports.clock.now()) throw problems('ticket.code_wrong');
      if (row.tries >= TRIES) throw problems('ticket.code_dead');
      await this.uow.manager.update(TicketCode, { id: row.id }, { tries: row.tries + 1 });
    });
  }

  private hashOf(id: string, code: string): string {
    return this.cipher.blindIndex('ticket code', `${id} ${code}`);
  }
}
