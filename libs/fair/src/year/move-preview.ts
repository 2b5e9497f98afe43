import { Injectable } from '@nestjs/common';
import type { Principal } from '#platform/http';
import { FairMoves } from '../booth/fair-moves.js';
import { filingGaps, type Gap } from '../domain/filing.js';
import { allows, stateOf } from '../domain/states.js';
import { FairClashes, type FairClash } from '../fair-clashes.js';
import { FairPorts } from '../fair.ports.js';
import { FairRepository } from '../fair.repository.js';
import { FairRules } from '../fair-rules.js';
import { FairService } from '../fair.service.js';
import { TicketRepository } from '../ticket/ticket.repository.js';

export interface MovePreview {
  clashes: FairClash[];
  /** What the filing would lack then. */
  gaps: Gap[];
  /** Enterprises that would be asked again, and those that wait and would be told; none of a fair that is not announced. */
  asked: number;
  told: number;
  /** People with a ticket who would be asked whether they still come. */
  tickets: number;
  /** Saving it would be refused. */
  refused: boolean;
}

/** What would become of a fair on another day: asked before it is dropped there. */
@Injectable()
export class MovePreviews {
  constructor(
    private readonly service: FairService,
    private readonly fairs: FairRepository,
    private readonly clashes: FairClashes,
    private readonly moves: FairMoves,
    private readonly tickets: TicketRepository,
    private readonly rules: FairRules,
    private readonly ports: FairPorts,
  ) {}

  async of(
    who: Principal,
    id: string,
    to: { day?: string | undefined; opensAt?: string | undefined; closesAt?: string | undefined },
  ): Promise<MovePreview> {
    const fair = await this.service.managedRead(who, id);
    const after = { ...fair, day: to.day ?? fair.day, opensAt: to.opensAt ?? fair.opensAt, closesAt: to.closesAt ?? fair.closesAt };
    const { day, opensAt, closesAt, boothCount } = after;
    const today = this.ports.clock.today();
    const past: FairClash[] = day < today ? [{ kind: 'past', name: null, from: null, to: null, count: null, refused: true }] : [];
    const clashes = await this.clashes.of(who, { day, opensAt, closesAt, boothCount, roomId: fair.roomId ?? undefined, fairId: id });
    const gaps = stateOf(fair) === 'planned' ? [] : filingGaps(after, today, await this.rules.on(day), fair);
    const announced = fair.state === 'published';
    const booked = announced ? [...new Set(await this.fairs.bookedBy(id))] : [];
    const waiting = announced ? await this.moves.waitingAt(id, booked) : [];
    const tickets = announced ? await this.tickets.countReachable(id) : 0;
    const all = [...past, ...clashes];
    const refused = all.some((one) => one.refused) || gaps.length > 0 || !allows(stateOf(fair), 'edit');
    return { clashes: all, gaps, asked: booked.length, told: waiting.length, tickets, refused };
  }
}
