import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { OrgTree } from '#access';
import { Settings } from '#platform/config';
import { Clock, newId, UnitOfWork } from '#platform/db';
import { defineJob, Events, Handles, type JobContext } from '#platform/jobs';
import { divisions, occupations } from '#reference';
import { solveMatching, type MatchingAnswer, type MatchingProblem } from './domain/index.js';
import { matchingFinished } from './matching.events.js';
import type { MatchingRun } from './matching.entity.js';
import { MatchingRepository } from './matching.repository.js';
import { ProblemReader, type ReadProblem } from './problem-reader.js';
import type { RunFigures } from './run-state.js';

/** One run is one job, so that many cities' runs spread over many machines. */
export const runMatching = defineJob<{ runId: string }>({ name: 'matching.run', queue: 'solver', attempts: 3, backoffMs: 2_000, key: ({ runId }) => runId });

/** Advice takes about a millisecond a need and more in a large city: beyond this a run answers without it. */
const MOST_NEEDS_ADVISED = 5_000;

@Injectable()
export class MatchingHandlers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly runs: MatchingRepository,
    private readonly reader: ProblemReader,
    private readonly org: OrgTree,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** A worker killed in the middle costs a repeat: nothing is written before the answer is there, and then all of it at once. */
  @Handles(runMatching)
  async handle({ runId }: { runId: string }, job: JobContext): Promise<void> {
    const run = await this.runs.run(runId);
    if (!run || (await this.uow.run(() => this.runs.moveRun(runId, ['queued', 'running'], { state: 'running' }))) !== 1) {
      await job.finish(() => Promise.resolve());
      return;
    }
    try {
      await this.solve(run, job);
    } catch (error) {
      if (job.attempt >= runMatching.attempts) await this.uow.run(() => this.fail(runId, (error as Error).message));
      throw error;
    }
  }

  private async solve(run: MatchingRun, job: JobContext): Promise<void> {
    const node = await this.org.byId(run.nodeId);
    const read = await this.reader.read(run.nodePath, node?.divisionCode ?? null, run.weights);
    job.progress(0, 1);
    const signal = new Int32Array(new SharedArrayBuffer(12));
    job.signal.addEventListener('abort', () => Atomics.store(signal, 0, 1));
    const began = Date.now();
    const answer = await solveMatching(read.problem, {
      knowsOccupation: (code) => occupations.isPostable(code),
      placeOf: (code) => placeOf(code),
      threads: this.settings.SOLVER_THREADS || availableParallelism(),
      signal,
      advice: read.problem.needs.length <= MOST_NEEDS_ADVISED,
    });
    if (answer.status === 'invalid') {
      const first = answer.faults.slice(0, 5).map(({ path, message }) => `${path}: ${message}`).join('; ');
      await job.finish(() => this.fail(run.id, `${answer.faults.length} faults: ${first}`));
    } else if (answer.status === 'cancelled') {
      await job.finish(() => this.runs.moveRun(run.id, ['running'], { state: 'cancelled', activeKey: null, finishedAt: this.clock.now() }));
    } else {
      await job.finish(() => this.keep(run, read, answer, (Date.now() - began) / 1000));
    }
  }

  private async keep(run: MatchingRun, { problem, needs, batches }: ReadProblem, answer: MatchingAnswer, seconds: number): Promise<void> {
    const patch: Partial<MatchingRun> = {
      state: 'done', activeKey: null, finishedAt: this.clock.now(), digest: digestOf(problem), figures: figuresOf(problem, answer, seconds),
      certificate: answer.certificate, unfilled: [...answer.unfilled], weights: answer.weights,
    };
    // Cancelled meanwhile, or finished by a twin: then this answer is not wanted.
    if ((await this.runs.moveRun(run.id, ['running'], patch)) !== 1) return;
    const createdAt = this.clock.now();
    await this.runs.insertProposals(
      answer.proposals.flatMap((proposal) => {
        const [need, batch] = [needs.get(proposal.need), batches.get(proposal.batch)];
        if (!need || !batch) return [];
        return [{
          id: newId(), runId: run.id, needId: need.id, batchId: batch.id, supplierId: batch.supplierId, enterpriseId: need.enterpriseId, nodePath: need.nodePath,
          people: proposal.people, reasons: proposal.reasons, needVersion: need.version, state: 'proposed' as const, createdAt,
        }];
      }),
    );
    await this.events.record(matchingFinished, { runId: run.id, startedById: run.startedById, proposals: answer.proposals.length, people: answer.placed });
  }

  private async fail(runId: string, failure: string): Promise<void> {
    await this.runs.moveRun(runId, ['queued', 'running'], { state: 'failed', activeKey: null, failure: failure.slice(0, 500), finishedAt: this.clock.now() });
  }
}

const placeOf = (code: string): { lng: number; lat: number } | undefined => {
  const division = divisions.byCode(code);
  return division?.lng != null && division.lat != null ? { lng: division.lng, lat: division.lat } : undefined;
};

const digestOf = (problem: MatchingProblem): string => createHash('sha256').update(JSON.stringify(problem)).digest('hex');

const figuresOf = (problem: MatchingProblem, answer: MatchingAnswer, seconds: number): RunFigures => {
  const byReason = new Map<string, number>();
  for (const { reason, people } of answer.unfilled) byReason.set(reason.code, (byReason.get(reason.code) ?? 0) + people);
  const { status, placed, objective, bound, gap } = answer;
  return {
    status, placed, objective, bound, gap, seconds, needs: problem.needs.length, batches: problem.batches.length,
    asked: problem.needs.reduce((sum, need) => sum + need.short, 0),
    unfilledByReason: [...byReason].map(([reason, people]) => ({ reason, people })).sort((a, b) => b.people - a.people),
  };
};
