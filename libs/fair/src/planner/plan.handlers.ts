import { Injectable, Logger } from '@nestjs/common';
import { newId, UnitOfWork } from '#platform/db';
import { GivenUp, Handles, type GivenUpJob, type JobContext } from '#platform/jobs';
import { faultsOf } from '../domain/planner/check.js';
import { FairPorts } from '../fair.ports.js';
import type { FairPlan, PlanFair } from './plan.entity.js';
import { makeFairPlan } from './plan.jobs.js';
import { guestsOf } from './plan-problem.js';
import { PlanReader, type PlanToSolve } from './plan-reader.js';
import { PlanRepository } from './plan.repository.js';
import type { SolvedPlan } from './plan-solve.js';
import type { PlanCounty, PlanFigures } from './plan-state.js';
import { planApart } from './plan-thread.js';
import { PlanningRules } from './planning-rules.js';

/** How long the search may take, in attempts and in seconds: at first, and when the rest is planned again while somebody waits. */
const FIRST = { rounds: 4_000, seconds: 30 };
const AGAIN = { rounds: 400, seconds: 5 };

@Injectable()
export class PlanHandlers {
  private readonly logger = new Logger('fair-plan');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly plans: PlanRepository,
    private readonly reader: PlanReader,
    private readonly rules: PlanningRules,
    private readonly ports: FairPorts,
  ) {}

  /** A worker killed in the middle costs a repeat: what it reckoned is written in one transaction with the end of the job. */
  @Handles(makeFairPlan)
  async make({ planId, round }: { planId: string; round: number }, job: JobContext): Promise<void> {
    const plan = await this.plans.plan(planId);
    const taken = plan && (await this.uow.run(() => this.plans.move({ id: planId, round }, ['queued', 'running'], { state: 'running' })));
    if (!plan || taken !== 1) return job.finish(() => Promise.resolve());
    const before = await this.plans.fairs(planId);
    const read = await this.reader.read(plan, await this.rules.on(plan.fromDay), before);
    if (typeof read === 'string') return job.finish(() => this.fail(planId, round, read));
    const began = Date.now();
    const options = { ...(round === 1 ? FIRST : AGAIN), from: read.from };
    const solved = await planApart(read.problem, options, job.signal, (done, total) => job.progress(done, total));
    this.refuseFaults(read, solved);
    const seconds = (Date.now() - began) / 1_000;
    await job.finish(() => this.keep(plan, round, read, solved, seconds, before));
  }

  /** A plan whose job was given up must not keep its office for ever. */
  @GivenUp(makeFairPlan)
  async gaveUp({ planId, round }: { planId: string; round: number }, { state, lastError }: GivenUpJob): Promise<void> {
    await this.fail(planId, round, state === 'cancelled' ? 'stopped' : (lastError ?? state));
  }

  /** Staff may fix what breaks a rule; the search may not. */
  private refuseFaults({ problem }: PlanToSolve, { fairs, faults }: SolvedPlan): void {
    if (faults.length === 0) return;
    const ofStaff = new Set(
      faultsOf(
        problem,
        problem.fixed.map((one) => ({ ...one, guests: [] })),
      ),
    );
    const ours = faults.filter((fault) => !ofStaff.has(fault));
    if (ours.length === 0) return;
    this.logger.error(`a plan of ${fairs.length} fairs breaks rules: ${ours.slice(0, 5).join('; ')}`);
    throw new Error(`the plan breaks ${ours.length} rules: ${ours.slice(0, 3).join('; ')}`);
  }

  private async keep(
    plan: FairPlan,
    round: number,
    read: PlanToSolve,
    solved: SolvedPlan,
    seconds: number,
    before: readonly PlanFair[],
  ): Promise<void> {
    const rows = rowsOf(plan.id, read, solved, before);
    const figures = figuresOf(read, solved, rows, seconds);
    const patch = { state: 'done', activeKey: null, figures, failure: null, finishedAt: this.ports.clock.now() } as const;
    // Cancelled meanwhile: nothing of it is kept.
    if ((await this.plans.move({ id: plan.id, round }, ['running'], patch)) !== 1) return;
    const lost = read.lost.map((row) => ({ ...row, guests: [], covers: 0, weighted: 0, refusal: 'fair.room_taken' }));
    await this.plans.replace(plan.id, [...rows, ...lost]);
  }

  private async fail(planId: string, round: number, failure: string): Promise<void> {
    const plan = await this.plans.plan(planId);
    const patch = { activeKey: null, failure: failure.slice(0, 500), finishedAt: this.ports.clock.now() };
    await this.plans.move({ id: planId, round }, ['queued', 'running'], { ...patch, state: plan?.figures ? 'done' : 'failed' });
  }
}

