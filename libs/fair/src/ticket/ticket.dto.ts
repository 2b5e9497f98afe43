import { id, instant, int, oneOf, PageQuery, text } from '#platform/http';
import { TICKET_KINDS, type TicketKind } from '../domain/ticket.js';
import type { TicketState } from './ticket.entity.js';
import type { PrintedTicket, TicketLine } from './ticket-desk.service.js';

export class TicketQuery extends PageQuery {
  @oneOf(TICKET_KINDS, 'TicketKind', { optional: true }) kind?: TicketKind;
  @text({ optional: true, max: 8, about: 'the number on the ticket' }) number?: string;
}

export class TicketLineDto {
  @id() id: string;
  @text() number: string;
  @oneOf(TICKET_KINDS, 'TicketKind') kind: TicketKind;
  @oneOf(['valid', 'cancelled'], 'TicketState') state: TicketState;
  @text({ nullable: true, about: 'the first sign of it' }) name: string | null;
  @text({ nullable: true }) groupName: string | null;
  @instant() issuedAt: string;

  static of({ id, number, kind, state, name, groupName, issuedAt }: TicketLine): TicketLineDto {
    return { id, number, kind, state, name, groupName, issuedAt: issuedAt.toISOString() };
  }
}

export class PaperTicketsDto {
  @int({ min: 1, max: 500 }) count: number;
}

export class PrintedTicketDto implements PrintedTicket {
  @text() number: string;
  @text({ about: 'what stands in the QR' }) token: string;
}
