import { Injectable } from '@nestjs/common';
import { Brackets, In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { pageOf, UnitOfWork, type Paged } from '#platform/db';
import { turnAfter, turnsFor, type TurnState, type TurnStep } from '../domain/turn.js';
import { TalkRoom, Turn } from './turn.entity.js';

/** The last talks of an enterprise: what they took tells what the next ones take. */
const LAST_TALKS = 10;
const NOBODYS = { currentOf: null, busyWith: null };

/** Statements about queues at online fairs. */
@Injectable()
export class TurnRepository {
  constructor(private readonly uow: UnitOfWork) {}

  roomOf(fairId: string, enterpriseId: string): Promise<TalkRoom | null> {
    return this.uow.manager.findOneBy(TalkRoom, { fairId, enterpriseId });
  }

  /** Keeps its queue from others to the end of the unit of work. */
  heldRoom(where: { id: string } | { fairId: string; enterpriseId: string }): Promise<TalkRoom | null> {
    return this.uow.forUpdate(TalkRoom, where);
  }

  rooms(ids: readonly string[]): Promise<TalkRoom[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.uow.manager.findBy(TalkRoom, { id: In([...ids]) });
  }

  async addRoom(room: TalkRoom): Promise<void> {
    await this.uow.manager.insert(TalkRoom, room);
  }

  async updateRoom(id: string, patch: Partial<TalkRoom>): Promise<void> {
    await this.uow.manager.update(TalkRoom, { id }, patch);
  }

  roomsPage(fairId: string, cursor: string | undefined, limit: number): Promise<Paged<TalkRoom>> {
    const query = this.uow.manager.createQueryBuilder(TalkRoom, 'room').where({ fairId });
    return pageOf(query, { order: [['room.id', 'ASC']], cursor, limit });
  }

  turn(id: string): Promise<Turn | null> {
    return this.uow.manager.findOneBy(Turn, { id });
  }

  turnIn(roomId: string, ticketId: string): Promise<Turn | null> {
    return this.uow.manager.findOneBy(Turn, { roomId, ticketId });
  }

  /** Whose turn it is. */
  current(roomId: string): Promise<Turn | null> {
    return this.uow.manager.findOneBy(Turn, { currentOf: roomId });
  }

  currentsOf(roomIds: readonly string[]): Promise<Turn[]> {
    return roomIds.length === 0 ? Promise.resolve([]) : this.uow.manager.findBy(Turn, { currentOf: In([...roomIds]) });
  }

  /** The next ones, in their order. */
  next(roomId: string, limit: number): Promise<Turn[]> {
    return this.uow.manager.find(Turn, { where: { roomId, state: 'waiting' }, order: { joinedAt: 'ASC', id: 'ASC' }, take: limit });
  }

  /** The first who waits and is not called elsewhere at this moment: those keep their places. */
  firstFree(roomId: string): Promise<Turn | null> {
    return this.uow.manager
      .createQueryBuilder(Turn, 'turn')
      .where({ roomId, state: 'waiting' })
      .andWhere('NOT EXISTS (SELECT 1 FROM fair_turn other WHERE other.busyWith = turn.ticketId)')
      .orderBy('turn.joinedAt', 'ASC')
      .addOrderBy('turn.id', 'ASC')
      .take(1)
      .getOne();
  }

  before({ roomId, joinedAt, id }: Turn): Promise<number> {
    return this.uow.manager
      .createQueryBuilder(Turn, 'turn')
      .where({ roomId, state: 'waiting' })
      .andWhere(
        new Brackets((either) =>
          either.where('turn.joinedAt < :joinedAt', { joinedAt }).orWhere('turn.joinedAt = :joinedAt AND turn.id < :id', { joinedAt, id }),
        ),
      )
      .getCount();
  }

  /** People in each state of each of these queues. */
  async counts(roomIds: readonly string[]): Promise<Map<string, Map<TurnState, number>>> {
    const counts = new Map(roomIds.map((id) => [id, new Map<TurnState, number>()]));
    if (roomIds.length === 0) return counts;
    const rows = await this.uow.manager
      .createQueryBuilder(Turn, 'turn')
      .select('turn.roomId', 'roomId')
      .addSelect('turn.state', 'state')
      .addSelect('COUNT(*)', 'n')
      .where({ roomId: In([...roomIds]) })
      .groupBy('turn.roomId')
      .addGroupBy('turn.state')
      .getRawMany<{ roomId: string; state: TurnState; n: number | string }>();
    for (const { roomId, state, n } of rows) counts.get(roomId)?.set(state, Number(n));
    return counts;
  }

  /** The last first. */
  ofTicket(ticketId: string, limit: number): Promise<Turn[]> {
    return this.uow.manager.find(Turn, { where: { ticketId }, order: { joinedAt: 'DESC', id: 'DESC' }, take: limit });
  }

  countWaiting(ticketId: string): Promise<number> {
    return this.uow.manager.countBy(Turn, { ticketId, state: 'waiting' });
  }

  /** What the last talks took, in milliseconds. */
  async lasted(roomId: string): Promise<number[]> {
    const where = { roomId, endedAt: Not(IsNull()), state: 'done' as const };
    const turns = await this.uow.manager.find(Turn, { where, order: { endedAt: 'DESC' }, take: LAST_TALKS });
    return turns.flatMap(({ talkedAt, endedAt }) => (talkedAt && endedAt ? [endedAt.getTime() - talkedAt.getTime()] : []));
  }

  async add(turn: Turn): Promise<void> {
    await this.uow.manager.insert(Turn, turn);
  }

  /** @returns whether it was where the step leads on from */
  async move({ id, roomId, ticketId }: Turn, step: TurnStep, patch: Partial<Turn> = {}): Promise<boolean> {
    const from = turnsFor(step);
    const state = from[0] && turnAfter(from[0], step);
    if (!state) throw new Error(`no turn is ever to ${step}`);
    const whose = state === 'called' || state === 'talking' ? { currentOf: roomId, busyWith: ticketId } : NOBODYS;
    return (await this.uow.manager.update(Turn, { id, state: In(from) }, { state, ...whose, ...patch })).affected === 1;
  }

  /** Called, and not there in time. */
  overdue(now: Date, limit: number): Promise<Turn[]> {
    return this.uow.manager.find(Turn, { where: { state: 'called', comeBy: LessThanOrEqual(now) }, order: { comeBy: 'ASC' }, take: limit });
  }

  /** Talks that nobody ended. */
  endless(begunBefore: Date, limit: number): Promise<Turn[]> {
    return this.uow.manager.find(Turn, { where: { state: 'talking', comeBy: LessThanOrEqual(begunBefore) }, take: limit });
  }

  /** Its enterprise said something of whose turn it is: they are there. */
  async talkedWith(fairId: string, enterpriseId: string, ticketIds: readonly string[], now: Date): Promise<void> {
    if (ticketIds.length === 0) return;
    const turns = await this.uow.manager.findBy(Turn, { fairId, enterpriseId, busyWith: In([...ticketIds]) });
    for (const turn of turns)
      if (turn.state === 'called' && (await this.move(turn, 'come', { talkedAt: now }))) await this.came(turn.roomId);
  }

  async came(roomId: string): Promise<void> {
    await this.updateRoom(roomId, { missedInRow: 0 });
  }

  /** Whoever gave their ticket back waits for nobody any more. */
  async forget(ticketId: string, now: Date): Promise<void> {
    const turns = await this.uow.manager.findBy(Turn, { ticketId, state: In([...turnsFor('leave'), ...turnsFor('end')]) });
    for (const turn of turns) await this.move(turn, turn.state === 'talking' ? 'end' : 'leave', { endedAt: now });
  }

  /** Of a fair: people who wait in some queue, and those whose turn it is. */
  async people(fairId: string): Promise<{ waiting: number; talking: number }> {
    const count = async (where: object): Promise<number> => {
      const query = this.uow.manager.createQueryBuilder(Turn, 'turn').select('COUNT(DISTINCT turn.ticketId)', 'n').where(where);
      return Number((await query.getRawOne<{ n: number | string }>())?.n ?? 0);
    };
    return { waiting: await count({ fairId, state: 'waiting' }), talking: await count({ fairId, busyWith: Not(IsNull()) }) };
  }

  async hasTalked(ticketId: string): Promise<boolean> {
    return this.uow.manager.existsBy(Turn, { ticketId, talkedAt: Not(IsNull()) });
  }

  /** By fair, people who talked online and went through no gate. */
  async onlineOnly(fairIds: readonly string[]): Promise<Map<string, number>> {
    if (fairIds.length === 0) return new Map();
    const rows = await this.uow.manager
      .createQueryBuilder(Turn, 'turn')
      .select('turn.fairId', 'fairId')
      .addSelect('COUNT(DISTINCT turn.ticketId)', 'n')
      .where({ fairId: In([...fairIds]), talkedAt: Not(IsNull()) })
      .andWhere("NOT EXISTS (SELECT 1 FROM fair_pass p WHERE p.ticketId = turn.ticketId AND p.way = 'in' AND p.standing = 'counts')")
      .groupBy('turn.fairId')
      .getRawMany<{ fairId: string; n: number | string }>();
    return new Map(rows.map(({ fairId, n }) => [fairId, Number(n)]));
  }
}
