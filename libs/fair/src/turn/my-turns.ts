import { Injectable } from '@nestjs/common';
import { newId, UnitOfWork } from '#platform/db';
import { notFound } from '#platform/http';
import { expectedAt, isCurrent, looksAgainAfter, MOST_QUEUES, paceOf, turnAfter } from '../domain/turn.js';
import type { Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { instantOf } from '../gate/fair-hours.js';
import { hashOf } from '../ticket/ticket-link.js';
import type { TicketOf } from '../ticket/ticket.repository.js';
import { TurnCalls } from './turn-calls.js';
import type { TalkRoom, Turn } from './turn.entity.js';
import { isOpenFor, requireOpen } from './turn-hours.js';
import { TurnNeighbours } from './turn-neighbours.js';
import { turnProblems } from './turn.problems.js';
import { TurnRepository } from './turn.repository.js';

/** More enterprises than anybody talks with on one day. */
const MOST = 50;
const MINUTE = 60_000;

/** A turn as whose it is sees it. */
export interface MyTurn {
  turn: Turn;
  room: TalkRoom;
  enterpriseName: string;
  /** People before them, whoever is talked with right now among them. */
  ahead: number;
  /** Null where nobody can tell: it is not waited for, or the enterprise has a pause. */
  expectedAt: Date | null;
  /** Until when the time is theirs, once they are called. */
  slotUntil: Date | null;
  /** Of the meeting; null until it is their turn. */
  link: string | null;
}

export interface MyTurnsView {
  turns: MyTurn[];
  /** People can join queues now. */
  open: boolean;
  /** Seconds after which there is news at the earliest. */
  againIn: number;
}

/** Queues of enterprises on the side of whoever has a ticket: they show it by its link. */
@Injectable()
export class MyTurns {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly turns: TurnRepository,
    private readonly calls: TurnCalls,
    private readonly around: TurnNeighbours,
    private readonly ports: FairPorts,
  ) {}

  /** @throws Problem 404 for a link that is none any more */
  async mine(link: string): Promise<MyTurnsView> {
    const ticket = await this.around.tickets.byLink(hashOf(link));
    const fair = ticket && (await this.around.fairs.byId(ticket.fairId));
    if (!ticket || !fair) throw problems('ticket.link');
    return this.shown(fair, await this.turns.ofTicket(ticket.id, MOST));
  }

  /** Each person once in a queue: a second press finds them in it. @throws Problem `turn.talked`, `turn.closed`, `turn.too_many` */
  async join(link: string, roomId: string): Promise<MyTurnsView> {
    await this.uow.run(async () => {
      const { ticket, fair } = await this.held(link);
      const room = await this.turns.heldRoom({ id: roomId });
      if (room?.fairId !== fair.id) throw notFound('talk-room', roomId);
      requireOpen(fair, 'join', this.ports.clock.now());
      const before = await this.turns.turnIn(roomId, ticket.id);
      if (before?.state === 'done') throw turnProblems('turn.talked');
      if (before && turnAfter(before.state, 'join') === null) return;
      if (room.state === 'closed') throw turnProblems('turn.closed');
      if ((await this.turns.countWaiting(ticket.id)) >= MOST_QUEUES) throw turnProblems('turn.too_many', { most: MOST_QUEUES });
      const place = { joinedAt: this.ports.clock.now(), calledAt: null, comeBy: null, talkedAt: null, endedAt: null };
      if (before) await this.turns.move(before, 'join', place);
      else
        await this.turns.add({
          ...{ id: newId(), fairId: fair.id, roomId, enterpriseId: room.enterpriseId, ticketId: ticket.id, state: 'waiting' },
          ...{ ...place, currentOf: null, busyWith: null },
        });
    });
    return this.mine(link);
  }

  /** Whoever was called passes their turn on; whoever is talked with ends it. A second press finds it done. */
  async leave(link: string, turnId: string): Promise<MyTurnsView> {
    await this.withTurn(link, turnId, async (fair, room, turn) => {
      if (turn.state === 'talking') return this.calls.end(turn);
      const left = await this.turns.move(turn, 'leave', { endedAt: this.ports.clock.now() });
      if (left && turn.state === 'called') await this.calls.passOn(fair, room);
    });
    return this.mine(link);
  }

  /** Goes into the meeting. @throws Problem `turn.not_called` before it is their turn, or after it was passed on */
  async come(link: string, turnId: string): Promise<MyTurnsView> {
    await this.withTurn(link, turnId, async (_fair, room, turn) => {
      if (turn.state === 'talking') return;
      if (!(await this.turns.move(turn, 'come', { talkedAt: this.ports.clock.now() }))) throw turnProblems('turn.not_called');
      await this.turns.came(room.id);
    });
    return this.mine(link);
  }

  private async withTurn(link: string, turnId: string, work: (fair: Fair, room: TalkRoom, turn: Turn) => Promise<void>): Promise<void> {
    await this.uow.run(async () => {
      const { ticket, fair } = await this.held(link);
      const known = await this.turns.turn(turnId);
      if (known?.ticketId !== ticket.id) throw notFound('turn', turnId);
      const room = await this.turns.heldRoom({ id: known.roomId });
      // As it is now that nobody else changes its queue.
      const turn = await this.turns.turn(turnId);
      if (room && turn) await work(fair, room, turn);
    });
  }

  private async held(link: string): Promise<{ ticket: TicketOf; fair: Fair }> {
    const ticket = await this.around.tickets.byLinkForUpdate(hashOf(link));
    const fair = ticket && (await this.around.fairs.byId(ticket.fairId));
    if (!ticket || !fair) throw problems('ticket.link');
    return { ticket, fair };
  }

  private async shown(fair: Fair, turns: readonly Turn[]): Promise<MyTurnsView> {
    const rooms = new Map((await this.turns.rooms(turns.map(({ roomId }) => roomId))).map((room) => [room.id, room]));
    const names = new Map(
      (await this.around.enterprises.many(turns.map(({ enterpriseId }) => enterpriseId))).map(({ id, name }) => [id, name]),
    );
    const waited = turns.filter(({ state }) => state === 'waiting').map(({ roomId }) => roomId);
    const currents = new Map((await this.turns.currentsOf(waited)).map((turn) => [turn.roomId, turn]));
    const shown: MyTurn[] = [];
    for (const turn of turns) {
      const room = rooms.get(turn.roomId);
      if (!room) continue;
      const when = await this.place(fair, room, turn, currents.get(turn.roomId) ?? null);
      shown.push({ turn, room, enterpriseName: names.get(turn.enterpriseId) ?? '', ...when });
    }
    const nearest = shown.flatMap(({ turn, ahead }) => (turn.state === 'waiting' ? [ahead] : isCurrent(turn.state) ? [0] : []));
    const againIn = looksAgainAfter(nearest.length > 0 ? Math.min(...nearest) : null);
    return { turns: shown, open: isOpenFor(fair, 'join', this.ports.clock.now()), againIn };
  }

  private async place(fair: Fair, room: TalkRoom, turn: Turn, current: Turn | null) {
    const slotUntil = turn.calledAt && isCurrent(turn.state) ? new Date(turn.calledAt.getTime() + room.minutes * MINUTE) : null;
    const place = { ahead: 0, expectedAt: null, slotUntil, link: isCurrent(turn.state) ? room.link : null };
    if (turn.state !== 'waiting') return place;
    const before = await this.turns.before(turn);
    const pace = paceOf(room.minutes, await this.turns.lasted(room.id));
    const opens = new Date(instantOf(fair.day, fair.opensAt));
    const since = current && (current.talkedAt ?? current.calledAt);
    return {
      ...place,
      ahead: before + (current ? 1 : 0),
      expectedAt: room.state === 'paused' ? null : expectedAt(this.ports.clock.now(), opens, pace, before, since),
    };
  }
}
