import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { PaperTicketsDto, PrintedTicketDto, TicketLineDto, TicketQuery } from './ticket.dto.js';
import { TicketDesk } from './ticket-desk.service.js';
import { ticketsExport } from './ticket.export.js';

@Resource('fairs')
export class TicketDeskController {
  constructor(
    private readonly desk: TicketDesk,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'GET',
    path: ':id/tickets',
    permission: 'fair.manage',
    returns: TicketLineDto,
    list: true,
    summary: 'Tickets of a fair, the last first',
  })
  async list(@Caller() who: Principal, @Param('id') fairId: string, @Query() { kind, number, cursor, limit = 20 }: TicketQuery) {
    const page = await this.desk.list(who, fairId, { kind, number }, cursor, limit);
    return { items: page.items.map((line) => TicketLineDto.of(line)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: ':id/tickets/export',
    permission: 'fair.manage',
    file: XLSX,
    rate: 'upload',
    summary: 'The same list to be printed for the gates, for when no phone works',
  })
  export(@Caller() who: Principal, @Param('id') fairId: string, @Query() query: TicketQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, ticketsExport, query, (asked) => this.list(who, fairId, asked));
  }

  @Action({
    method: 'POST',
    path: ':id/tickets/paper',
    permission: 'fair.manage',
    body: PaperTicketsDto,
    returns: PrintedTicketDto,
    array: true,
    status: 201,
    summary: 'Tickets to print for whoever comes without one',
  })
  print(@Caller() who: Principal, @Param('id') fairId: string, @Body() { count }: PaperTicketsDto): Promise<PrintedTicketDto[]> {
    return this.desk.print(who, fairId, count);
  }
}
