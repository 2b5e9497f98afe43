import { Injectable } from '@nestjs/common';
import { AccessService, OrgTree } from '#access';
import { placesToGive, NeedReads } from '#need';
import { newId, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { SupplyReads } from '#supply';
import type { Weights } from '../domain/index.js';
import type { MatchingRun, Proposal, Unfilled } from '../matching.entity.js';
import { proposalsSent } from '../matching.events.js';
import { clearRun, runMatching } from './run.jobs.js';
import { MatchingPorts } from '../matching.ports.js';
import { problems } from '../matching.problems.js';
import { MatchingReads, type EmptyEnterprise, type UnfilledFilter } from '../matching.reads.js';
import { MatchingRepository, type ProposalFilter } from '../matching.repository.js';
import { outdatedBy, type Outdated } from '../proposal/matched-terms.js';
import { refuseWeights } from './preview.service.js';

@Injectable()
export class RunService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly runs: MatchingRepository,
    private readonly reads: MatchingReads,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly needs: NeedReads,
    private readonly supply: SupplyReads,
    private readonly ports: MatchingPorts,
  ) {}

  /**
   * @throws Problem `matching.busy` while another run of the same node waits or runs, `matching.weights` naming every weight
   * that cannot be
   */
  async start(who: Principal, nodeId: string | undefined, weights: Partial<Weights>): Promise<MatchingRun> {
    const node = nodeId ? await this.org.byId(nodeId) : await this.org.city();
    if (!node) throw notFound('org-node', nodeId ?? '');
    this.access.require(who, 'matching.run', { nodePath: node.path });
    refuseWeights(weights);
    const run: MatchingRun = {
      id: newId(),
      nodeId: node.id,
      nodePath: node.path,
      state: 'queued',
      activeKey: node.id,
      writerId: null,
      weights,
      digest: null,
      figures: null,
      certificate: null,
      summary: null,
      prices: null,
      startedById: who.userId,
      jobId: null,
      failure: null,
      createdAt: this.ports.clock.now(),
      finishedAt: null,
    };
    try {
      await this.uow.run(async () => {
        await this.runs.insertRun({ ...run });
        run.jobId = await this.ports.queue.enqueue(runMatching, { runId: run.id });
        await this.runs.setJob(run.id, run.jobId);
        await this.ports.audit.record(who, 'matching.started', { kind: 'matching_run', id: run.id, nodePath: node.path }, { weights });
      });
    } catch (error) {
      if (/UQ_matching_run_active|matching_run\.activeKey/.test((error as Error).message)) throw problems('matching.busy');
      throw error;
    }
    return run;
  }

  list(who: Principal, cursor: string | undefined, limit: number): Promise<Paged<MatchingRun>> {
    return this.runs.runs(this.access.scope(who, 'matching.read'), cursor, limit);
  }

  async one(who: Principal, id: string, permission = 'matching.read'): Promise<MatchingRun> {
    const run = await this.runs.run(id);
    if (!run) throw notFound('matching-run', id);
    this.access.require(who, permission, { nodePath: run.nodePath });
    return run;
  }

  /** Whether what a run came to may be shown: until it is done, it is written still. */
  private async isDone(who: Principal, id: string): Promise<boolean> {
    return (await this.one(who, id)).state === 'done';
  }

  /** How far the job of a run is, in parts of the city; null when it does not run. */
  async progress({ state, jobId }: MatchingRun): Promise<{ done: number; total: number } | null> {
    const job = state === 'running' && jobId ? await this.ports.jobs.get(jobId).catch(() => null) : null;
    return job && job.progressTotal !== null ? { done: job.progressDone ?? 0, total: job.progressTotal } : null;
  }

  /** Needs that stay unfilled, with reason and advice. */
  async unfilled(who: Principal, id: string, filter: UnfilledFilter, cursor: string | undefined, limit: number): Promise<Paged<Unfilled>> {
    return (await this.isDone(who, id)) ? this.reads.unfilled(id, filter, cursor, limit) : { items: [], next: null };
  }

  /** Enterprises that asked and get nobody, after one of them. */
  async empty(who: Principal, id: string, after: string, limit: number): Promise<EmptyEnterprise[]> {
    return (await this.isDone(who, id)) ? this.reads.empty(id, after, limit) : [];
  }

  async cancel(who: Principal, id: string): Promise<MatchingRun> {
    const run = await this.one(who, id, 'matching.run');
    await this.uow.run(async () => {
      const patch = { state: 'cancelled' as const, activeKey: null, finishedAt: this.ports.clock.now() };
      if ((await this.runs.moveRun(id, ['queued', 'running'], patch)) !== 1) throw problems('matching.state');
      await this.ports.queue.enqueue(clearRun, { runId: id });
      await this.ports.audit.record(who, 'matching.cancelled', { kind: 'matching_run', id, nodePath: run.nodePath });
    });
    // The run is cancelled either way; a job that ends at this moment finds it so and keeps nothing.
    if (run.jobId) await this.ports.jobs.cancel(run.jobId).catch(() => undefined);
    return this.one(who, id);
  }

  async proposals(who: Principal, filter: ProposalFilter, cursor: string | undefined, limit: number): Promise<Paged<Proposal>> {
    if (filter.runId && !(await this.isDone(who, filter.runId))) return { items: [], next: null };
    return this.runs.proposals(this.access.scope(who, 'proposal.read'), this.access.can(who, 'matching.read'), filter, cursor, limit);
  }

  /** The different occupations and enterprises of a list of proposals. */
  async proposalChoices(who: Principal, filter: ProposalFilter): Promise<{ occupationCodes: string[]; enterpriseIds: string[] }> {
    if (filter.runId && !(await this.isDone(who, filter.runId))) return { occupationCodes: [], enterpriseIds: [] };
    const scope = this.access.scope(who, 'proposal.read');
    const unsent = this.access.can(who, 'matching.read');
    return {
      occupationCodes: await this.runs.among('occupationCode', scope, unsent, filter),
      enterpriseIds: await this.runs.among('enterpriseId', scope, unsent, filter),
    };
  }

  /**
   * Sends proposals to their suppliers: all that wait, or the chosen ones. What the run could not know any more (the need was
   * changed, its places or the batch's people were given away) becomes stale instead; a promise is guarded again when it is made.
   * A pair that was excluded since waits on, and is sent only once the exclusion is lifted.
   */
  async approve(who: Principal, id: string, ids: string[] | undefined): Promise<{ sent: number; stale: number; excluded: number }> {
    return this.uow.run(async () => {
      const run = await this.one(who, id, 'matching.run');
      // Changes nothing, and makes two approvals follow one another.
      if ((await this.runs.moveRun(id, ['done'], { state: 'done' })) !== 1) throw problems('matching.state');
      const waiting = await this.runs.waiting(id, ids);
      const excluded = await this.reads.exclusions(run.nodePath);
      const allowed = waiting.filter(({ needId, batchId }) => !excluded(needId, batchId));
      const { fresh, stale } = await this.sort(allowed);
      await this.runs.makeStale(stale);
      if (fresh.length === 0 && stale.length === 0) throw problems('matching.nothing_to_send');
      if (
        (await this.runs.moveProposals(
          fresh.map((one) => one.id),
          'proposed',
          'sent',
        )) !== fresh.length
      )
        throw problems('proposal.state');
      const proposals = fresh.map(({ id: proposalId, supplierId, enterpriseId, needId, people }) => ({
        proposalId,
        supplierId,
        enterpriseId,
        needId,
        people,
      }));
      if (proposals.length > 0) await this.ports.events.record(proposalsSent, { runId: id, proposals });
      await this.ports.audit.record(
        who,
        'matching.approved',
        { kind: 'matching_run', id, nodePath: run.nodePath },
        { sent: fresh.length, stale: stale.length },
      );
      return { sent: fresh.length, stale: stale.length, excluded: waiting.length - allowed.length };
    });
  }

  private async sort(waiting: Proposal[]): Promise<{ fresh: Proposal[]; stale: Outdated[] }> {
    const needs = new Map(
      (
        await inParts(
          waiting.map((one) => one.needId),
          (ids) => this.needs.many(ids),
        )
      ).map((need) => [need.id, need]),
    );
    const batches = new Map(
      (
        await inParts(
          waiting.map((one) => one.batchId),
          (ids) => this.supply.batches(ids),
        )
      ).map((batch) => [batch.id, batch]),
    );
    const places = new Map([...needs].map(([key, need]) => [key, placesToGive(need)]));
    const people = new Map([...batches].map(([key, batch]) => [key, batch.state === 'open' ? batch.free : 0]));
    const fresh: Proposal[] = [];
    const stale: Outdated[] = [];
    for (const one of waiting) {
      const [left, free] = [places.get(one.needId) ?? 0, people.get(one.batchId) ?? 0];
      const outdated = outdatedBy(one, needs.get(one.needId), batches.get(one.batchId));
      if (outdated.length > 0 || left < one.people || free < one.people) {
        stale.push(...(outdated.length > 0 ? outdated : [{ proposal: one, changes: [] }]));
        continue;
      }
      fresh.push(one);
      places.set(one.needId, left - one.people);
      people.set(one.batchId, free - one.people);
    }
    return { fresh, stale };
  }
}

const inParts = async <T>(ids: string[], read: (ids: string[]) => Promise<T[]>): Promise<T[]> => {
  const unique = [...new Set(ids)];
  const rows: T[] = [];
  for (let i = 0; i < unique.length; i += 500) rows.push(...(await read(unique.slice(i, i + 500))));
  return rows;
};
