import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { mask } from '#platform/crypto';
import { newId, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import type { Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import type { Ticket } from './ticket.entity.js';
import { TicketKeys } from './ticket-keys.js';
import { TicketRepository, type TicketOf } from './ticket.repository.js';

/** What a paper ticket is printed from. */
export interface PrintedTicket {
  number: string;
  token: string;
}

export interface TicketFilter {
  kind?: Ticket['kind'] | undefined;
  number?: string | undefined;
}

/** A ticket as the office sees it. */
export interface TicketLine extends Pick<Ticket, 'id' | 'number' | 'kind' | 'state' | 'groupName' | 'issuedAt'> {
  /** 王** */
  name: string | null;
}

/** Tickets at the office that holds the fair: who has one, and paper for whoever comes without. */
@Injectable()
export class TicketDesk {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly tickets: TicketRepository,
    private readonly keys: TicketKeys,
    private readonly fairs: FairRepository,
    private readonly access: AccessService,
    private readonly ports: FairPorts,
  ) {}

  async list(who: Principal, fairId: string, filter: TicketFilter, cursor: string | undefined, limit: number): Promise<Paged<TicketLine>> {
    await this.fairFor(who, fairId);
    const page = await this.tickets.page(fairId, filter, cursor, limit);
    return { items: page.items.map(lineOf), next: page.next };
  }

  /** Tickets without a holder, valid at once: one scan lets in whoever comes on the spot. */
  async print(who: Principal, fairId: string, count: number): Promise<PrintedTicket[]> {
    const { fair, numbers } = await this.uow.run(async () => {
      const found = await this.fairFor(who, fairId);
      if (found.state !== 'published') throw problems('fair.state');
      const now = this.ports.clock.now();
      const free = await this.tickets.freeNumbers(fairId, count);
      await this.tickets.add(free.map((number) => paper(found, number, now)));
      await this.ports.trace(who, 'ticket.printed', found, { tickets: count });
      return { fair: found, numbers: free };
    });
    const printed: PrintedTicket[] = [];
    for (const number of numbers) printed.push({ number, token: await this.keys.sign({ fairId, day: fair.day, number }) });
    return printed;
  }

  private async fairFor(who: Principal, fairId: string): Promise<Fair> {
    const fair = await this.fairs.byId(fairId);
    if (!fair) throw notFound('fair', fairId);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    return fair;
  }
}

const paper = (fair: Fair, number: string, now: Date): TicketOf => ({
  ...{ id: newId(), fairId: fair.id, number, kind: 'paper', state: 'valid', holder: null, holderIndex: null, consents: [] },
  ...{ groupName: null, linkHash: null, issuedAt: now, changedAt: now, version: 1 },
});

const lineOf = ({ id, number, kind, state, groupName, issuedAt, holder }: TicketOf): TicketLine => ({
  ...{ id, number, kind, state, groupName, issuedAt },
  name: holder?.name ? mask.name(holder.name) : null,
});
