import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { OrgTree } from '#access';
import { insertRows, newId, UnitOfWork } from '#platform/db';
import { RunTally, type ProposalOutput, type UnfilledOutput } from '../domain/index.js';
import { Proposal, Unfilled, type MatchingRun } from '../matching.entity.js';
import { matchingFinished } from '../matching.events.js';
import { MatchingPorts } from '../matching.ports.js';
import { MatchingRepository } from '../matching.repository.js';
import { matchedBy } from '../proposal/matched-terms.js';
import type { ReadProblem } from './problem-reader.js';
import type { RunFigures, RunSummary } from './run-state.js';
import type { RunAnswer } from './run-thread.js';

/** Thrown when the run was cancelled, or is written down by a later try: this one has nothing to do any more. */
export class RunTakenError extends Error {
  constructor() {
    super('the run is over, or is written down by somebody else');
  }
}

/** One try at a run. */
interface Writer {
  readonly runId: string;
  readonly writerId: string;
}

const COUNTED_AT_ONCE = 2_000;
const CLEARED_AT_ONCE = 500;

/** Writes down what a run came to. */
@Injectable()
export class RunKeeper {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly runs: MatchingRepository,
    private readonly org: OrgTree,
    private readonly ports: MatchingPorts,
  ) {}

  /**
   * Row by row in portions, each a unit of work of its own, so that nobody who saves something meanwhile waits for a whole city. Nobody
   * sees them before the run is done: that is what the returned effect does, to be called in the transaction that ends the job.
   * @throws RunTakenError
   */
  async keep(run: MatchingRun, read: ReadProblem, answer: RunAnswer, seconds: number): Promise<() => Promise<void>> {
    const writer = await this.begin(run.id);
    const places = await this.places(run, read);
    const tally = await tallyAsked(read, places);
    let proposals = 0;
    for await (const rows of answer.proposals())
      proposals += await this.write(writer, Proposal, this.proposals(run.id, read, rows, places, tally));
    const byReason = new Map<string, number>();
    for await (const rows of answer.unfilled()) {
      for (const { reason, people } of rows) byReason.set(reason.code, (byReason.get(reason.code) ?? 0) + people);
      await this.write(writer, Unfilled, unfilledRows(run.id, read, rows, tally));
    }
    const { head, digest, prices } = answer;
    const patch: Partial<MatchingRun> = {
      state: 'done',
      activeKey: null,
      writerId: null,
      finishedAt: this.ports.clock.now(),
      digest,
      prices,
      figures: figuresOf(read, head, byReason, seconds),
      summary: summaryOf(read, tally),
      certificate: head.certificate,
      weights: head.weights,
    };
    return async () => {
      if ((await this.runs.moveWritten(writer, patch)) !== 1) throw new RunTakenError();
      await this.ports.events.record(matchingFinished, { runId: run.id, startedById: run.startedById, proposals, people: head.placed });
    };
  }

  /** Removes what tries at a run that came to nothing have written. */
  async clear(runId: string): Promise<void> {
    while ((await this.uow.run(() => this.runs.dropRows(runId, CLEARED_AT_ONCE))) > 0) await nextTurn();
  }

  /** From now on this try writes, whichever did before; what that one wrote is removed. */
  private async begin(runId: string): Promise<Writer> {
    const writer = { runId, writerId: newId() };
    if ((await this.uow.run(() => this.runs.moveRun(runId, ['running'], { writerId: writer.writerId }))) !== 1) throw new RunTakenError();
    while ((await this.portion(writer, () => this.runs.dropRows(runId, CLEARED_AT_ONCE))) > 0) await nextTurn();
    return writer;
  }

  /** The guard locks the run's row: whoever cancels it, or begins another try, comes before a portion or after it. */
  private portion<T>(writer: Writer, work: () => Promise<T>): Promise<T> {
    return this.uow.run(async () => {
      if ((await this.runs.moveWritten(writer, { state: 'running' })) !== 1) throw new RunTakenError();
      return work();
    });
  }

  private async write<T extends Proposal | Unfilled>(writer: Writer, entity: new () => T, rows: readonly T[]): Promise<number> {
    if (rows.length > 0) await this.portion(writer, () => insertRows(this.uow.manager, entity, rows));
    // The embedded database answers without giving way.
    await nextTurn();
    return rows.length;
  }

  /** County of each need. */
  private async places(run: MatchingRun, { needs }: ReadProblem): Promise<CountyOf> {
    const regionOf = await this.org.regions();
    return (needId) => regionOf(needs.get(needId)?.nodePath ?? '') ?? run.nodeId;
  }

  private proposals(
    runId: string,
    { needs, batches }: ReadProblem,
    rows: readonly ProposalOutput[],
    countyOf: CountyOf,
    tally: RunTally,
  ): Proposal[] {
    const createdAt = this.ports.clock.now();
    return rows.flatMap((row) => {
      const [need, batch] = [needs.get(row.need), batches.get(row.batch)];
      if (!need || !batch) return [];
      tally.place(countyOf(need.id), need.enterpriseId, batch.supplierId, row.people);
      return [
        {
          id: newId(),
          runId,
          needId: need.id,
          batchId: batch.id,
          supplierId: batch.supplierId,
          enterpriseId: need.enterpriseId,
          occupationCode: need.occupationCode,
          nodePath: need.nodePath,
          people: row.people,
          reasons: row.reasons,
          needVersion: need.termsVersion,
          matched: matchedBy(need, batch),
          state: 'proposed' as const,
          changes: null,
          welcomedAt: null,
          declinedBy: null,
          reason: null,
          createdAt,
        },
      ];
    });
  }
}

