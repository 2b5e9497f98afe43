import { Injectable } from '@nestjs/common';
import { AccessService, OrgTree } from '#access';
import { addDays, newId, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type FieldFault, type Principal } from '#platform/http';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairRooms } from '../fair.rooms.js';
import { FairPlan, PlanFair } from './plan.entity.js';
import { PlanJobs } from './plan-jobs.js';
import { PlanRepository, type PlanFairFilter } from './plan.repository.js';
import type { PlanBasis, PlanMark } from './plan-state.js';
import { PlanningRules } from './planning-rules.js';

export interface NewPlan {
  nodeId?: string | undefined;
  fromDay: string;
  toDay: string;
  fairs: number;
  basis: PlanBasis;
}
export interface PlanFairChange {
  mark?: PlanMark | undefined;
  day?: string | undefined;
  roomId?: string | undefined;
  themeCode?: string | undefined;
}

/** A quarter and some days: what lies further ahead is guessed. */
const MOST_DAYS = 100;

/** Fairs of a quarter are proposed, looked at, changed, planned again and accepted. */
@Injectable()
export class PlanService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly plans: PlanRepository,
    private readonly rules: PlanningRules,
    private readonly rooms: FairRooms,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly jobs: PlanJobs,
    private readonly ports: FairPorts,
  ) {}

  /** @throws Problem `fair_plan.busy` while another plan of the office is reckoned; for a span that has passed or is too long */
  async start(who: Principal, given: NewPlan): Promise<FairPlan> {
    const node = given.nodeId ? await this.org.byId(given.nodeId) : await this.org.city();
    if (!node || node.kind === 'outside') throw problems('fair.node');
    this.access.require(who, 'fair.manage', { nodePath: node.path });
    this.refuseSpan(given);
    const plan: FairPlan = {
      ...{ id: newId(), nodeId: node.id, nodePath: node.path, state: 'queued', activeKey: node.id },
      ...{ fromDay: given.fromDay, toDay: given.toDay, fairs: given.fairs, basis: given.basis, round: 1, figures: null },
      ...{ startedById: who.userId, acceptedById: null, jobId: null, failure: null, createdAt: this.ports.clock.now(), finishedAt: null },
    };
    return this.onlyOne(async () => {
      await this.plans.insert(plan);
      plan.jobId = await this.jobs.make(plan);
      await this.trace(who, 'fair_plan.started', plan, { fairs: plan.fairs });
      return plan;
    });
  }

  list(who: Principal, cursor: string | undefined, limit: number): Promise<Paged<FairPlan>> {
    return this.plans.plans(this.access.scope(who, 'fair.manage'), cursor, limit);
  }

  async one(who: Principal, id: string): Promise<FairPlan> {
    const plan = await this.plans.plan(id);
    if (!plan) throw notFound('fair-plan', id);
    this.access.require(who, 'fair.manage', { nodePath: plan.nodePath });
    return plan;
  }

  progress(plan: FairPlan): Promise<{ done: number; total: number } | null> {
    return this.jobs.progress(plan);
  }

  async fairs(who: Principal, id: string, filter: PlanFairFilter, cursor: string | undefined, limit: number): Promise<Paged<PlanFair>> {
    await this.one(who, id);
    return this.plans.page(id, filter, cursor, limit);
  }

  async fair(who: Principal, fairId: string): Promise<PlanFair> {
    const fair = await this.plans.fair(fairId);
    if (!fair) throw notFound('plan-fair', fairId);
    await this.one(who, fair.planId);
    return fair;
  }

  /** Stops the reckoning. What a plan proposed before stays. */
  async cancel(who: Principal, id: string): Promise<FairPlan> {
    const plan = await this.one(who, id);
    await this.uow.run(async () => {
      const state = plan.figures ? ('done' as const) : ('cancelled' as const);
      const patch = { state, activeKey: null, finishedAt: this.ports.clock.now() };
      if ((await this.plans.move(plan, ['queued', 'running'], patch)) !== 1) throw problems('fair_plan.state');
      await this.trace(who, 'fair_plan.cancelled', plan);
    });
    await this.jobs.stop(plan);
    return this.one(who, id);
  }

  /** Fixes, strikes or frees a proposed fair; one that is moved or given another theme is fixed. */
  async change(who: Principal, fairId: string, change: PlanFairChange): Promise<PlanFair> {
    return this.uow.run(async () => {
      const { planId } = await this.fair(who, fairId);
      const plan = await this.held(who, planId);
      // As it is now that nobody else may change it.
      const fair = await this.fair(who, fairId);
      const { mark, ...where } = change;
      const moves = Object.values(where).some((value) => value !== undefined);
      const patch: Partial<PlanFair> = { mark: mark ?? (moves ? 'fixed' : fair.mark), refusal: null };
      if (moves) Object.assign(patch, await this.moved(plan, { ...fair, ...said(where) }));
      await this.plans.patchFair(fairId, patch);
      await this.trace(who, `fair_plan.fair_${patch.mark ?? fair.mark}`, plan, { day: patch.day ?? fair.day });
      return { ...fair, ...patch };
    });
  }

  /** Plans everything again but what is fixed. @throws Problem when it is not there to be planned again, or another plan is reckoned */
  async replan(who: Principal, id: string): Promise<FairPlan> {
    return this.onlyOne(async () => {
      const plan = await this.held(who, id);
      const round = plan.round + 1;
      const patch = { state: 'queued', activeKey: plan.nodeId, round, failure: null, finishedAt: null } as const;
      if ((await this.plans.move(plan, ['done'], patch)) !== 1) throw problems('fair_plan.state');
      const jobId = await this.jobs.make({ id, round });
      await this.trace(who, 'fair_plan.replanned', plan, { round });
      return { ...plan, ...patch, jobId };
    });
  }

  /** Makes fairs of all that is not struck, in the background. */
  async accept(who: Principal, id: string): Promise<FairPlan> {
    return this.uow.run(async () => {
      const plan = await this.held(who, id);
      const patch = { state: 'accepting' as const, acceptedById: who.userId };
      if ((await this.plans.move(plan, ['done'], patch)) !== 1) throw problems('fair_plan.state');
      const jobId = await this.jobs.accept(plan);
      await this.trace(who, 'fair_plan.accepted', plan);
      return { ...plan, ...patch, jobId };
    });
  }

  /** The plan as it is done, kept from others until the end of the unit of work. */
  private async held(who: Principal, id: string): Promise<FairPlan> {
    const plan = await this.uow.forUpdate(FairPlan, { id });
    if (!plan) throw notFound('fair-plan', id);
    this.access.require(who, 'fair.manage', { nodePath: plan.nodePath });
    if (plan.state !== 'done') throw problems('fair_plan.state');
    return plan;
  }

  /** Where a proposed fair goes: a room of the office that is open on that day and has no other fair of this plan. */
  private async moved(plan: FairPlan, fair: PlanFair): Promise<Partial<PlanFair>> {
    const { roomId, day, themeCode } = fair;
    if (day < plan.fromDay || day > plan.toDay) throw problems('fair_plan.outside', { from: plan.fromDay, to: plan.toDay });
    const { room, venue } = await this.rooms.usable(roomId, plan.nodePath);
    const { opensAt, closesAt } = await this.rules.on(plan.fromDay);
    const there = {
      id: fair.id,
      nodePath: plan.nodePath,
      mode: 'on_site' as const,
      roomId,
      place: '',
      day,
      opensAt,
      closesAt,
      boothCount: 1,
    };
    await this.rooms.settingOf(there);
    const twice = await this.uow.manager.findBy(PlanFair, { planId: plan.id, roomId, day });
    if (twice.some(({ id, mark }) => id !== fair.id && mark !== 'struck')) throw problems('fair_plan.twice', { room: room.name, day });
    const booths = roomId === fair.roomId && fair.booths > 0 ? fair.booths : await this.rooms.placesOf(roomId);
    return { roomId, day, themeCode, nodeId: venue.nodeId, booths };
  }

  private refuseSpan({ fromDay, toDay }: NewPlan): void {
    const faults: FieldFault[] = [];
    if (toDay <= this.ports.clock.today()) faults.push({ path: 'toDay', code: 'past', message: { zh: '日期已过', en: 'has passed' } });
    if (toDay < fromDay) faults.push({ path: 'toDay', code: 'order', message: { zh: '须不早于开始日期', en: 'is before the first day' } });
    if (toDay > addDays(fromDay, MOST_DAYS))
      faults.push({
        ...{ path: 'toDay', code: 'long', message: { zh: `最多 ${MOST_DAYS} 天`, en: `at most ${MOST_DAYS} days` } },
      });
    if (faults.length > 0) throw problems('fair_plan.span', {}, faults);
  }

  private async onlyOne<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await this.uow.run(write);
    } catch (error) {
      if (/UQ_fair_plan_active|fair_plan\.activeKey/.test((error as Error).message)) throw problems('fair_plan.busy');
      throw error;
    }
  }

  private trace(who: Principal, action: string, { id, nodePath }: FairPlan, fields: object = {}): Promise<void> {
    return this.ports.audit.record(who, action, { kind: 'fair_plan', id, nodePath }, fields);
  }
}

const said = <T extends object>(patch: T): Partial<T> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<T>;
