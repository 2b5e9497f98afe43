import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import { localTime } from '#platform/dates';
import { BoothRuleBook } from '../booth/booth-rules.js';
import { MISSED_IN_A_ROW } from '../domain/turn.js';
import type { Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import type { TalkRoom, Turn } from './turn.entity.js';
import { turnCalled } from './turn.events.js';
import { isOpenFor } from './turn-hours.js';
import { TurnNeighbours } from './turn-neighbours.js';
import { TurnRepository } from './turn.repository.js';

/** Turns that are passed on in one go. */
const AT_ONCE = 200;
const MINUTE = 60_000;
/** A talk that nobody ended is over by then: who was in it can be called elsewhere again. */
const LONGEST = 120 * MINUTE;

export const clockOf = (moment: Date): string => localTime(moment).slice(11, 16);

/** Calls whoever is next, and passes a turn on whose owner did not come. Inside the unit of work of who keeps the room. */
@Injectable()
export class TurnCalls {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly turns: TurnRepository,
    private readonly around: TurnNeighbours,
    private readonly rules: BoothRuleBook,
    private readonly ports: FairPorts,
  ) {}

  /** @returns who was called; null when nobody waits who is free. Of two enterprises that call the same person the unique key knows one */
  async next(fair: Fair, room: TalkRoom): Promise<Turn | null> {
    const turn = await this.turns.firstFree(room.id);
    if (!turn) return null;
    const now = this.ports.clock.now();
    const { callMinutes } = await this.rules.on(fair.day);
    const comeBy = new Date(now.getTime() + callMinutes * MINUTE);
    if (!(await this.turns.move(turn, 'call', { calledAt: now, comeBy }))) return null;
    await this.tell(fair, room, turn, now, comeBy);
    return { ...turn, state: 'called', calledAt: now, comeBy };
  }

  /** Ends the turn of whoever was not there. After some in a row nobody is called by the clock any more. */
  async miss(room: TalkRoom, turn: Turn): Promise<TalkRoom> {
    if (!(await this.turns.move(turn, 'miss', { endedAt: this.ports.clock.now() }))) return room;
    const missedInRow = room.missedInRow + 1;
    const state = missedInRow >= MISSED_IN_A_ROW && room.state === 'open' ? 'paused' : room.state;
    await this.turns.updateRoom(room.id, { missedInRow, state });
    return { ...room, missedInRow, state };
  }

  async end(turn: Turn): Promise<void> {
    await this.turns.move(turn, 'end', { endedAt: this.ports.clock.now() });
  }

  /** The next one, unless the enterprise has a pause or the day is over. */
  async passOn(fair: Fair, room: TalkRoom): Promise<void> {
    if (room.state !== 'paused' && isOpenFor(fair, 'call', this.ports.clock.now())) await this.next(fair, room);
  }

  /** What the clock does: who did not come passes on, and talks that nobody ended are over. @returns turns that were looked at */
  async sweep(): Promise<number> {
    const now = this.ports.clock.now();
    const [late, endless] = [await this.turns.overdue(now, AT_ONCE), await this.turns.endless(new Date(now.getTime() - LONGEST), AT_ONCE)];
    for (const { id, roomId, fairId } of late)
      await this.uow.run(async () => {
        const [room, fair] = [await this.turns.heldRoom({ id: roomId }), await this.around.fairs.byId(fairId)];
        const turn = await this.turns.turn(id);
        if (!room || !fair || turn?.state !== 'called' || !turn.comeBy || turn.comeBy > now) return;
        await this.passOn(fair, await this.miss(room, turn));
      });
    for (const turn of endless) await this.uow.run(() => this.end(turn));
    return late.length + endless.length;
  }

  private async tell(fair: Fair, room: TalkRoom, turn: Turn, now: Date, comeBy: Date): Promise<void> {
    const [ticket, one] = [await this.around.tickets.byId(turn.ticketId), await this.around.enterprises.byId(room.enterpriseId)];
    const { phone = null, email = null } = ticket?.holder ?? {};
    if (phone === null && email === null) return;
    await this.ports.events.record(turnCalled, {
      ...{ turnId: turn.id, calledAt: now.toISOString(), fairName: fair.name, enterpriseName: one?.name ?? '', meetingLink: room.link },
      ...{ comeBy: clockOf(comeBy), slot: `${clockOf(now)}–${clockOf(new Date(now.getTime() + room.minutes * MINUTE))}` },
      ...{ phone, email: phone === null ? email : null, locale: 'zh' },
    });
  }
}
