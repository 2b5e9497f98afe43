import { Injectable } from '@nestjs/common';
import { newId, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { paceOf, type TalkRoomState } from '../domain/turn.js';
import type { Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { BoothSide } from '../outcome/booth-side.js';
import { seenOf, type SeenHolder } from '../outcome/consented.js';
import { clockOf, TurnCalls } from './turn-calls.js';
import type { TalkRoom, Turn } from './turn.entity.js';
import { isOnline, requireOpen } from './turn-hours.js';
import { TurnNeighbours } from './turn-neighbours.js';
import { turnProblems } from './turn.problems.js';
import { TurnRepository } from './turn.repository.js';

/** More than an enterprise looks ahead. */
const NEXT = 10;
const MINUTE = 60_000;

export interface RoomPlan {
  link: string;
  minutes: number;
  state: TalkRoomState;
}

/** Somebody in the queue as its enterprise sees them: a number, and once it is their turn what they let it see. */
export interface QueuedView {
  turn: Turn;
  number: string;
  seen: SeenHolder | null;
  /** Called, and not there in time. */
  late: boolean;
}

export interface RoomView {
  fair: Fair;
  enterpriseId: string;
  /** Null until the enterprise has said where it is met. */
  room: TalkRoom | null;
  current: QueuedView | null;
  next: QueuedView[];
  waiting: number;
  talked: number;
  missed: number;
}

/** A room as everybody sees it. */
export interface OpenRoom {
  room: TalkRoom;
  enterpriseName: string;
  waiting: number;
  /** Until somebody who joins now is called, as talks go there. */
  minutes: number;
}

/** The queue of an enterprise at an online fair, on its side. */
@Injectable()
export class TalkRooms {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly turns: TurnRepository,
    private readonly calls: TurnCalls,
    private readonly side: BoothSide,
    private readonly around: TurnNeighbours,
    private readonly ports: FairPorts,
  ) {}

  async view(who: Principal, boothId: string): Promise<RoomView> {
    const { fair, one } = await this.side.allowed(who, boothId);
    const room = await this.turns.roomOf(fair.id, one.id);
    const nobody = { fair, enterpriseId: one.id, room, current: null, next: [], waiting: 0, talked: 0, missed: 0 };
    if (!room) return nobody;
    const [turn, next, counts] = [
      await this.turns.current(room.id),
      await this.turns.next(room.id, NEXT),
      (await this.turns.counts([room.id])).get(room.id),
    ];
    const queued = await this.queued(turn ? [turn, ...next] : next);
    const of = (state: 'waiting' | 'talking' | 'done' | 'missed'): number => counts?.get(state) ?? 0;
    return {
      ...nobody,
      current: turn ? (queued[0] ?? null) : null,
      next: turn ? queued.slice(1) : queued,
      ...{ waiting: of('waiting'), talked: of('talking') + of('done'), missed: of('missed') },
    };
  }

  /** Says where the enterprise is met, and whether people join. */
  async set(who: Principal, boothId: string, plan: RoomPlan): Promise<RoomView> {
    const { fair, one } = await this.side.allowed(who, boothId);
    if (!isOnline(fair)) throw turnProblems('turn.on_site');
    if (fair.state !== 'published') throw problems('fair.state');
    await this.uow.run(async () => {
      const shares = await this.around.booths.shares(fair.id, one.id);
      if (!shares.some(({ heldUntil }) => heldUntil === null)) throw problems('fair.not_booked');
      const before = await this.turns.heldRoom({ fairId: fair.id, enterpriseId: one.id });
      const changedAt = this.ports.clock.now();
      const said = { ...plan, missedInRow: 0, changedAt };
      if (before) await this.turns.updateRoom(before.id, said);
      else await this.turns.addRoom({ id: newId(), fairId: fair.id, enterpriseId: one.id, ...said });
      await this.ports.trace(who, 'turn.room_set', fair, { enterprise: one.name, queue: plan.state });
    });
    return this.view(who, boothId);
  }

  /** Ends the talk that is on, lets whoever did not come in time pass, and calls the next one.
   * @throws Problem `turn.still_called` while somebody who was just called may still come */
  async callNext(who: Principal, boothId: string): Promise<RoomView> {
    await this.withRoom(who, boothId, async (fair, found) => {
      const room = await this.finish(found, await this.turns.current(found.id));
      // Whoever calls is there.
      if (room.state === 'paused') await this.turns.updateRoom(room.id, { state: 'open', missedInRow: 0 });
      await this.calls.next(fair, room);
    });
    return this.view(who, boothId);
  }

  /** Ends a turn without calling anybody. A second press finds it done. */
  async end(who: Principal, boothId: string, turnId: string): Promise<RoomView> {
    await this.withRoom(who, boothId, async (fair, room) => {
      const turn = await this.turns.turn(turnId);
      if (!turn || turn.roomId !== room.id) throw notFound('turn', turnId);
      await this.finish(room, turn);
    });
    return this.view(who, boothId);
  }

  /** Where people can queue up at a fair. Checks no permission: nobody who waits is named. */
  async open(fairId: string, cursor: string | undefined, limit: number): Promise<Paged<OpenRoom>> {
    const fair = await this.around.fairs.byId(fairId);
    if (!fair || fair.state === 'draft') throw notFound('fair', fairId);
    const page = await this.turns.roomsPage(fairId, cursor, limit);
    const counts = await this.turns.counts(page.items.map(({ id }) => id));
    const names = new Map(
      (await this.around.enterprises.many(page.items.map(({ enterpriseId }) => enterpriseId))).map(({ id, name }) => [id, name]),
    );
    const items: OpenRoom[] = [];
    for (const room of page.items) {
      const waiting = counts.get(room.id)?.get('waiting') ?? 0;
      const pace = paceOf(room.minutes, await this.turns.lasted(room.id));
      items.push({ room, enterpriseName: names.get(room.enterpriseId) ?? '', waiting, minutes: Math.round((waiting * pace) / MINUTE) });
    }
    return { items, next: page.next };
  }

  private async finish(room: TalkRoom, turn: Turn | null): Promise<TalkRoom> {
    if (turn?.state === 'talking') await this.calls.end(turn);
    if (turn?.state !== 'called') return room;
    if (turn.comeBy && turn.comeBy > this.ports.clock.now()) {
      const [ticket] = await this.around.tickets.many([turn.ticketId]);
      throw turnProblems('turn.still_called', { number: ticket?.number ?? '', until: clockOf(turn.comeBy) });
    }
    return this.calls.miss(room, turn);
  }

  private async withRoom(who: Principal, boothId: string, work: (fair: Fair, room: TalkRoom) => Promise<void>): Promise<void> {
    const { fair, one } = await this.side.allowed(who, boothId);
    requireOpen(fair, 'call', this.ports.clock.now());
    await this.uow.run(async () => {
      const room = await this.turns.heldRoom({ fairId: fair.id, enterpriseId: one.id });
      if (!room) throw turnProblems('turn.no_room');
      await work(fair, room);
    });
  }

  private async queued(turns: readonly Turn[]): Promise<QueuedView[]> {
    const tickets = new Map((await this.around.tickets.many(turns.map(({ ticketId }) => ticketId))).map((ticket) => [ticket.id, ticket]));
    const now = this.ports.clock.now();
    return turns.map((turn) => {
      const ticket = tickets.get(turn.ticketId);
      const late = turn.state === 'called' && turn.comeBy !== null && turn.comeBy <= now;
      return { turn, number: ticket?.number ?? '', seen: ticket && turn.currentOf !== null ? seenOf(ticket) : null, late };
    });
  }
}
