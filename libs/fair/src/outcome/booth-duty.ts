import { Injectable } from '@nestjs/common';
import type { Duty, DutyOfPhone, DutyRef, Judgement, Kit, Mark } from '#field';
import { NeedReads } from '#need';
import { Arrivals } from '../arrival/arrivals.js';
import { BoothRepository } from '../booth/booth.repository.js';
import { isOutcome, reasonFor } from '../domain/outcome.js';
import type { Booth, Fair } from '../fair.entity.js';
import { FairRepository } from '../fair.repository.js';
import { fairHours } from '../gate/fair-hours.js';
import { TicketKeys } from '../ticket/ticket-keys.js';
import { TicketRepository } from '../ticket/ticket.repository.js';
import { seenOf } from './consented.js';
import { OutcomeTaker, type OutcomeSaid } from './outcome-taker.js';
import { OutcomeRepository } from './outcome.repository.js';

export const BOOTH_DUTY = 'fair_booth';

const KIT_ROWS = 2_000;
/** What was said at the same moment may become visible one after the other: so much is asked for again. */
const OVERLAP_MS = 15_000;
/** More posts than anybody shows at a booth. */
const MOST_POSTS = 50;

/**
 * What phones at a booth need, and what becomes of what they see. They hold no list of visitors: only whom their own enterprise has met,
 * and of these what each let it see.
 */
@Injectable()
export class BoothDuty {
  constructor(
    private readonly booths: BoothRepository,
    private readonly fairs: FairRepository,
    private readonly tickets: TicketRepository,
    private readonly keys: TicketKeys,
    private readonly needs: NeedReads,
    private readonly outcomes: OutcomeRepository,
    private readonly taker: OutcomeTaker,
    private readonly arrivals: Arrivals,
  ) {}

  async of({ id }: DutyRef): Promise<Duty | null> {
    const found = await this.found(id);
    if (!found?.booth.enterpriseId || found.fair.state === 'draft' || found.fair.state === 'cancelled') return null;
    const { booth, fair } = found;
    return {
      ...{ kind: BOOTH_DUTY, id, name: `${booth.number} · ${fair.name}`, groupId: fair.id, nodePath: fair.nodePath },
      ...{ enterpriseId: booth.enterpriseId, supplierId: null, ...fairHours(fair) },
    };
  }

  async kit({ id, enterpriseId }: DutyOfPhone, since: string | null): Promise<Kit> {
    const found = await this.found(id);
    if (!found || enterpriseId === null) throw new Error(`a phone is enrolled for the booth ${id}, which is not there`);
    const { fair, booth } = found;
    const place = placeOf(since);
    const talks = await this.outcomes.changedSince(fair.id, enterpriseId, place, KIT_ROWS);
    const tickets = new Map((await this.tickets.many(talks.map(({ ticketId }) => ticketId))).map((ticket) => [ticket.id, ticket]));
    const last = talks.at(-1);
    const more = talks.length === KIT_ROWS;
    const next = more ? `${last?.changedAt.getTime()} ${last?.id}` : `${Math.max((last?.changedAt.getTime() ?? 0) - OVERLAP_MS, 0)} `;
    return {
      facts: {
        ...{ fairId: fair.id, fairName: fair.name, day: fair.day, boothNumber: booth.number, keys: await this.keys.verifying() },
        ...{ posts: await this.postsOf(fair.id, enterpriseId) },
      },
      rows: talks.flatMap(({ ticketId, kind, needId }) => {
        const ticket = tickets.get(ticketId);
        if (!ticket) return [];
        const { name, occupation, experience } = seenOf(ticket);
        return [{ id: ticket.number, values: [kind, needId ?? '', name ?? '', occupation ?? '', experience ?? ''] }];
      }),
      since: last ? next : (since ?? '0 '),
      more,
    };
  }

  /** The last word counts, whichever phone it is of: what is said of somebody goes on while the fair does. */
  async mark({ id, enterpriseId }: DutyOfPhone, marks: readonly Mark[]): Promise<Judgement> {
    const found = await this.found(id);
    if (!found || enterpriseId === null) return { verdicts: marks.map(() => ({ verdict: 'refused', code: 'no_booth' })), cleared: [] };
    const where = { fairId: found.fair.id, enterpriseId, boothId: id };
    const verdicts = await this.taker.take(where, marks.flatMap(saidIn));
    const first = marks.filter(({ entryId }) => verdicts.get(entryId) === null).map(({ seenAt }) => seenAt.getTime());
    if (first.length > 0) await this.arrivals.standsThere(found.fair.id, enterpriseId, new Date(Math.min(...first)));
    return {
      verdicts: marks.map(({ entryId, kind }) => {
        // What a phone turned away by itself is written down, and changes nothing.
        if (kind === 'denied') return { verdict: 'taken' };
        const refusal = verdicts.get(entryId);
        if (refusal === undefined) return { verdict: 'refused', code: 'no_such_mark' };
        return refusal === null ? { verdict: 'taken' } : { verdict: 'refused', code: refusal };
      }),
      cleared: [],
    };
  }

  /** Nothing at a booth waits for a supervisor. */
  settle(): Promise<void> {
    return Promise.resolve();
  }

  private async postsOf(fairId: string, enterpriseId: string): Promise<{ id: string; title: string }[]> {
    const shown = (await this.booths.posts(fairId, enterpriseId)).map(({ needId }) => needId).slice(0, MOST_POSTS);
    const needs = shown.length > 0 ? await this.needs.many(shown) : await this.needs.ofEnterprise(enterpriseId, MOST_POSTS);
    return needs.map(({ id, title }) => ({ id, title }));
  }

  private async found(boothId: string): Promise<{ booth: Booth; fair: Fair } | null> {
    const booth = await this.booths.byId(boothId);
    const fair = booth && (await this.fairs.byId(booth.fairId));
    return booth && fair ? { booth, fair } : null;
  }
}

const saidIn = ({ entryId, deviceId, kind, subject, detail, seenAt }: Mark): OutcomeSaid[] =>
  isOutcome(kind)
    ? [
        {
          ...{ id: entryId, number: subject, kind, reason: reasonFor(kind, detail?.['reason']), at: seenAt, deviceId, byId: null },
          needId: typeof detail?.['need'] === 'string' && detail['need'] !== '' ? detail['need'] : null,
        },
      ]
    : [];

const placeOf = (since: string | null): { at: Date; id: string } => {
  const [at, id = ''] = (since ?? '0 ').split(' ');
  return { at: new Date(Number(at) || 0), id };
};
