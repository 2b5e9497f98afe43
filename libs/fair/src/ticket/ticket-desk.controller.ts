import { Body, Param, Query } from '@nestjs/common';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { PaperTicketsDto, PrintedTicketDto, TicketLineDto, TicketQuery } from './ticket.dto.js';
import { TicketDesk } from './ticket-desk.service.js';

@Resource('fairs')
export class TicketDeskController {
  constructor(private readonly desk: TicketDesk) {}

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
