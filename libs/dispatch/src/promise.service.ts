import { Injectable } from '@nestjs/common';
import { newId, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { JobQueue } from '#platform/jobs';
import { Proposals, type SupplierView } from '#supply';
import { isUnposted, type NeedView } from '#need';
import { expiryOf, judgeAcceptance } from './domain/promise.js';
import type { PromiseRow } from './dispatch.entity.js';
import { promiseAccepted, promiseDeclined, promiseLapsed, promiseMade, type PromiseEvent } from './dispatch.events.js';
import { lapsePromise } from './dispatch.jobs.js';
import { DispatchPorts, Neighbours } from './dispatch.ports.js';
import { DispatchRules } from './dispatch-rules.js';
import { problems } from './dispatch.problems.js';
import { PeopleLedger } from './people-ledger.js';
import { PromiseRepository, type PromiseFilter } from './promise.repository.js';

export interface NewPromise {
  proposalId: string | null;
  needId: string | null;
  batchId: string | null;
  /** Absent: all that were proposed. */
  people: number | null;
  requestKey: string | null;
}

export interface NewAcceptance {
  /** Absent: all who were promised. */
  people: number | null;
  /** Why the others are not taken. */
  reason: string | null;
}

interface Plan {
  need: NeedView;
  supplier: SupplierView;
  batchId: string;
  people: number;
}

@Injectable()
export class PromiseService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly promises: PromiseRepository,
    private readonly people: PeopleLedger,
    private readonly ports: DispatchPorts,
    private readonly neighbours: Neighbours,
    private readonly queue: JobQueue,
    private readonly proposals: Proposals,
    private readonly rules: DispatchRules,
  ) {}

  list(who: Principal, filter: Omit<PromiseFilter, 'scope'>, cursor: string | undefined, limit: number): Promise<Paged<PromiseRow>> {
    return this.promises.page({ ...filter, scope: this.ports.access.scope(who, 'dispatch.read') }, cursor, limit);
  }

  async one(who: Principal, id: string): Promise<PromiseRow> {
    const promise = await this.promises.byId(id);
    if (!promise) throw notFound('promise', id);
    this.ports.access.require(who, 'dispatch.read', targetOf(promise));
    return promise;
  }

  /**
   * Holds the places and the people for as long as the city's rule of the day says. Asked again with the same proposal or
   * request key, it answers with the promise that there is.
   * @throws Problem when the need has no such room, the batch no such people, or the proposal is not open any more.
   */
  async make(who: Principal, given: NewPromise): Promise<PromiseRow> {
    return this.uow.run(async () => {
      const plan = await this.plan(who, given);
      return (await this.made(plan.supplier.id, given)) ?? this.insert(who, given, plan);
    });
  }

  private async insert(who: Principal, given: NewPromise, { need, supplier, batchId, people }: Plan): Promise<PromiseRow> {
    const { clock } = this.ports;
    const now = clock.now();
    const promise: PromiseRow = {
      id: newId(),
      proposalId: given.proposalId,
      requestKey: given.requestKey,
      needId: need.id,
      batchId,
      supplierId: supplier.id,
      enterpriseId: need.enterpriseId,
      nodePath: need.nodePath,
      people,
      released: 0,
      signed: 0,
      notTaken: 0,
      state: 'held',
      expiresAt: expiryOf(now, await this.rules.on(clock.today())),
      reason: null,
      substituteFor: null,
      createdById: who.userId,
      createdAt: now,
      decidedById: null,
      decidedAt: null,
      lapseWarnedAt: null,
      tripWarnedAt: null,
      version: 1,
    };
    await this.promises.insert({ ...promise });
    if (given.proposalId) await this.proposals.take(given.proposalId);
    await this.people.hold(promise);
    await this.queue.enqueue(lapsePromise, { promiseId: promise.id }, { runAt: promise.expiresAt });
    await this.ports.events.record(promiseMade, eventOf(promise, need, supplier));
    await this.ports.audit.record(
      who,
      'promise.made',
      { kind: 'promise', id: promise.id, nodePath: promise.nodePath },
      { needId: need.id, batchId, people },
    );
    return promise;
  }

  private async made(supplierId: string, { proposalId, requestKey }: NewPromise): Promise<PromiseRow | null> {
    if (proposalId) return this.promises.byProposal(proposalId);
    return requestKey ? this.promises.byRequest(supplierId, requestKey) : null;
  }

  private async plan(who: Principal, given: NewPromise): Promise<Plan> {
    const proposal = given.proposalId ? ((await this.proposals.byId(given.proposalId)) ?? null) : null;
    if (given.proposalId && !proposal) throw notFound('proposal', given.proposalId);
    const [needId, batchId, people] = proposal
      ? [proposal.needId, proposal.batchId, Math.min(given.people ?? proposal.people, proposal.people)]
      : [given.needId, given.batchId, given.people];
    if (!needId || !batchId || !people) throw problems('promise.batch_supplier');
    const batch = await this.neighbours.supply.batch(batchId);
    const supplier = batch && (await this.neighbours.supply.supplier(batch.supplierId));
    if (!supplier) throw notFound('batch', batchId);
    this.ports.access.require(who, 'dispatch.promise', { supplierId: supplier.id, nodePath: supplier.nodePath });
    const need = await this.neighbours.needs.byId(needId);
    // What is not posted yet is unknown to everybody but its enterprise and its office.
    if (!need || isUnposted(need.state)) throw notFound('need', needId);
    return { need, supplier, batchId, people };
  }

  /** The enterprise takes them, or a part of them and says why: the promise is a commitment and lowers the board. Accepting the same
   * number twice is accepting once.
   * @throws Problem 409 when it was decided otherwise or its time is over, 422 for a part without a reason. */
  async accept(who: Principal, id: string, asked: NewAcceptance = ALL_OF_THEM): Promise<PromiseRow> {
    return this.uow.run(async () => {
      const promise = await this.decidable(who, id);
      if (promise.state === 'accepted') return acceptedAs(promise, asked);
      const verdict = judgeAcceptance(promise, asked);
      if (verdict.kind === 'refused') throw problems(`promise.${verdict.code}`, { people: verdict.people });
      const { taken, left } = verdict;
      const now = this.ports.clock.now();
      const patch = {
        ...{ state: 'accepted' as const, people: taken, notTaken: left, reason: left > 0 ? asked.reason : null },
        ...{ decidedById: who.userId, decidedAt: now },
      };
      if ((await this.promises.move(id, 'held', patch, now)) !== 1)
        throw promise.state === 'held' ? problems('promise.expired') : problems('promise.state', { state: promise.state });
      await this.people.accept(promise, verdict);
      const accepted = { ...promise, ...patch, version: promise.version + 1 };
      await this.tell(promiseAccepted, accepted, { notTaken: left, reason: patch.reason });
      const said = left > 0 ? { people: taken, notTaken: left, reason: asked.reason } : { people: taken };
      await this.ports.audit.record(who, 'promise.accepted', { kind: 'promise', id, nodePath: promise.nodePath }, said);
      return accepted;
    });
  }

  /** The enterprise does not take them, and says why. Declining twice is declining once. */
  async decline(who: Principal, id: string, reason: string): Promise<PromiseRow> {
    return this.uow.run(async () => {
      const promise = await this.decidable(who, id);
      if (promise.state === 'declined') return promise;
      const patch = { state: 'declined' as const, reason, decidedById: who.userId, decidedAt: this.ports.clock.now() };
      if ((await this.promises.move(id, 'held', patch)) !== 1) throw problems('promise.state', { state: promise.state });
      await this.people.giveBackHeld(promise, 'declined');
      if (promise.proposalId) await this.proposals.drop(promise.proposalId);
      await this.tell(promiseDeclined, promise, { reason });
      await this.ports.audit.record(
        who,
        'promise.declined',
        { kind: 'promise', id, nodePath: promise.nodePath },
        { people: promise.people, reason },
      );
      return { ...promise, ...patch, version: promise.version + 1 };
    });
  }

  /** Its time is over and nobody answered. Does nothing for a promise that was answered. Joins the caller's unit of work. */
  async lapse(id: string): Promise<void> {
    await this.uow.run(async () => {
      const promise = await this.promises.byId(id);
      const now = this.ports.clock.now();
      if (promise?.state !== 'held' || promise.expiresAt > now) return;
      if ((await this.promises.move(id, 'held', { state: 'lapsed', decidedAt: now })) !== 1) return;
      await this.people.giveBackHeld(promise, 'lapsed', null);
      if (promise.proposalId) await this.proposals.drop(promise.proposalId);
      await this.tell(promiseLapsed, promise, {});
      await this.ports.audit.record(
        null,
        'promise.lapsed',
        { kind: 'promise', id, nodePath: promise.nodePath },
        { people: promise.people },
      );
    });
  }

  private async decidable(who: Principal, id: string): Promise<PromiseRow> {
    const promise = await this.promises.forUpdate(id);
    if (!promise) throw notFound('promise', id);
    this.ports.access.require(who, 'dispatch.read', targetOf(promise));
    this.ports.access.require(who, 'dispatch.decide', { nodePath: promise.nodePath, enterpriseId: promise.enterpriseId });
    return promise;
  }

  private async tell<M extends object>(kind: { name: string; data?: PromiseEvent & M }, promise: PromiseRow, more: M): Promise<void> {
    const need = await this.neighbours.needs.byId(promise.needId);
    const supplier = await this.neighbours.supply.supplier(promise.supplierId);
    await this.ports.events.record(kind, { ...eventOf(promise, need, supplier), ...more });
  }
}

const ALL_OF_THEM: NewAcceptance = { people: null, reason: null };

/** A second click is the first one; who asks for another number than a colleague accepted is told. */
const acceptedAs = (promise: PromiseRow, { people }: NewAcceptance): PromiseRow => {
  const same = people === null ? promise.notTaken === 0 : promise.people === people;
  if (!same) throw problems('promise.accepted_otherwise', { people: promise.people });
  return promise;
};

export const targetOf = ({ nodePath, enterpriseId, supplierId }: PromiseRow) => ({ nodePath, enterpriseId, supplierId });

export const eventOf = (promise: PromiseRow, need: NeedView | null, supplier: SupplierView | null): PromiseEvent => ({
  promiseId: promise.id,
  supplierId: promise.supplierId,
  supplierName: supplier?.name ?? '',
  enterpriseId: promise.enterpriseId,
  needId: promise.needId,
  needTitle: need?.title ?? '',
  nodePath: promise.nodePath,
  people: promise.people,
  expiresAt: promise.expiresAt.toISOString(),
});
