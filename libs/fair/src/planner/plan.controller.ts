import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AccessService, ListExports } from '#access';
import { Action, Caller, notFound, PageQuery, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { occupations } from '#reference';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import {
  FairPlanDto,
  InvitationDto,
  NewPlanDto,
  PlanFairChangeDto,
  PlanFairDetailDto,
  PlanFairDto,
  PlanFairQuery,
  PlanGuestDto,
  PlanningRuleDto,
} from './plan.dto.js';
import type { FairPlan, PlanFair } from './plan.entity.js';
import { fairPlansExport, planFairsExport } from './plan.export.js';
import { PlanRepository } from './plan.repository.js';
import { PlanService } from './plan.service.js';
import { PlanViews } from './plan.views.js';
import { PlanningRules } from './planning-rules.js';

@Resource('fair-plans')
export class PlanController {
  constructor(
    private readonly plans: PlanService,
    private readonly views: PlanViews,
    private readonly exports: ListExports,
  ) {}

  @Action({ method: 'GET', permission: 'fair.manage', returns: FairPlanDto, list: true, summary: 'Plans of fairs, newest first' })
  async list(@Caller() who: Principal, @Query() { cursor, limit = 20 }: PageQuery) {
    const page = await this.plans.list(who, cursor, limit);
    const names = await this.views.people(page.items.map(({ startedById }) => startedById));
    return { items: page.items.map((plan) => FairPlanDto.of(plan, names.get(plan.startedById) ?? null)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'fair.manage',
    file: XLSX,
    rate: 'upload',
    summary: 'All plans, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, fairPlansExport, query, (asked) => this.list(who, asked));
  }

  @Action({
    method: 'POST',
    permission: 'fair.manage',
    body: NewPlanDto,
    returns: FairPlanDto,
    status: 202,
    summary: 'Plan fairs from what is short; it goes on in the background',
  })
  async start(@Caller() who: Principal, @Body() { basis = 'unfilled', ...given }: NewPlanDto) {
    return this.answer(await this.plans.start(who, { ...given, basis }));
  }

  @Action({ method: 'GET', path: ':id', permission: 'fair.manage', returns: FairPlanDto, summary: 'One plan' })
  async one(@Caller() who: Principal, @Param('id') id: string) {
    return this.answer(await this.plans.one(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/cancel',
    permission: 'fair.manage',
    returns: FairPlanDto,
    status: 200,
    summary: 'Stop the reckoning; what was proposed before stays',
  })
  async cancel(@Caller() who: Principal, @Param('id') id: string) {
    return this.answer(await this.plans.cancel(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/replan',
    permission: 'fair.manage',
    returns: FairPlanDto,
    status: 202,
    summary: 'Plan again all that is not fixed, without what was struck',
  })
  async replan(@Caller() who: Principal, @Param('id') id: string) {
    return this.answer(await this.plans.replan(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/accept',
    permission: 'fair.manage',
    returns: FairPlanDto,
    status: 202,
    summary: 'Make planned fairs with invitations of all that is not struck',
  })
  async accept(@Caller() who: Principal, @Param('id') id: string) {
    return this.answer(await this.plans.accept(who, id));
  }

  @Action({
    method: 'GET',
    path: ':id/fairs',
    permission: 'fair.manage',
    returns: PlanFairDto,
    list: true,
    summary: 'What a plan proposes, by day',
  })
  async fairs(@Caller() who: Principal, @Param('id') id: string, @Query() { cursor, limit = 20, ...filter }: PlanFairQuery) {
    const page = await this.plans.fairs(who, id, filter, cursor, limit);
    return { items: (await this.views.of(page.items)).map((view) => PlanFairDto.of(view)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: ':id/fairs/export',
    permission: 'fair.manage',
    file: XLSX,
    rate: 'upload',
    summary: 'All that a plan proposes under the filter, as a workbook',
  })
  exportFairs(@Caller() who: Principal, @Param('id') id: string, @Query() query: PlanFairQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, planFairsExport, query, (asked) => this.fairs(who, id, asked));
  }

  private async answer(plan: FairPlan): Promise<FairPlanDto> {
    const names = await this.views.people([plan.startedById]);
    return FairPlanDto.of(plan, names.get(plan.startedById) ?? null, await this.plans.progress(plan));
  }
}

@Resource('plan-fairs')
export class PlanFairController {
  constructor(
    private readonly plans: PlanService,
    private readonly views: PlanViews,
  ) {}

  @Action({
    method: 'GET',
    path: ':id',
    permission: 'fair.manage',
    returns: PlanFairDetailDto,
    summary: 'One proposed fair: which shortage it covers, whom it invites and why',
  })
  async fair(@Caller() who: Principal, @Param('id') id: string) {
    return this.detail(await this.plans.fair(who, id));
  }

  @Action({
    method: 'PATCH',
    path: ':id',
    permission: 'fair.manage',
    body: PlanFairChangeDto,
    returns: PlanFairDetailDto,
    summary: 'Fix, strike or free a proposed fair, or say where, when and about what it is',
  })
  async change(@Caller() who: Principal, @Param('id') id: string, @Body() body: PlanFairChangeDto) {
    if (body.themeCode !== undefined && occupations.byCode(body.themeCode)?.level !== 2) throw problems('fair_plan.theme');
    return this.detail(await this.plans.change(who, id, body));
  }

  private async detail(fair: PlanFair): Promise<PlanFairDetailDto> {
    const [view] = await this.views.of([fair]);
    if (!view) throw notFound('fair-plan-fair', fair.id);
    return { ...PlanFairDto.of(view), guests: (await this.views.guests(fair.guests)).map((guest) => PlanGuestDto.of(guest)) };
  }
}

@Resource('fair-planning-rules')
export class PlanningRulesController {
  constructor(private readonly rules: PlanningRules) {}

  @Action({
    method: 'GET',
    permission: 'fair.manage',
    returns: PlanningRuleDto,
    list: true,
    summary: 'What plans of fairs keep to, by the day from which on it holds, newest first',
  })
  async list(@Query() { cursor, limit = 20 }: PageQuery) {
    const page = await this.rules.list(cursor, limit);
    return { items: page.items.map((rule) => PlanningRuleDto.of(rule)), next: page.next };
  }

  @Action({
    method: 'PUT',
    permission: 'fair.rule',
    body: PlanningRuleDto,
    returns: PlanningRuleDto,
    summary: 'Set what holds from a day on',
  })
  async set(@Caller() who: Principal, @Body() body: PlanningRuleDto) {
    return PlanningRuleDto.of(await this.rules.set(who, body));
  }
}

@Resource('fairs')
export class InvitationController {
  constructor(
    private readonly plans: PlanRepository,
    private readonly views: PlanViews,
    private readonly fairs: FairRepository,
    private readonly access: AccessService,
  ) {}

  @Action({
    method: 'GET',
    path: ':id/invitations',
    permission: 'fair.manage',
    returns: InvitationDto,
    list: true,
    summary: 'Enterprises that the fair was planned for; they are told when it opens',
  })
  async invitations(@Caller() who: Principal, @Param('id') id: string, @Query() { cursor, limit = 20 }: PageQuery) {
    const fair = await this.fairs.byId(id);
    if (!fair) throw notFound('fair', id);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    const page = await this.plans.invitations(id, cursor, limit);
    const guests = await this.views.guests(page.items.map((one) => ({ ...one, covers: 0, weight: 0 })));
    return {
      items: guests.map(({ enterpriseId, enterpriseName, short, needTitle }): InvitationDto => ({
        enterpriseId,
        enterpriseName,
        short,
        needTitle,
      })),
      next: page.next,
    };
  }
}
