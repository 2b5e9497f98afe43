import { Injectable } from '@nestjs/common';
import { OrgTree } from '#access';
import { newId, UnitOfWork } from '#platform/db';
import { Problem } from '#platform/http';
import { GivenUp, Handles, type JobContext } from '#platform/jobs';
import { occupations } from '#reference';
import type { Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { FairService } from '../fair.service.js';
import type { FairPlan, FairPlanningRule, PlanFair } from './plan.entity.js';
import { acceptFairPlan } from './plan.jobs.js';
import { PlanRepository } from './plan.repository.js';
import { PlanningRules } from './planning-rules.js';

/** Makes planned fairs with invitations of an accepted plan. What cannot be held any more says why, and the others are made. */
@Injectable()
export class PlanAcceptance {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly plans: PlanRepository,
    private readonly rules: PlanningRules,
    private readonly fairs: FairService,
    private readonly org: OrgTree,
    private readonly ports: FairPorts,
  ) {}

  /** Begun again after a stop, it goes on with those that are no fairs yet. */
  @Handles(acceptFairPlan)
  async accept({ planId }: { planId: string }, job: JobContext): Promise<void> {
    const plan = await this.plans.plan(planId);
    if (plan?.state !== 'accepting') return job.finish(() => Promise.resolve());
    const rule = await this.rules.on(plan.fromDay);
    const rows = (await this.plans.fairs(planId)).filter(({ mark }) => mark !== 'struck');
    for (const [done, row] of rows.entries()) {
      job.signal.throwIfAborted();
      if (row.fairId === null) await this.make(plan, row, rule);
      job.progress(done + 1, rows.length);
    }
    await job.finish(() => this.settle(plan));
  }

  @GivenUp(acceptFairPlan)
  async gaveUp({ planId }: { planId: string }): Promise<void> {
    const plan = await this.plans.plan(planId);
    // To be accepted again: what is a fair already stays one.
    if (plan) await this.plans.move(plan, ['accepting'], { state: 'done' });
  }

  private async settle(plan: FairPlan): Promise<void> {
    await this.plans.move(plan, ['accepting'], { state: 'accepted' });
  }

  private async make(plan: FairPlan, row: PlanFair, rule: FairPlanningRule): Promise<void> {
    try {
      await this.uow.run(async () => {
        const fair = await this.fairs.add(await this.planOf(row, rule));
        if (!(await this.plans.became(row.id, fair.id))) throw new TakenError();
        const createdAt = this.ports.clock.now();
        await this.plans.invite(
          row.guests.map(({ enterpriseId, short, needId }) => ({ id: newId(), fairId: fair.id, enterpriseId, short, needId, createdAt })),
        );
        const trace = { name: fair.name, day: fair.day };
        const who = plan.acceptedById ? { userId: plan.acceptedById } : null;
        await this.ports.audit.record(who, 'fair.created', { kind: 'fair', id: fair.id, nodePath: fair.nodePath }, trace);
      });
    } catch (error) {
      if (error instanceof TakenError) return;
      if (!(error instanceof Problem)) throw error;
      await this.uow.run(() => this.plans.patchFair(row.id, { refusal: error.code.slice(0, 60) }));
    }
  }

  private async planOf({ nodeId, roomId, day, themeCode, booths }: PlanFair, { opensAt, closesAt }: FairPlanningRule): Promise<Fair> {
    const node = await this.org.byId(nodeId);
    const theme = occupations.byCode(themeCode)?.name ?? themeCode;
    return {
      ...{ id: newId(), nodeId, nodePath: node?.path ?? '', name: `${node?.name ?? ''}${theme}专场招聘会`.slice(0, 120), theme },
      ...{ campaign: 'none', day, opensAt, closesAt, place: '', expectedAttendance: null, dutyStaff: null, permitNumber: null },
      ...{ boothCount: booths, note: null, state: 'draft', cancelReason: null, createdAt: this.ports.clock.now(), version: 1 },
      ...{ stage: 'planned', mode: 'on_site', streamUrl: null, roomId, holderKind: 'bureau', holderName: null, holderLicence: null },
      ...{ exits: null, plans: [], themeOccupation: themeCode, themeIndustry: null, audience: null, seriesId: null, openedAt: null },
    };
  }
}

/** Somebody else made the fair meanwhile: this one is taken back. */
class TakenError extends Error {}
