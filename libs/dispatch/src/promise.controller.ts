import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { promisesExport } from './dispatch.export.js';
import { AcceptDto, DeclineDto, NewPromiseDto, PromiseDto, PromiseProposalDto, PromiseQuery, WithdrawDto } from './promise.dto.js';
import { PromiseService } from './promise.service.js';
import { PromiseViews } from './promise.views.js';
import { WithdrawalService } from './withdrawal.service.js';

@Resource('promises')
export class PromiseController {
  constructor(
    private readonly promises: PromiseService,
    private readonly withdrawals: WithdrawalService,
    private readonly views: PromiseViews,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'GET',
    permission: 'dispatch.read',
    returns: PromiseDto,
    list: true,
    summary: 'Promises and commitments, newest first unless another order is asked for',
  })
  async list(@Caller() who: Principal, @Query() query: PromiseQuery) {
    const filter = {
      state: query.state,
      supplierId: query.supplier,
      enterpriseId: query.enterprise,
      needId: query.need,
      order: query.order,
      warned: query.warned,
    };
    const page = await this.promises.list(who, filter, query.cursor, query.limit ?? 20);
    return { items: await this.views.of(page.items), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'dispatch.read',
    file: XLSX,
    rate: 'upload',
    summary: 'All promises that the filter finds, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: PromiseQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, promisesExport, query, (asked) => this.list(who, asked));
  }

  @Action({
    method: 'POST',
    permission: 'dispatch.promise',
    body: NewPromiseDto,
    returns: PromiseDto,
    status: 201,
    summary: 'Promise people of a batch to a need, for the hours that the city’s rule says',
  })
  async make(@Caller() who: Principal, @Body() body: NewPromiseDto) {
    const { requestKey = null, ...rest } = body;
    return this.views.one(await this.promises.make(who, { ...rest, requestKey, proposalId: null }));
  }

  @Action({ method: 'GET', path: ':id', permission: 'dispatch.read', returns: PromiseDto, summary: 'One promise' })
  async one(@Caller() who: Principal, @Param('id') id: string) {
    return this.views.one(await this.promises.one(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/accept',
    permission: 'dispatch.decide',
    body: AcceptDto,
    returns: PromiseDto,
    summary: 'Take the people or, with a reason, a part of them: the promise becomes a commitment and the board falls',
  })
  async accept(@Caller() who: Principal, @Param('id') id: string, @Body() body?: AcceptDto) {
    return this.views.one(await this.promises.accept(who, id, { people: body?.people ?? null, reason: body?.reason ?? null }));
  }

  @Action({
    method: 'POST',
    path: ':id/decline',
    permission: 'dispatch.decide',
    body: DeclineDto,
    returns: PromiseDto,
    summary: 'Do not take them',
  })
  async decline(@Caller() who: Principal, @Param('id') id: string, @Body() body: DeclineDto) {
    return this.views.one(await this.promises.decline(who, id, body.reason));
  }

  @Action({
    method: 'POST',
    path: ':id/withdraw',
    permission: 'dispatch.withdraw',
    body: WithdrawDto,
    returns: PromiseDto,
    summary: 'Step back; with people on the way a substitute place is asked for first',
  })
  async withdraw(@Caller() who: Principal, @Param('id') id: string, @Body() body: WithdrawDto) {
    const { reason, people = null, version = null, substituteNeedId = null } = body;
    return this.views.one(await this.withdrawals.withdraw(who, id, { reason, people, version, substituteNeedId }));
  }
}

@Resource('proposals')
export class ProposalPromiseController {
  constructor(
    private readonly promises: PromiseService,
    private readonly views: PromiseViews,
  ) {}

  @Action({
    method: 'POST',
    path: ':id/promise',
    permission: 'dispatch.promise',
    body: PromiseProposalDto,
    returns: PromiseDto,
    status: 201,
    summary: 'Promise what a matching run proposed',
  })
  async promise(@Caller() who: Principal, @Param('id') id: string, @Body() body: PromiseProposalDto) {
    const given = { proposalId: id, needId: null, batchId: null, people: body.people ?? null, requestKey: null };
    return this.views.one(await this.promises.make(who, given));
  }
}
