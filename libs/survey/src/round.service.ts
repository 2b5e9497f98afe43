import { Injectable } from '@nestjs/common';
import { AccessService, Audit, changesOf } from '#access';
import { Clock, newId, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { Events, JobQueue } from '#platform/jobs';
import { AnswerRepository } from './answer.repository.js';
import { DEFAULT_REMINDERS, type ReminderPlan } from './domain/reminders.js';
import { formOf, roundFaults, roundMayBecome, type RoundState } from './domain/round.js';
import { DEFAULT_SAMPLE, drawSample, type Drawn } from './domain/sample.js';
import { Frame, type FrameEnterprise } from './frame.js';
import { Freezer } from './freeze.service.js';
import { MemberRepository, type StratumCount } from './member.repository.js';
import { RoundRepository } from './round.repository.js';
import type { SurveyMember, SurveyRound, SurveyVersion } from './survey.entity.js';
import { roundClosed, roundOpened } from './survey.events.js';
import { tellMembers } from './survey.jobs.js';
import { problems, roundProblem } from './survey.problems.js';

/** What the use cases of a round tell the rest of the house, and the time. */
@Injectable()
export class SurveyPorts {
  constructor(
    readonly clock: Clock,
    readonly events: Events,
    readonly audit: Audit,
    readonly jobs: JobQueue,
    readonly access: AccessService,
  ) {}
}

/** The tables of a round. */
@Injectable()
export class SurveyStore {
  constructor(
    readonly rounds: RoundRepository,
    readonly members: MemberRepository,
    readonly answers: AnswerRepository,
  ) {}
}

export interface RoundPlan {
  quarter: string;
  opensOn: string;
  closesOn: string;
  /** A number of one's own; one is thrown when it is left out. */
  seed?: number | undefined;
  sharePercent?: number | undefined;
  stratumMinimum?: number | undefined;
  reminders?: ReminderPlan | undefined;
}

@Injectable()
export class RoundService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly store: SurveyStore,
    private readonly frame: Frame,
    private readonly freezer: Freezer,
    private readonly ports: SurveyPorts,
  ) {}

  list(filter: { state?: RoundState | undefined }, cursor: string | undefined, limit: number): Promise<Paged<SurveyRound>> {
    return this.store.rounds.page(filter, cursor, limit);
  }

  async one(id: string): Promise<SurveyRound> {
    const round = await this.store.rounds.byId(id);
    if (!round) throw notFound('survey-round', id);
    return round;
  }

  async create(who: Principal, plan: RoundPlan): Promise<SurveyRound> {
    refuse(plan);
    const now = this.ports.clock.now();
    const round: SurveyRound = {
      id: newId(),
      quarter: plan.quarter,
      form: formOf(plan.quarter),
      opensOn: plan.opensOn,
      closesOn: plan.closesOn,
      seed: plan.seed ?? now.getTime() % 1_000_000_007,
      sharePercent: plan.sharePercent ?? DEFAULT_SAMPLE.sharePercent,
      stratumMinimum: plan.stratumMinimum ?? DEFAULT_SAMPLE.minimum,
      reminders: plan.reminders ?? DEFAULT_REMINDERS,
      state: 'draft',
      ranges: {},
      usualPairs: [],
      previousId: null,
      latest: 0,
      publishedVersion: 0,
      askedById: null,
      askedAt: null,
      askedVersion: 0,
      moves: 0,
      createdById: who.userId,
      createdAt: now,
      openedAt: null,
      closedAt: null,
      publishedAt: null,
      version: 1,
    };
    await this.uow.run(async () => {
      if (!(await this.store.rounds.insert(round))) throw problems('survey.quarter_taken', { quarter: plan.quarter });
      await this.record(who, 'survey.created', round, { quarter: plan.quarter });
    });
    return round;
  }

  /** A draft may change in everything; an open round in its closing day and reminders.
   * @throws Problem `survey.version_stale`. */
  async edit(who: Principal, id: string, version: number | null, patch: Partial<RoundPlan>): Promise<SurveyRound> {
    const round = await this.one(id);
    if (version === null) throw problems('survey.if_match');
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<RoundPlan>;
    const late = Object.keys(given).every((field) => field === 'closesOn' || field === 'reminders');
    const states: RoundState[] = late ? ['draft', 'open'] : ['draft'];
    if (!states.includes(round.state)) throw problems('survey.round_state', { state: round.state });
    const next = { ...round, ...given, form: formOf(given.quarter ?? round.quarter) };
    refuse(next);
    if (round.state === 'open' && given.closesOn !== undefined) this.refusePast(next);
    return this.uow.run(async () => {
      if ((await this.store.rounds.updateAt(id, version, states, { ...given, form: next.form })) !== 1)
        throw problems('survey.version_stale');
      await this.record(who, 'survey.edited', round, changesOf(round, given));
      return { ...next, version: version + 1 };
    });
  }

  /** An open round closes on a day to come: when it opens, and when that day is moved. */
  refusePast({ closesOn }: Pick<SurveyRound, 'closesOn'>): void {
    if (closesOn < this.ports.clock.today()) throw roundProblem([{ path: 'closesOn', code: 'closed_before_today' }]);
  }

  /** Draws the sample and opens; the invitations go out by themselves. Of two who open at once one does. */
  async open(who: Principal, id: string): Promise<SurveyRound> {
    const round = await this.one(id);
    if (!roundMayBecome(round.state, 'open')) throw problems('survey.round_state', { state: round.state });
    this.refusePast(round);
    const units = await this.frame.units();
    if (units.length === 0) throw problems('survey.nobody');
    const previous = await this.store.rounds.closedBefore(round.quarter);
    const usual = await this.frame.usual(units, previous);
    const members = sampleOf(round, units).map((drawn) => memberOf(round.id, drawn));
    return this.uow.run(async () => {
      const patch = { state: 'open' as const, openedAt: this.ports.clock.now(), previousId: previous?.id ?? null, ...usual };
      if ((await this.store.rounds.move(id, 'draft', patch)) !== 1) throw problems('survey.round_state', { state: 'open' });
      await this.store.members.insert(members);
      await this.ports.jobs.enqueue(tellMembers, { roundId: id, occasion: 'invite', after: '' });
      await this.ports.events.record(roundOpened, { ...eventOf(round), members: members.length });
      await this.record(who, 'survey.opened', round, { members: members.length, seed: round.seed });
      return this.one(id);
    });
  }

  /** Freezes what was answered as version 1.
   * @throws Problem `survey.doubts_open` while doubts wait, unless they are left on purpose. */
  async close(who: Principal, id: string, evenWithDoubts: boolean): Promise<SurveyRound> {
    await this.one(id);
    return this.uow.run(async () => {
      const closed = await this.store.rounds.move(id, 'open', { state: 'closed', closedAt: this.ports.clock.now(), latest: 1 });
      const round = await this.one(id);
      if (closed !== 1) throw problems('survey.round_state', { state: round.state });
      const count = evenWithDoubts ? 0 : await this.store.answers.openDoubts(id);
      if (count > 0) throw problems('survey.doubts_open', { count });
      const { answers } = await this.freezer.freeze(round, who.userId);
      await this.ports.events.record(roundClosed, { ...eventOf(round), version: 1, answers });
      await this.record(who, 'survey.closed', round, { answers });
      return round;
    });
  }

  /** Strata of the sample: as drawn, or of a draft as they would be drawn now. */
  async strata(id: string): Promise<StratumCount[]> {
    const round = await this.one(id);
    if (round.state !== 'draft') return this.store.members.strata(id);
    const drawn = sampleOf(round, await this.frame.units());
    const counts = new Map(
      drawn.map(({ stratum, stratumSize, stratumDrawn }) => [stratum, { stratum, stratumSize, stratumDrawn, responded: 0 }]),
    );
    return [...counts.values()];
  }

  async versions(id: string, cursor: string | undefined, limit: number): Promise<Paged<SurveyVersion>> {
    await this.one(id);
    return this.store.rounds.versions(id, cursor, limit);
  }

  /** Reminds all in the person's reach who have not answered, each once a day. */
  async remind(who: Principal, id: string): Promise<void> {
    const round = await this.one(id);
    const { paths } = this.ports.access.scope(who, 'survey.remind');
    await this.uow.run(async () => {
      if ((await this.store.rounds.touchOpen(id)) !== 1) throw problems('survey.not_open');
      const occasion = `hand-${this.ports.clock.today()}`;
      for (const under of paths) await this.ports.jobs.enqueue(tellMembers, { roundId: id, occasion, after: '', under });
      await this.record(who, 'survey.reminded', round, {});
    });
  }

  record(who: Principal, action: string, round: SurveyRound, fields: object): Promise<void> {
    return this.ports.audit.record(who, action, { kind: 'survey-round', id: round.id }, fields);
  }
}

