import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Brackets, In, IsNull, MoreThan, Not } from 'typeorm';
import { FieldCipher } from '#platform/crypto';
import { insertRows, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { TICKET_NUMBERS, ticketNumber } from '../domain/ticket.js';
import { Ticket, type TicketHolder } from './ticket.entity.js';

/** A ticket with its holder in the clear. */
export interface TicketOf extends Omit<Ticket, 'holder'> {
  holder: TicketHolder | null;
}

/** Tickets that somebody has who can be told something. */
const held = (fairId: string) => ({ fairId, state: 'valid' as const, holder: Not(IsNull()) });

/** Statements about tickets; who holds one is sealed here and nowhere else. */
@Injectable()
export class TicketRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
  ) {}

  async byId(id: string): Promise<TicketOf | null> {
    return this.maybe(await this.uow.manager.findOneBy(Ticket, { id }));
  }

  async byLink(linkHash: string): Promise<TicketOf | null> {
    return this.maybe(await this.uow.manager.findOneBy(Ticket, { linkHash }));
  }

  async byHolder(fairId: string, holderIndex: string): Promise<TicketOf | null> {
    return this.maybe(await this.uow.manager.findOneBy(Ticket, { fairId, holderIndex }));
  }

  async byLinkForUpdate(linkHash: string): Promise<TicketOf | null> {
    return this.maybe(await this.uow.forUpdate(Ticket, { linkHash }));
  }

  async byHolderForUpdate(fairId: string, holderIndex: string): Promise<TicketOf | null> {
    return this.maybe(await this.uow.forUpdate(Ticket, { fairId, holderIndex }));
  }

  /** Keeps them from other gates to the end of the unit of work, in one order for all. */
  async lockNumbers(fairId: string, numbers: readonly string[]): Promise<Pick<Ticket, 'id' | 'number' | 'state'>[]> {
    if (numbers.length === 0) return [];
    const query = this.uow.manager
      .createQueryBuilder(Ticket, 'ticket')
      .select(['ticket.id', 'ticket.number', 'ticket.state'])
      .where({ fairId, number: In([...numbers]) })
      .orderBy('ticket.number', 'ASC');
    if (this.uow.dialect === 'mysql') query.setLock('pessimistic_write');
    return query.getMany();
  }

  /** Tickets in the order in which they changed, after a place in it. */
  async changedSince(fairId: string, { at, id }: { at: Date; id: string }, limit: number): Promise<TicketOf[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(Ticket, 'ticket')
      .where('ticket.fairId = :fairId', { fairId })
      .andWhere(
        new Brackets((either) =>
          either.where('ticket.changedAt > :at', { at }).orWhere('ticket.changedAt = :at AND ticket.id > :id', { at, id }),
        ),
      )
      .orderBy('ticket.changedAt', 'ASC')
      .addOrderBy('ticket.id', 'ASC')
      .take(limit)
      .getMany();
    return rows.map((row) => this.opened(row));
  }

  /** Tickets that hold and of which it is known whose they are, after a number. */
  async reachable(fairId: string, after: string, limit: number): Promise<TicketOf[]> {
    const where = { ...held(fairId), number: MoreThan(after) };
    return (await this.uow.manager.find(Ticket, { where, order: { number: 'ASC' }, take: limit })).map((row) => this.opened(row));
  }

  countReachable(fairId: string): Promise<number> {
    return this.uow.manager.countBy(Ticket, held(fairId));
  }

  async page(
    fairId: string,
    { kind, number }: { kind?: Ticket['kind'] | undefined; number?: string | undefined },
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<TicketOf>> {
    const query = this.uow.manager.createQueryBuilder(Ticket, 'ticket').where({ fairId });
    if (kind) query.andWhere('ticket.kind = :kind', { kind });
    if (number) query.andWhere('ticket.number = :number', { number });
    const page = await pageOf(query, { order: [['ticket.id', 'DESC']], cursor, limit });
    return { ...page, items: page.items.map((row) => this.opened(row)) };
  }

  async countByKind(fairId: string): Promise<Map<string, number>> {
    const rows = await this.uow.manager
      .createQueryBuilder(Ticket, 'ticket')
      .select('ticket.kind', 'kind')
      .addSelect('COUNT(*)', 'tickets')
      .where("ticket.fairId = :fairId AND ticket.state = 'valid'", { fairId })
      .groupBy('ticket.kind')
      .getRawMany<{ kind: string; tickets: number | string }>();
    return new Map(rows.map(({ kind, tickets }) => [kind, Number(tickets)]));
  }

  /** Numbers that no ticket of the fair has; the unique key decides about those that are drawn at the same moment. */
  async freeNumbers(fairId: string, count: number): Promise<string[]> {
    const drawn = new Set<string>();
    while (drawn.size < count) {
      const some = Array.from({ length: count - drawn.size }, () => ticketNumber(randomInt(TICKET_NUMBERS)));
      const taken = await this.uow.manager.find(Ticket, { select: { number: true }, where: { fairId, number: In(some) } });
      const used = new Set(taken.map(({ number }) => number));
      for (const number of some) if (!used.has(number)) drawn.add(number);
    }
    return [...drawn];
  }

  add(tickets: readonly TicketOf[]): Promise<void> {
    return insertRows(
      this.uow.manager,
      Ticket,
      tickets.map((ticket) => ({ ...ticket, holder: this.sealed(ticket.id, ticket.holder) })),
    );
  }

  /** @returns affected rows: 0 when the version is not the one given */
  async updateAt(id: string, version: number, patch: Partial<TicketOf>): Promise<number> {
    const { holder, ...rest } = patch;
    const change = { ...rest, ...(holder !== undefined && { holder: this.sealed(id, holder) }), version: version + 1 };
    return (await this.uow.manager.update(Ticket, { id, version }, change)).affected ?? 0;
  }

  private maybe(row: Ticket | null): TicketOf | null {
    return row && this.opened(row);
  }

  private opened(row: Ticket): TicketOf {
    const text = this.cipher.open('fair_ticket', 'holder', row.id, row.holder);
    return { ...row, holder: text === null ? null : (JSON.parse(text) as TicketHolder) };
  }

  private sealed(id: string, holder: TicketHolder | null): string | null {
    return this.cipher.seal('fair_ticket', 'holder', id, holder && JSON.stringify(holder));
  }
}
