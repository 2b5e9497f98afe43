import { Injectable } from '@nestjs/common';
import { guarded, newId, UnitOfWork } from '#platform/db';
import { notFound } from '#platform/http';
import { privacyNotices } from '#reference';
import type { Consent } from '../domain/ticket.js';
import type { Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import { OutcomeRepository } from '../outcome/outcome.repository.js';
import { TicketCodes, type Reach } from './ticket-codes.service.js';
import type { TicketHolder } from './ticket.entity.js';
import { TicketKeys } from './ticket-keys.js';
import { hashOf, newLink } from './ticket-link.js';
import { TicketRepository, type TicketOf } from './ticket.repository.js';
import { TurnRepository } from '../turn/turn.repository.js';

/** What somebody says of themselves, and what of it an enterprise may see. */
export interface TicketDetails {
  name: string;
  occupation: string | null;
  experience: string | null;
  consents: Consent[];
}

/** A ticket as its holder sees it. */
export interface MyTicket {
  ticket: TicketOf;
  fair: Fair;
  /** What stands in the QR. */
  token: string;
}

/** People get a ticket without an account: who shows that a telephone is theirs has its ticket. */
@Injectable()
export class Tickets {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly tickets: TicketRepository,
    private readonly codes: TicketCodes,
    private readonly keys: TicketKeys,
    private readonly fairs: FairRepository,
    private readonly outcomes: OutcomeRepository,
    private readonly turns: TurnRepository,
    private readonly ports: FairPorts,
  ) {}

  get bySms(): boolean {
    return this.codes.bySms;
  }

  async sendCode(fairId: string, reach: Reach): Promise<void> {
    await this.codes.send(await this.openFair(fairId), reach);
  }

  /** One ticket a person: asked again it is the same one, with what was said last, and another link to it.
   * @throws Problem for a wrong code, or another privacy notice than the one that holds */
  async take(
    fairId: string,
    reach: Reach,
    code: string,
    details: TicketDetails,
    privacyVersion: string,
  ): Promise<MyTicket & { link: string }> {
    const fair = await this.openFair(fairId);
    if (privacyVersion !== privacyNotices.inForce(this.ports.clock.today()).version) throw problems('ticket.privacy');
    const link = newLink();
    const ticket = await this.codes.redeem(fairId, reach, code, async (holderIndex) => {
      const before = await this.tickets.byHolderForUpdate(fairId, holderIndex);
      return before
        ? this.changed(before, { holder: holderOf(details, reach), consents: details.consents, linkHash: hashOf(link) })
        : this.added(fair, holderIndex, reach, details, hashOf(link));
    });
    return { ...(await this.shown(ticket, fair)), link };
  }

  /** @throws Problem 404 for a link that is none any more */
  async mine(link: string): Promise<MyTicket> {
    const ticket = await this.tickets.byLink(hashOf(link));
    const fair = ticket && (await this.fairs.byId(ticket.fairId));
    if (!ticket || !fair) throw problems('ticket.link');
    return this.shown(ticket, fair);
  }

  async change(link: string, details: TicketDetails): Promise<MyTicket> {
    await this.uow.run(async () => {
      const ticket = await this.tickets.byLinkForUpdate(hashOf(link));
      if (!ticket) throw problems('ticket.link');
      const { phone = null, email = null } = ticket.holder ?? {};
      const holder = holderOf(details, { phone: phone ?? undefined, email: email ?? undefined });
      await this.changed(ticket, { holder, consents: details.consents });
    });
    return this.mine(link);
  }

  /** Who it was for is gone at once; gates know the number as cancelled. A second press finds it done. */
  async remove(link: string): Promise<void> {
    await this.uow.run(async () => {
      const ticket = await this.tickets.byLinkForUpdate(hashOf(link));
      if (!ticket) return;
      await this.changed(ticket, { state: 'cancelled', holder: null, holderIndex: null, consents: [], linkHash: null });
      await this.turns.forget(ticket.id, this.ports.clock.now());
      const fair = await this.fairs.byId(ticket.fairId);
      if (fair) await this.ports.audit.record(null, 'ticket.removed', { kind: 'fair', id: fair.id, nodePath: fair.nodePath });
    });
  }

  private async openFair(id: string): Promise<Fair> {
    const fair = await this.fairs.byId(id);
    if (!fair || fair.state === 'draft') throw notFound('fair', id);
    if (fair.state !== 'published' || fair.day < this.ports.clock.today()) throw problems('ticket.closed');
    return fair;
  }

  private async added(fair: Fair, holderIndex: string, reach: Reach, details: TicketDetails, linkHash: string): Promise<TicketOf> {
    const now = this.ports.clock.now();
    const [number = ''] = await this.tickets.freeNumbers(fair.id, 1);
    const ticket: TicketOf = {
      ...{ id: newId(), fairId: fair.id, number, kind: 'phone', state: 'valid', holder: holderOf(details, reach), holderIndex, linkHash },
      ...{ consents: details.consents, groupName: null, issuedAt: now, changedAt: now, version: 1 },
    };
    await this.tickets.add([ticket]);
    return ticket;
  }

  private async changed(ticket: TicketOf, patch: Partial<TicketOf>): Promise<TicketOf> {
    const change = { ...patch, changedAt: this.ports.clock.now() };
    guarded({ affected: await this.tickets.updateAt(ticket.id, ticket.version, change) }, 'the ticket');
    await this.outcomes.touch(ticket.id, change.changedAt);
    return { ...ticket, ...change };
  }

  private async shown(ticket: TicketOf, fair: Fair): Promise<MyTicket> {
    return { ticket, fair, token: await this.keys.sign({ fairId: fair.id, day: fair.day, number: ticket.number }) };
  }
}

const holderOf = ({ name, occupation, experience }: TicketDetails, { phone, email }: Reach): TicketHolder => ({
  ...{ name, occupation, experience },
  ...{ phone: phone ?? null, email: email ?? null },
});
