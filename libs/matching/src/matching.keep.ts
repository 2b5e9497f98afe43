import { Injectable } from '@nestjs/common';
import { OrgTree } from '#access';
import { Clock, insertRows, newId, UnitOfWork } from '#platform/db';
import { Events } from '#platform/jobs';
import { tally, type MatchingAnswer, type MatchingProblem, type RunTallies } from './domain/index.js';
import { Proposal, Unfilled, type MatchingRun } from './matching.entity.js';
import { matchingFinished } from './matching.events.js';
import { MatchingRepository } from './matching.repository.js';
import type { ReadProblem } from './problem-reader.js';
import type { RunFigures, RunSummary } from './run-state.js';
import type { SolvedRun } from './solve-run.js';

type Solved = Extract<SolvedRun, { status: 'solved' }>;

/** Writes down what a run came to. */
@Injectable()
export class RunKeeper {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly runs: MatchingRepository,
    private readonly org: OrgTree,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** All of it at once, inside the caller's unit of work: a run that was cancelled meanwhile, or finished by a twin, keeps nothing. */
  async keep(run: MatchingRun, read: ReadProblem, { answer, digest, prices }: Solved, seconds: number): Promise<void> {
    const counties = new Set((await this.org.countiesAndZones()).map(({ id }) => id));
    const countyOf = (path: string): string => path.split('/').filter((id) => counties.has(id)).at(-1) ?? run.nodeId;
    const tallies = tally(read.problem, answer, (id) => {
      const need = read.needs.get(id);
      return { county: countyOf(need?.nodePath ?? ''), enterprise: need?.enterpriseId ?? '' };
    });
    const patch: Partial<MatchingRun> = {
      state: 'done', activeKey: null, finishedAt: this.clock.now(), digest, prices, figures: figuresOf(read.problem, answer, seconds), summary: summaryOf(read.problem, tallies),
      certificate: answer.certificate, weights: answer.weights,
    };
    if ((await this.runs.moveRun(run.id, ['running'], patch)) !== 1) return;
    await insertRows(this.uow.manager, Proposal, this.proposals(run.id, read, answer));
    await insertRows(this.uow.manager, Unfilled, unfilledRows(run.id, read, answer, tallies));
    await this.events.record(matchingFinished, { runId: run.id, startedById: run.startedById, proposals: answer.proposals.length, people: answer.placed });
  }

  private proposals(runId: string, { needs, batches }: ReadProblem, answer: MatchingAnswer): Proposal[] {
    const createdAt = this.clock.now();
    return answer.proposals.flatMap((proposal) => {
      const [need, batch] = [needs.get(proposal.need), batches.get(proposal.batch)];
      if (!need || !batch) return [];
      return [{
        id: newId(), runId, needId: need.id, batchId: batch.id, supplierId: batch.supplierId, enterpriseId: need.enterpriseId, nodePath: need.nodePath,
        people: proposal.people, reasons: proposal.reasons, needVersion: need.version, state: 'proposed' as const, welcomedAt: null, declinedBy: null, reason: null, createdAt,
      }];
    });
  }
}

const unfilledRows = (runId: string, { needs }: ReadProblem, answer: MatchingAnswer, { enterprises }: RunTallies): Unfilled[] =>
  answer.unfilled.flatMap((row) => {
    const need = needs.get(row.need);
    if (!need) return [];
    return [{
      id: newId(), runId, needId: need.id, enterpriseId: need.enterpriseId, nodePath: need.nodePath, people: row.people, reason: row.reason.code, advice: row.advice,
      needVersion: need.version, empty: enterprises.get(need.enterpriseId)?.placed === 0,
    }];
  });

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

const summaryOf = (problem: MatchingProblem, { counties, suppliers, enterprises }: RunTallies): RunSummary => ({
  counties: [...counties].map(([nodeId, sum]) => ({ nodeId, ...sum })).sort((a, b) => b.asked - a.asked || (a.nodeId < b.nodeId ? -1 : 1)),
  suppliers: [...suppliers].map(([supplierId, { asked, placed }]) => ({ supplierId, people: asked, placed })).sort((a, b) => b.people - a.people || (a.supplierId < b.supplierId ? -1 : 1)),
  enterprises: enterprises.size,
  emptyEnterprises: [...enterprises.values()].filter(({ placed }) => placed === 0).length,
  rules: { locked: problem.locked?.length ?? 0, excluded: problem.excluded?.length ?? 0 },
});
