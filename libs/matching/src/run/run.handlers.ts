import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { OrgTree } from '#access';
import { Settings } from '#platform/config';
import { UnitOfWork } from '#platform/db';
import { GivenUp, Handles, type GivenUpJob, type JobContext } from '#platform/jobs';
import type { MatchingRun } from '../matching.entity.js';
import { MatchingPorts } from '../matching.ports.js';
import { MatchingRepository } from '../matching.repository.js';
import { ProblemReader, type ReadProblem } from './problem-reader.js';
import { clearRun, runMatching } from './run.jobs.js';
import { RunKeeper, RunTakenError } from './run.keeper.js';
import { solveApart, type SolvedApart } from './run-thread.js';

/** How often the components that are done are counted, in milliseconds. */
const LOOK_EVERY_MS = 300;

@Injectable()
export class RunHandlers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly runs: MatchingRepository,
    private readonly reader: ProblemReader,
    private readonly keeper: RunKeeper,
    private readonly org: OrgTree,
    private readonly settings: Settings,
    private readonly ports: MatchingPorts,
  ) {}

  /** A worker killed in the middle costs a repeat: nobody sees what it wrote before the run is done, and the next try removes it. */
  @Handles(runMatching)
  async handle({ runId }: { runId: string }, job: JobContext): Promise<void> {
    const run = await this.runs.run(runId);
    if (!run || (await this.uow.run(() => this.runs.moveRun(runId, ['queued', 'running'], { state: 'running' }))) !== 1) {
      await job.finish(() => Promise.resolve());
      return;
    }
    await this.solve(run, job);
  }

  /** A run whose job was given up (its workers died again and again, or somebody cancelled it) must not keep its city for ever. */
  @GivenUp(runMatching)
  async gaveUp({ runId }: { runId: string }, { state, lastError }: GivenUpJob): Promise<void> {
    await this.fail(runId, lastError ?? state);
    await this.ports.queue.enqueue(clearRun, { runId });
  }

  @Handles(clearRun)
  async clear({ runId }: { runId: string }): Promise<void> {
    await this.keeper.clear(runId);
  }

  private async solve(run: MatchingRun, job: JobContext): Promise<void> {
    const node = await this.org.byId(run.nodeId);
    const read = await this.reader.read(run.nodePath, node?.divisionCode ?? null, run.weights);
    const signal = new Int32Array(new SharedArrayBuffer(12));
    job.signal.addEventListener('abort', () => Atomics.store(signal, 0, 1));
    const look = setInterval(() => job.progress(Atomics.load(signal, 1), Math.max(1, Atomics.load(signal, 2))), LOOK_EVERY_MS);
    const began = Date.now();
    const options = { threads: this.settings.SOLVER_THREADS || availableParallelism(), signal, advice: true };
    await solveApart(read.problem, options, job.signal, async (solved) => {
      clearInterval(look);
      await this.end(run, read, solved, job, (Date.now() - began) / 1000);
    }).finally(() => clearInterval(look));
  }

  private async end(run: MatchingRun, read: ReadProblem, solved: SolvedApart, job: JobContext, seconds: number): Promise<void> {
    if (solved.status === 'cancelled') throw new Error('the run was stopped before it had an answer');
    if (solved.status === 'invalid') {
      const first = solved.faults
        .slice(0, 5)
        .map(({ path, message }) => `${path}: ${message}`)
        .join('; ');
      return job.finish(() => this.fail(run.id, `${solved.faults.length} faults: ${first}`));
    }
    try {
      await job.finish(await this.keeper.keep(run, read, solved.answer, seconds));
    } catch (error) {
      if (!(error instanceof RunTakenError)) throw error;
      await job.finish(() => Promise.resolve());
    }
  }

  private async fail(runId: string, failure: string): Promise<void> {
    await this.runs.moveRun(runId, ['queued', 'running'], {
      state: 'failed',
      activeKey: null,
      failure: failure.slice(0, 500),
      finishedAt: this.ports.clock.now(),
    });
  }
}
