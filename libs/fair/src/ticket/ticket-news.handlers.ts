import { Injectable } from '@nestjs/common';
import { Handles, type JobContext } from '#platform/jobs';
import { UnitOfWork } from '#platform/db';
import { eventOf, ticketsConcerned, type TicketHolderReached } from '../fair.events.js';
import { FairPorts } from '../fair.ports.js';
import { FairRepository } from '../fair.repository.js';
import { tellTickets, type TicketNewsOf } from './ticket.jobs.js';
import { TicketRepository } from './ticket.repository.js';

/** Holders that are told in one short transaction. */
const AT_ONCE = 200;

/** Whoever has a ticket hears when the fair takes place at another time or place, or not at all, where they said that they are reached. */
@Injectable()
export class TicketNews {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly tickets: TicketRepository,
    private readonly ports: FairPorts,
  ) {}

  /** Who was told is not told again: a job that died goes on where it was. */
  @Handles(tellTickets)
  async tell(news: TicketNewsOf, job: JobContext): Promise<void> {
    for (let after: string | null = ''; after !== null && !job.signal.aborted;) after = await this.tellSome(news, after);
    await job.finish(() => Promise.resolve());
  }

  /** Tells the next ones in order of their numbers. @returns the last one looked at, or null when all have been */
  private async tellSome(news: TicketNewsOf, after: string): Promise<string | null> {
    return this.uow.run(async () => {
      const fair = await this.fairs.byId(news.fairId);
      // That it was moved says nothing any more of a fair that does not take place.
      if (!fair || (news.reason === null) === (fair.state === 'cancelled')) return null;
      const some = await this.tickets.reachable(fair.id, after, AT_ONCE);
      const holders = some.flatMap(({ id, holder }): TicketHolderReached[] =>
        holder && (holder.phone ?? holder.email) ? [{ ticketId: id, phone: holder.phone, email: holder.email }] : [],
      );
      if (holders.length > 0) await this.ports.events.record(ticketsConcerned, { ...eventOf(fair), ...news, holders });
      return some.length < AT_ONCE ? null : (some.at(-1)?.number ?? null);
    });
  }
}
