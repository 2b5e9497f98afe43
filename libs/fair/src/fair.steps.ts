import { Injectable } from '@nestjs/common';
import { localTime } from '#platform/dates';
import { UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { FairMoves } from './booth/fair-moves.js';
import { filingGaps } from './domain/filing.js';
import { after, stateOf, type FairState, type FairStep } from './domain/states.js';
import { Fair } from './fair.entity.js';
import { eventOf, fairCancelled, fairInvited, fairPublished } from './fair.events.js';
import { filingProblem } from './fair.gaps.js';
import { FairClaims } from './fair-claims.js';
import { FairPorts } from './fair.ports.js';
import { problems } from './fair.problems.js';
import { FairRepository } from './fair.repository.js';
import { FairRules } from './fair-rules.js';
import { PlanRepository } from './planner/plan.repository.js';
import { FairService } from './fair.service.js';

/** Steps that somebody takes by hand; a cancellation says why. */
export type HandStep = Exclude<FairStep, 'cancel'>;

/** Short transactions, so that nobody waits for a long one. */
export const AT_ONCE = 200;

/** Fairs go from state to state: by hand, and when their hour comes. */
@Injectable()
export class FairSteps {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly service: FairService,
    private readonly rules: FairRules,
    private readonly claims: FairClaims,
    private readonly invitations: PlanRepository,
    private readonly moves: FairMoves,
    private readonly ports: FairPorts,
  ) {}

  /** Files it, where that was not done, and announces it. @throws Problem naming what the filing still lacks. */
  async publish(who: Principal, id: string): Promise<Fair> {
    return this.uow.run(async () => {
      const fair = await this.service.managed(who, id);
      const state = stateOf(fair);
      if (state !== 'planned' && state !== 'filed') throw problems('fair.state');
      return this.take(who, state === 'planned' ? { ...fair, ...(await this.moved(fair, 'file')) } : fair, 'open');
    });
  }

  /** @throws Problem when its state does not allow the step, the filing lacks something or the day has not come */
  async step(who: Principal, id: string, step: HandStep): Promise<Fair> {
    return this.uow.run(async () => this.take(who, await this.service.managed(who, id), step));
  }

  /** Cancels and tells every enterprise that had a booth. */
  async cancel(who: Principal, id: string, reason: string): Promise<Fair> {
    return this.uow.run(async () => {
      const fair = await this.service.managed(who, id);
      const cancelled = await this.moved(fair, 'cancel', { cancelReason: reason });
      await this.claims.drop(id);
      const enterpriseIds = [...new Set(await this.fairs.bookedBy(id))];
      const waitingIds = await this.moves.waitingAt(id, enterpriseIds);
      const { opensAt, closesAt, version } = cancelled;
      const when = { opensAt, closesAt, version };
      await this.ports.events.record(fairCancelled, { ...eventOf(fair), ...when, reason, enterpriseIds, waitingIds });
      await this.ports.trace(who, 'fair.cancelled', fair, { reason });
      return cancelled;
    });
  }

  /** What is open or closed begins, and what runs ends, when its hour has come. @returns how many moved, at most {@link AT_ONCE} */
  async moveDue(): Promise<number> {
    const now = localTime(this.ports.clock.now());
    return this.uow.run(async () => {
      let moved = 0;
      for (const { id } of await this.fairs.announcedUntil(now.slice(0, 10), AT_ONCE)) {
        const fair = await this.uow.forUpdate(Fair, { id });
        const step = fair && dueStep(fair, now);
        if (!fair || !step) continue;
        await this.moved(fair, step);
        moved += 1;
      }
      return moved;
    });
  }

  private async take(who: Principal, fair: Fair, step: HandStep): Promise<Fair> {
    const today = this.ports.clock.today();
    if (step === 'file' || (step === 'open' && stateOf(fair) === 'filed')) {
      const gaps = filingGaps(fair, today, await this.rules.on(fair.day));
      if (gaps.length > 0) throw filingProblem(gaps);
    }
    if ((step === 'start' || step === 'end') && fair.day > today) throw problems('fair.too_early', { day: fair.day });
    const first = step === 'open' && fair.state === 'draft';
    const moved = await this.moved(fair, step, first ? { openedAt: this.ports.clock.now() } : {});
    if (first) await this.announce(fair);
    await this.ports.trace(who, first ? 'fair.published' : `fair.step_${step}`, fair);
    return moved;
  }

  /** Those that it was planned for hear of it. */
  private async announce(fair: Fair): Promise<void> {
    const themed = fair.themeOccupation !== null || fair.themeIndustry !== null;
    await this.ports.events.record(fairPublished, { ...eventOf(fair), themed });
    const enterpriseIds = await this.invitations.toTell(fair.id, this.ports.clock.now());
    const { opensAt, closesAt, theme } = fair;
    if (enterpriseIds.length > 0)
      await this.ports.events.record(fairInvited, { ...eventOf(fair), opensAt, closesAt, theme, enterpriseIds });
  }

  private async moved(fair: Fair, step: FairStep, patch: Partial<Fair> = {}): Promise<Fair> {
    const to: FairState | null = after(stateOf(fair), step);
    if (!to || (await this.fairs.move(fair, to, patch)) !== 1) throw problems('fair.state');
    return (await this.fairs.byId(fair.id)) ?? fair;
  }
}

const dueStep = (fair: Fair, now: string): FairStep | null => {
  const at = (time: string): string => `${fair.day} ${time}`;
  if (at(fair.closesAt) <= now.slice(0, 16)) return 'end';
  return at(fair.opensAt) <= now.slice(0, 16) && stateOf(fair) !== 'running' ? 'start' : null;
};
