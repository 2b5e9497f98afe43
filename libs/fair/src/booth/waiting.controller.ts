import { Body, Param, Query } from '@nestjs/common';
import { Action, Caller, PageQuery, Resource, type Principal } from '#platform/http';
import { MyWaitDto, ReleaseQuery, WaitDto, WaitOrderDto } from './booth.dto.js';
import { WaitingActs } from './waiting-acts.js';

@Resource('fairs')
export class FairWaitingController {
  constructor(private readonly waiting: WaitingActs) {}

  @Action({
    method: 'GET',
    path: ':id/waiting',
    permission: 'fair.manage',
    returns: WaitDto,
    list: true,
    summary: 'Who waits, in their order',
  })
  async list(@Caller() who: Principal, @Param('id') id: string, @Query() query: PageQuery) {
    const page = await this.waiting.of(who, id, query.cursor, query.limit ?? 50);
    return { items: page.items.map((row) => WaitDto.of(row)), next: page.next };
  }
}

@Resource('waiting')
export class WaitingController {
  constructor(private readonly waiting: WaitingActs) {}

  @Action({ method: 'GET', path: 'mine', permission: 'fair.book', returns: MyWaitDto, array: true, summary: 'Where my enterprise waits' })
  async mine(@Caller() who: Principal) {
    return (await this.waiting.mine(who)).map((row) => MyWaitDto.of(row));
  }

  @Action({
    method: 'DELETE',
    path: ':id',
    permission: 'fair.book',
    summary: 'Leave a waiting list; an office says why it takes somebody off',
  })
  async leave(@Caller() who: Principal, @Param('id') id: string, @Query() { reason }: ReleaseQuery) {
    await this.waiting.leave(who, id, reason || undefined);
  }

  @Action({
    method: 'POST',
    path: ':id/order',
    permission: 'fair.manage',
    body: WaitOrderDto,
    summary: 'Put one before another, and say why',
  })
  async order(@Caller() who: Principal, @Param('id') id: string, @Body() { beforeId, reason }: WaitOrderDto) {
    await this.waiting.order(who, id, beforeId, reason);
  }
}
