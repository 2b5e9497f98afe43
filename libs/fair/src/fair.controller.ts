import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports, OrgTree } from '#access';
import { Action, Caller, conflict, IfMatch, MaybeCaller, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { CancelFairDto, FairDto, FairEditDto, FairQuery, FairStepDto, newFairOf, NewFairDto, plansOf } from './fair.dto.js';
import { fairsExport } from './fair.export.js';
import { FairService } from './fair.service.js';
import { FairSteps } from './fair.steps.js';
import { FairViews } from './fair.views.js';

@Resource('fairs')
export class FairController {
  constructor(
    private readonly fairs: FairService,
    private readonly steps: FairSteps,
    private readonly views: FairViews,
    private readonly org: OrgTree,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'GET',
    permission: 'public',
    returns: FairDto,
    list: true,
    summary: 'Fairs by day; staff see the drafts of their own nodes too',
  })
  async list(@MaybeCaller() who: Principal | null, @Query() query: FairQuery) {
    const node = query.node ? await this.org.byId(query.node) : null;
    const filter = {
      from: query.from,
      to: query.to,
      state: query.state,
      nodePath: node?.path,
      search: query.q,
      ...{ occupation: query.occupation, near: query.near || undefined },
      ...{ campaign: query.campaign, theme: query.theme, seriesId: query.series },
    };
    const page = await this.views.list(who, filter, query.cursor, query.limit ?? 20);
    return { items: page.items.map((row) => FairDto.of(row)), next: page.next };
  }

  @Action({ method: 'POST', permission: 'fair.manage', body: NewFairDto, returns: FairDto, status: 201, summary: 'Plan a fair' })
  async create(@Caller() who: Principal, @Body() body: NewFairDto) {
    const fair = await this.fairs.create(who, newFairOf(body));
    return FairDto.of(await this.views.show(fair));
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'signed-in',
    file: XLSX,
    rate: 'upload',
    summary: 'All fairs that the filter finds, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: FairQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, fairsExport, query, (asked) => this.list(who, asked));
  }

  @Action({ method: 'GET', path: ':id', permission: 'public', returns: FairDto, summary: 'One fair' })
  async one(@MaybeCaller() who: Principal | null, @Param('id') id: string) {
    return FairDto.of(await this.views.one(who, id));
  }

  @Action({
    method: 'PATCH',
    path: ':id',
    permission: 'fair.manage',
    body: FairEditDto,
    returns: FairDto,
    summary: 'Change a fair; If-Match names the version',
  })
  async edit(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null, @Body() body: FairEditDto) {
    if (version === null) throw conflict('request.if_match', { zh: '缺少 If-Match 版本号', en: 'If-Match with the version is missing' });
    const { planOrganisation, planEmergency, planSecurity, ...patch } = body;
    const said = { planOrganisation, planEmergency, planSecurity };
    const edited = await this.fairs.edit(who, id, version, (fair) =>
      Object.values(said).some((flag) => flag !== undefined) ? { ...patch, plans: plansOf(said, fair.plans) } : patch,
    );
    return FairDto.of(await this.views.show(edited));
  }

  @Action({
    method: 'POST',
    path: ':id/publish',
    permission: 'fair.manage',
    returns: FairDto,
    summary: 'File it, where that was not done, and announce it: open for booths, once nothing is missing',
  })
  async publish(@Caller() who: Principal, @Param('id') id: string) {
    return FairDto.of(await this.views.show(await this.steps.publish(who, id)));
  }

  @Action({
    method: 'POST',
    path: ':id/steps',
    permission: 'fair.manage',
    body: FairStepDto,
    returns: FairDto,
    status: 200,
    summary: 'Lead it on: file, open, close, start, end, report',
  })
  async step(@Caller() who: Principal, @Param('id') id: string, @Body() { step }: FairStepDto) {
    return FairDto.of(await this.views.show(await this.steps.step(who, id, step)));
  }

  @Action({
    method: 'POST',
    path: ':id/cancel',
    permission: 'fair.manage',
    body: CancelFairDto,
    returns: FairDto,
    summary: 'Cancel; every enterprise with a booth is told',
  })
  async cancel(@Caller() who: Principal, @Param('id') id: string, @Body() body: CancelFairDto) {
    return FairDto.of(await this.views.show(await this.steps.cancel(who, id, body.reason)));
  }
}
