import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { deliveriesExport } from './deliveries.export.js';
import { Deliveries } from './deliveries.service.js';
import { Messages } from './messages.service.js';
import {
  DeliveryDto,
  DeliveryFailureDto,
  DeliveryQuery,
  MessageDto,
  MessageQuery,
  PreferenceDto,
  RetryFailedDto,
  StandingPreferenceDto,
  UnreadDto,
} from './notification.dto.js';
import { Preferences } from './preferences.service.js';

@Resource('messages')
export class MessageController {
  constructor(
    private readonly messages: Messages,
    private readonly preferences: Preferences,
  ) {}

  @Action({ method: 'GET', permission: 'signed-in', returns: MessageDto, list: true, summary: 'One’s own messages, newest first' })
  async list(@Caller() who: Principal, @Query() query: MessageQuery) {
    const page = await this.messages.page(who, query.unread ?? false, query.cursor, query.limit ?? 20);
    return { items: page.items.map((message) => MessageDto.of(message)), next: page.next };
  }

  @Action({ method: 'GET', path: 'unread', permission: 'signed-in', returns: UnreadDto, summary: 'How many of one’s messages are unread' })
  async unread(@Caller() who: Principal): Promise<UnreadDto> {
    return { unread: await this.messages.unread(who.userId) };
  }

  @Action({
    method: 'GET',
    path: 'preferences',
    permission: 'signed-in',
    returns: StandingPreferenceDto,
    array: true,
    summary: 'What one gets by which channel',
  })
  preferencesOf(@Caller() who: Principal): Promise<StandingPreferenceDto[]> {
    return this.preferences.list(who.userId);
  }

  @Action({
    method: 'PUT',
    path: 'preferences',
    permission: 'signed-in',
    body: PreferenceDto,
    summary: 'Choose whether one gets a group of messages by a channel',
  })
  async choose(@Caller() who: Principal, @Body() body: PreferenceDto): Promise<void> {
    await this.preferences.choose(who.userId, body);
  }

  @Action({ method: 'POST', path: 'read-all', permission: 'signed-in', summary: 'Mark all of one’s messages as read' })
  async readAll(@Caller() who: Principal): Promise<void> {
    await this.messages.readAll(who);
  }

  @Action({ method: 'POST', path: ':id/read', permission: 'signed-in', summary: 'Mark one’s own message as read' })
  async read(@Caller() who: Principal, @Param('id') id: string): Promise<void> {
    await this.messages.read(who, id);
  }
}

@Resource('deliveries')
export class DeliveryController {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'GET',
    permission: 'deliveries.read',
    returns: DeliveryDto,
    list: true,
    summary: 'What was sent to whom and what became of it, newest first',
  })
  async list(@Caller() who: Principal, @Query() query: DeliveryQuery) {
    const page = await this.deliveries.page(who, query, query.cursor, query.limit ?? 20);
    return { items: page.items.map((delivery) => DeliveryDto.of(delivery)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'deliveries.read',
    file: XLSX,
    rate: 'upload',
    summary: 'All deliveries that the filter finds, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: DeliveryQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, deliveriesExport, query, (asked) => this.list(who, asked));
  }

  @Action({
    method: 'GET',
    path: 'failures',
    permission: 'deliveries.read',
    returns: DeliveryFailureDto,
    array: true,
    summary: 'How many did not arrive for which reason',
  })
  failures(@Caller() who: Principal): Promise<DeliveryFailureDto[]> {
    return this.deliveries.failures(who);
  }

  @Action({
    method: 'POST',
    path: 'retry-failed',
    permission: 'deliveries.retry',
    body: RetryFailedDto,
    summary: 'Send all once more that did not arrive for one reason',
  })
  async retryFailed(@Caller() who: Principal, @Body() { failure }: RetryFailedDto): Promise<void> {
    await this.deliveries.retryFailed(who, failure);
  }

  @Action({ method: 'POST', path: ':id/retry', permission: 'deliveries.retry', summary: 'Send once more what did not arrive' })
  async retry(@Caller() who: Principal, @Param('id') id: string): Promise<void> {
    await this.deliveries.retry(who, id);
  }
}