const keyOf = ({ roomId, day, themeCode }: Pick<PlanFair, 'roomId' | 'day' | 'themeCode'>): string => `${roomId} ${day} ${themeCode}`;

/** The rows of a plan. What stays where it was keeps its id, and its mark. */
const rowsOf = (planId: string, read: PlanToSolve, { fairs }: SolvedPlan, before: readonly PlanFair[]): PlanFair[] => {
  const known = new Map(before.filter(({ mark }) => mark !== 'struck').map((row) => [keyOf(row), row]));
  const guests = guestsOf(read, fairs);
  const shortOf = reachable(read);
  return fairs.map((fair): PlanFair => {
    const invited = guests.get(fair) ?? [];
    const { id: roomId = '', nodeId = '', booths = 0 } = read.rooms[fair.room] ?? {};
    const place = { roomId, day: read.days[fair.day] ?? '', themeCode: read.themes[fair.theme] ?? '' };
    const row = known.get(keyOf(place));
    return {
      ...{ id: row?.id ?? newId(), planId, ...place, nodeId, mark: row?.mark ?? 'open', booths, short: shortOf(fair.room, fair.theme) },
      covers: invited.reduce((sum, { covers }) => sum + covers, 0),
      weighted: invited.reduce((sum, { covers, weight }) => sum + covers * weight, 0),
      ...{ guests: invited, fairId: null, refusal: null },
    };
  });
};

/** People short in a theme among the enterprises that would come to a room. */
const reachable = ({ problem }: PlanToSolve): ((room: number, theme: number) => number) => {
  const sums = new Map<string, number>();
  for (const { enterprise, theme, people } of problem.demands) {
    const key = `${problem.enterprises[enterprise]} ${theme}`;
    sums.set(key, (sums.get(key) ?? 0) + people);
  }
  return (room, theme) =>
    (problem.counties[problem.rooms[room]?.county ?? -1]?.near ?? []).reduce((sum, home) => sum + (sums.get(`${home} ${theme}`) ?? 0), 0);
};

const figuresOf = ({ problem, regions }: PlanToSolve, solved: SolvedPlan, rows: readonly PlanFair[], seconds: number): PlanFigures => ({
  ...{ enterprises: problem.enterprises.length, rooms: problem.rooms.length, venueDays: problem.venueDays.length },
  people: problem.demands.reduce((sum, { people }) => sum + people, 0),
  weighted: Math.round(problem.demands.reduce((sum, { people, weight }) => sum + people * weight, 0)),
  ...{ fairs: rows.length, invitations: rows.reduce((sum, { guests }) => sum + guests.length, 0) },
  coveredPeople: rows.reduce((sum, { covers }) => sum + covers, 0),
  ...{ covered: solved.covered, bound: solved.bound, greedy: solved.greedy, seconds: Math.round(seconds * 100) / 100 },
  counties: countiesOf(problem, regions, solved, rows),
});

/** Counties where somebody is short or a fair takes place, the shortest first. @param rows of the plan's fairs, in their order */
const countiesOf = (
  { rooms, counties, enterprises, demands }: PlanToSolve['problem'],
  regions: PlanToSolve['regions'],
  { fairs }: SolvedPlan,
  rows: readonly PlanFair[],
): PlanCounty[] => {
  const all = regions.map(({ id, name }, at): PlanCounty => {
    return { nodeId: id, name, short: 0, least: counties[at]?.atLeast ?? 0, fairs: 0, covers: 0 };
  });
  for (const { enterprise, people } of demands) {
    const county = all[enterprises[enterprise] ?? -1];
    if (county) county.short += people;
  }
  for (const [at, { room }] of fairs.entries()) {
    const county = all[rooms[room]?.county ?? -1];
    if (county) county.fairs += 1;
    if (county) county.covers += rows[at]?.covers ?? 0;
  }
  return all.filter(({ short, fairs: held }) => short > 0 || held > 0).sort((a, b) => b.short - a.short);
};
