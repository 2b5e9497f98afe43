import { Injectable } from '@nestjs/common';
import { NeedReads } from '#need';
import { newId, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import { reasonFor, type Outcome, type UnsuitableReason } from '../domain/outcome.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { TicketRepository } from '../ticket/ticket.repository.js';
import { BoothSide } from './booth-side.js';
import { seenOf, type SeenHolder } from './consented.js';
import type { FairTalk } from './outcome.entity.js';
import { OutcomeTaker } from './outcome-taker.js';
import { OutcomeRepository, type OutcomeCounts } from './outcome.repository.js';

/** Somebody whom an enterprise met, as it may see them. */
export interface TalkView extends SeenHolder {
  talk: FairTalk;
  number: string;
  needTitle: string | null;
}

export interface NewOutcome {
  /** Of the ticket. */
  number: string;
  kind: Outcome;
  reason?: UnsuitableReason | null | undefined;
  needId?: string | null | undefined;
}

/** What an enterprise says of people at its booth, by account, and its list of them. */
@Injectable()
export class Outcomes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly outcomes: OutcomeRepository,
    private readonly taker: OutcomeTaker,
    private readonly tickets: TicketRepository,
    private readonly needs: NeedReads,
    private readonly side: BoothSide,
    private readonly ports: FairPorts,
  ) {}

  async list(who: Principal, boothId: string, cursor: string | undefined, limit: number): Promise<Paged<TalkView>> {
    const { fair, one } = await this.side.allowed(who, boothId);
    const page = await this.outcomes.page(fair.id, one.id, cursor, limit);
    return { items: await this.shown(page.items), next: page.next };
  }

  async counts(who: Principal, boothId: string): Promise<OutcomeCounts> {
    const { fair, one } = await this.side.allowed(who, boothId);
    return this.outcomes.counts(fair.id, one.id);
  }

  /** A second click says nothing new. @throws Problem for a ticket that there is not, or what cannot be said after what was said before */
  async record(who: Principal, boothId: string, { number, kind, reason, needId = null }: NewOutcome): Promise<TalkView> {
    const { fair, one } = await this.side.allowed(who, boothId);
    if (fair.state === 'draft' || fair.state === 'cancelled' || fair.day > this.ports.clock.today()) throw problems('outcome.not_begun');
    await this.uow.run(async () => {
      const said = { number, kind, reason: reasonFor(kind, reason), needId, at: this.ports.clock.now(), deviceId: null, byId: who.userId };
      const id = newId();
      const verdicts = await this.taker.take({ fairId: fair.id, enterpriseId: one.id, boothId }, [{ id, ...said }]);
      const refusal = verdicts.get(id);
      if (refusal) throw problems(`outcome.${refusal}`);
      await this.ports.trace(who, 'outcome.recorded', fair, { enterprise: one.name, outcome: kind });
    });
    const [ticket] = await this.tickets.byNumbers(fair.id, [number]);
    const talks = await this.outcomes.talks(one.id, ticket ? [ticket.id] : []);
    const [view] = await this.shown(talks.filter((talk) => talk.needKey === (needId ?? '')));
    if (!view) throw problems('outcome.unknown_ticket');
    return view;
  }

  private async shown(talks: readonly FairTalk[]): Promise<TalkView[]> {
    const tickets = new Map((await this.tickets.many(talks.map(({ ticketId }) => ticketId))).map((ticket) => [ticket.id, ticket]));
    const needs = new Map((await this.needs.many(talks.flatMap(({ needId }) => needId ?? []))).map((need) => [need.id, need.title]));
    return talks.map((talk) => {
      const ticket = tickets.get(talk.ticketId);
      const seen = seenOf(ticket ?? { holder: null, consents: [] });
      return { talk, number: ticket?.number ?? '', ...seen, needTitle: needs.get(talk.needId ?? '') ?? null };
    });
  }
}
