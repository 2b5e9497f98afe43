import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { withinScope } from '#access';
import type { Scope } from '#access';
import { insertRows, newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { PlanGuest, FairPlan, PlanFair } from './plan.entity.js';
import { FairInvitation, FairInvitationStop } from '../year/year.entity.js';
import type { PlanMark, PlanState } from './plan-state.js';

export interface PlanFairFilter {
  mark?: PlanMark | undefined;
  node?: string | undefined;
  theme?: string | undefined;
}

@Injectable()
export class PlanRepository {
  constructor(private readonly uow: UnitOfWork) {}

  plan(id: string): Promise<FairPlan | null> {
    return this.uow.manager.findOneBy(FairPlan, { id });
  }

  plans(scope: Scope, cursor: string | undefined, limit: number): Promise<Paged<FairPlan>> {
    const query = withinScope(this.uow.manager.createQueryBuilder(FairPlan, 'plan'), scope, { nodePath: 'plan.nodePath' });
    return pageOf(query, {
      order: [
        ['plan.createdAt', 'DESC'],
        ['plan.id', 'DESC'],
      ],
      cursor,
      limit,
    });
  }

  async insert(plan: FairPlan): Promise<void> {
    await this.uow.manager.insert(FairPlan, { ...plan });
  }

  async setJob(id: string, jobId: string): Promise<void> {
    await this.uow.manager.update(FairPlan, { id }, { jobId });
  }

  /** Moves a plan on if it is where it was, in the round that it was. @returns affected rows */
  async move({ id, round }: Pick<FairPlan, 'id' | 'round'>, from: readonly PlanState[], patch: Partial<FairPlan>): Promise<number> {
    return (await this.uow.manager.update(FairPlan, { id, round, state: In([...from]) }, patch)).affected ?? 0;
  }

  fair(id: string): Promise<PlanFair | null> {
    return this.uow.manager.findOneBy(PlanFair, { id });
  }

  /** All of a plan, with whom they invite. */
  fairs(planId: string): Promise<PlanFair[]> {
    return this.uow.manager.find(PlanFair, { where: { planId }, order: { day: 'ASC', id: 'ASC' } });
  }

  page(planId: string, { mark, node, theme }: PlanFairFilter, cursor: string | undefined, limit: number): Promise<Paged<PlanFair>> {
    const query = this.uow.manager.createQueryBuilder(PlanFair, 'fair').where('fair.planId = :planId', { planId });
    if (mark) query.andWhere('fair.mark = :mark', { mark });
    if (node) query.andWhere('fair.nodeId = :node', { node });
    if (theme) query.andWhere('fair.themeCode = :theme', { theme });
    return pageOf(query, {
      order: [
        ['fair.day', 'ASC'],
        ['fair.id', 'ASC'],
      ],
      cursor,
      limit,
    });
  }

  /** What the plan proposes takes the place of what it proposed before; what staff struck stays listed. */
  async replace(planId: string, rows: readonly PlanFair[]): Promise<void> {
    await this.uow.manager.delete(PlanFair, { planId, mark: In(['open', 'fixed']) });
    await insertRows(this.uow.manager, PlanFair, rows);
  }

  async patchFair(id: string, patch: Partial<PlanFair>): Promise<void> {
    await this.uow.manager.update(PlanFair, { id }, patch);
  }

  /** @returns whether the row had no fair yet */
  async became(id: string, fairId: string): Promise<boolean> {
    return (await this.uow.manager.update(PlanFair, { id, fairId: IsNull() }, { fairId, refusal: null })).affected === 1;
  }

  async invite(rows: readonly PlanGuest[]): Promise<void> {
    await insertRows(this.uow.manager, PlanGuest, rows);
  }

  /** Enterprises that a fair was planned for and that want to hear of fairs; noted as told, so that nobody hears of it twice. */
  async toTell(fairId: string, at: Date): Promise<string[]> {
    const ids = (await this.uow.manager.findBy(PlanGuest, { fairId })).map(({ enterpriseId }) => enterpriseId);
    if (ids.length === 0) return [];
    const stops = await this.uow.manager.findBy(FairInvitationStop, { enterpriseId: In(ids) });
    const told = new Set((await this.uow.manager.findBy(FairInvitation, { fairId })).map(({ enterpriseId }) => enterpriseId));
    for (const { enterpriseId } of stops) told.add(enterpriseId);
    const fresh = ids.filter((id) => !told.has(id));
    await insertRows(
      this.uow.manager,
      FairInvitation,
      fresh.map((enterpriseId) => ({ id: newId(), fairId, enterpriseId, at })),
    );
    return fresh;
  }

  invitations(fairId: string, cursor: string | undefined, limit: number): Promise<Paged<PlanGuest>> {
    const query = this.uow.manager.createQueryBuilder(PlanGuest, 'invitation').where('invitation.fairId = :fairId', { fairId });
    return pageOf(query, { order: [['invitation.id', 'ASC']], cursor, limit });
  }
}
