import { Injectable } from '@nestjs/common';
import { NeedReads } from '#need';
import { Clock, newId } from '#platform/db';
import { judgeOutcome, stateIn, type Outcome, type Said, type UnsuitableReason } from '../domain/outcome.js';
import { TicketRepository } from '../ticket/ticket.repository.js';
import { TurnRepository } from '../turn/turn.repository.js';
import type { FairOutcome, FairTalk } from './outcome.entity.js';
import { OutcomeRepository } from './outcome.repository.js';

/** For whom it was said, and where. */
export interface OutcomeFor {
  fairId: string;
  enterpriseId: string;
  boothId: string | null;
}

export interface OutcomeSaid {
  id: string;
  /** Of the ticket. */
  number: string;
  kind: Outcome;
  reason: UnsuitableReason | null;
  needId: string | null;
  at: Date;
  deviceId: string | null;
  byId: string | null;
}

export type OutcomeRefusal = 'unknown_ticket' | 'cancelled_ticket' | 'other_need' | 'no_way';

const talkKey = (ticketId: string, needId: string | null): string => `${ticketId} ${needId ?? ''}`;

const saidOf = ({ id, kind, reason, at }: FairOutcome): Said => ({ id, kind, reason, at: at.getTime() });

/** Lets words of an enterprise about people take effect, each once, in whatever order they come. Inside the open unit of work. */
@Injectable()
export class OutcomeTaker {
  constructor(
    private readonly outcomes: OutcomeRepository,
    private readonly tickets: TicketRepository,
    private readonly needs: NeedReads,
    private readonly turns: TurnRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns by id, why it takes no effect; null where it does, or says nothing new */
  async take(where: OutcomeFor, said: readonly OutcomeSaid[]): Promise<Map<string, OutcomeRefusal | null>> {
    const tickets = await this.tickets.lockNumbers(where.fairId, [...new Set(said.map(({ number }) => number))]);
    const byNumber = new Map(tickets.map((ticket) => [ticket.number, ticket]));
    const own = await this.ownNeeds(where.enterpriseId, said);
    const book = await this.bookOf(
      where,
      tickets.map(({ id }) => id),
    );
    const verdicts = new Map<string, OutcomeRefusal | null>();
    for (const one of [...said].sort((a, b) => a.at.getTime() - b.at.getTime())) {
      const ticket = byNumber.get(one.number);
      if (!ticket) verdicts.set(one.id, 'unknown_ticket');
      else if (ticket.state === 'cancelled') verdicts.set(one.id, 'cancelled_ticket');
      else if (one.needId !== null && !own.has(one.needId)) verdicts.set(one.id, 'other_need');
      else verdicts.set(one.id, book.take(ticket.id, one));
    }
    await this.outcomes.addOutcomes(book.added);
    await this.outcomes.addTalks(book.newTalks());
    for (const talk of book.changedTalks()) await this.outcomes.updateTalk(talk);
    // Whoever was called online is there when something is said of them.
    await this.turns.talkedWith(
      where.fairId,
      where.enterpriseId,
      [...new Set(book.added.map(({ ticketId }) => ticketId))],
      this.clock.now(),
    );
    return verdicts;
  }

  private async ownNeeds(enterpriseId: string, said: readonly OutcomeSaid[]): Promise<Set<string>> {
    const asked = [...new Set(said.flatMap(({ needId }) => needId ?? []))];
    const needs = asked.length === 0 ? [] : await this.needs.many(asked);
    return new Set(needs.filter((need) => need.enterpriseId === enterpriseId).map(({ id }) => id));
  }

  private async bookOf(where: OutcomeFor, ticketIds: readonly string[]): Promise<OutcomeBook> {
    const history = await this.outcomes.history(where.enterpriseId, ticketIds);
    return new OutcomeBook(where, history, await this.outcomes.talks(where.enterpriseId, ticketIds), this.clock.now());
  }
}

/** What is known of some people while more is said of them. */
class OutcomeBook {
  readonly added: FairOutcome[] = [];
  private readonly history = new Map<string, FairOutcome[]>();
  private readonly talks: ReadonlyMap<string, FairTalk>;
  private readonly touched = new Set<string>();

  constructor(
    private readonly where: OutcomeFor,
    history: readonly FairOutcome[],
    talks: readonly FairTalk[],
    private readonly now: Date,
  ) {
    for (const one of history) this.keep(one);
    this.talks = new Map(talks.map((talk) => [talkKey(talk.ticketId, talk.needId), talk]));
  }

  take(ticketId: string, { id, kind, reason, needId, at, deviceId, byId }: OutcomeSaid): OutcomeRefusal | null {
    const key = talkKey(ticketId, needId);
    const verdict = judgeOutcome((this.history.get(key) ?? []).map(saidOf), { id, kind, reason, at: at.getTime() });
    if (verdict === 'no_way') return 'no_way';
    if (verdict === 'repeat') return null;
    const row: FairOutcome = { id, ...this.where, ticketId, needId, kind, reason, at, deviceId, byId, receivedAt: this.now };
    this.added.push(row);
    this.keep(row);
    this.touched.add(key);
    return null;
  }

  newTalks(): FairTalk[] {
    return this.touchedTalks().filter((talk) => !this.talks.has(talkKey(talk.ticketId, talk.needId)));
  }

  changedTalks(): FairTalk[] {
    return this.touchedTalks().filter((talk) => this.talks.has(talkKey(talk.ticketId, talk.needId)));
  }

  private keep(row: FairOutcome): void {
    const key = talkKey(row.ticketId, row.needId);
    this.history.set(key, [...(this.history.get(key) ?? []), row]);
  }

  private touchedTalks(): FairTalk[] {
    return [...this.touched].flatMap((key) => {
      const all = this.history.get(key) ?? [];
      const last = stateIn(all.map(saidOf));
      const row = all.find(({ id }) => id === last?.id);
      if (!row) return [];
      const { fairId, enterpriseId, boothId, ticketId, needId, kind, reason, at } = row;
      const firstAt = new Date(Math.min(...all.map((one) => one.at.getTime())));
      return [
        {
          ...{ id: this.talks.get(key)?.id ?? newId(), fairId, enterpriseId, boothId, ticketId, needId, needKey: needId ?? '' },
          ...{ kind, reason, outcomeId: row.id, firstAt, at, changedAt: this.now },
        },
      ];
    });
  }
}