const refuse = (plan: RoundPlan): void => {
  const faults = roundFaults(plan);
  if (faults.length > 0) throw roundProblem(faults);
};

const sampleOf = (round: SurveyRound, units: readonly FrameEnterprise[]): Drawn<FrameEnterprise>[] =>
  drawSample(units, round.seed, { sharePercent: round.sharePercent, minimum: round.stratumMinimum });

export const eventOf = ({ id, quarter, closesOn }: SurveyRound) => ({ roundId: id, quarter, closesOn });

const memberOf = (roundId: string, { unit, stratum, certain, stratumSize, stratumDrawn }: Drawn<FrameEnterprise>): SurveyMember => ({
  id: newId(),
  roundId,
  enterpriseId: unit.id,
  enterpriseName: unit.enterprise.name,
  creditCode: unit.enterprise.creditCode,
  nodeId: unit.enterprise.nodeId,
  nodePath: unit.enterprise.nodePath,
  countyId: unit.countyId,
  industryCode: unit.industryCode,
  sizeClass: unit.sizeClass,
  aboveScale: unit.aboveScale,
  stratum,
  certain,
  stratumSize,
  stratumDrawn,
  state: 'invited',
  submittedAt: null,
  answeredForById: null,
  askedBack: null,
  version: 1,
});