type CountyOf = (needId: string) => string;

const tallyAsked = async ({ problem, needs }: ReadProblem, countyOf: CountyOf): Promise<RunTally> => {
  const tally = new RunTally();
  for (const { supplier, people } of problem.batches) tally.offer(supplier, people);
  for (let i = 0; i < problem.needs.length; i += COUNTED_AT_ONCE) {
    for (const { id, short } of problem.needs.slice(i, i + COUNTED_AT_ONCE))
      tally.ask(countyOf(id), needs.get(id)?.enterpriseId ?? '', short);
    await nextTurn();
  }
  return tally;
};

const unfilledRows = (runId: string, { needs }: ReadProblem, rows: readonly UnfilledOutput[], { enterprises }: RunTally): Unfilled[] =>
  rows.flatMap((row) => {
    const need = needs.get(row.need);
    if (!need) return [];
    return [
      {
        id: newId(),
        runId,
        needId: need.id,
        enterpriseId: need.enterpriseId,
        nodePath: need.nodePath,
        people: row.people,
        reason: row.reason.code,
        advice: row.advice,
        needVersion: need.termsVersion,
        empty: enterprises.get(need.enterpriseId)?.placed === 0,
      },
    ];
  });

const figuresOf = (
  { problem }: ReadProblem,
  { status, placed, objective, bound, gap }: RunAnswer['head'],
  byReason: ReadonlyMap<string, number>,
  seconds: number,
): RunFigures => ({
  status,
  placed,
  objective,
  bound,
  gap,
  seconds,
  needs: problem.needs.length,
  batches: problem.batches.length,
  asked: problem.needs.reduce((sum, need) => sum + need.short, 0),
  unfilledByReason: [...byReason].map(([reason, people]) => ({ reason, people })).sort((a, b) => b.people - a.people),
});

const summaryOf = ({ problem }: ReadProblem, { counties, suppliers, enterprises }: RunTally): RunSummary => ({
  counties: [...counties].map(([nodeId, sum]) => ({ nodeId, ...sum })).sort((a, b) => b.asked - a.asked || (a.nodeId < b.nodeId ? -1 : 1)),
  suppliers: [...suppliers]
    .map(([supplierId, { asked, placed }]) => ({ supplierId, people: asked, placed }))
    .sort((a, b) => b.people - a.people || (a.supplierId < b.supplierId ? -1 : 1)),
  enterprises: enterprises.size,
  emptyEnterprises: [...enterprises.values()].filter(({ placed }) => placed === 0).length,
  rules: { locked: problem.locked?.length ?? 0, excluded: problem.excluded?.length ?? 0 },
});
