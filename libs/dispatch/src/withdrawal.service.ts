import { Injectable } from '@nestjs/common';
import { newId, UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { Proposals } from '#supply';
import { isUnposted, type NeedView } from '#need';
import { sideOf } from '#access';
import { judgeWithdrawal } from './domain/promise.js';
import type { PromiseRow } from './dispatch.entity.js';
import { promiseWithdrawn } from './dispatch.events.js';
import { DispatchPorts, Neighbours } from './dispatch.ports.js';
import { problems } from './dispatch.problems.js';
import { PeopleLedger } from './people-ledger.js';
import { PromiseRepository } from './promise.repository.js';
import { eventOf, targetOf } from './promise.service.js';
import { TripRepository } from './trip.repository.js';

export interface WithdrawalRequest {
  reason: string;
  /** Absent: all who are outstanding. */
  people: number | null;
  /** The promise as it was seen. A part is withdrawn only from that, or a double click would withdraw it twice. */
  version: number | null;
  /** Where people who are on their way go instead. */
  substituteNeedId: string | null;
}

/** Either side steps back from a promise. Nobody is left standing at a station: who is on the way gets a substitute place first. */
@Injectable()
export class WithdrawalService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly promises: PromiseRepository,
    private readonly trips: TripRepository,
    private readonly people: PeopleLedger,
    private readonly ports: DispatchPorts,
    private readonly neighbours: Neighbours,
    private readonly proposals: Proposals,
  ) {}

  /** Withdrawing all twice is withdrawing once.
   * @throws Problem 409 `promise.on_the_way` with people on the way and no substitute place; `promise.on_a_manifest`; as the ledgers do. */
  async withdraw(who: Principal, id: string, request: WithdrawalRequest): Promise<PromiseRow> {
    return this.uow.run(async () => {
      const promise = await this.promises.forUpdate(id);
      if (!promise) throw notFound('promise', id);
      this.ports.access.require(who, 'dispatch.withdraw', targetOf(promise));
      if (promise.state === 'withdrawn') return promise;
      if (request.people !== null && request.version !== promise.version) throw problems('promise.version_stale');
      if (promise.state === 'held') return this.dropHeld(who, promise, request.reason);
      if (promise.state !== 'accepted') throw problems('promise.state', { state: promise.state });
      return this.dropAccepted(who, promise, request);
    });
  }

  private async dropHeld(who: Principal, promise: PromiseRow, reason: string): Promise<PromiseRow> {
    const patch = { state: 'withdrawn' as const, reason, decidedById: who.userId, decidedAt: this.ports.clock.now() };
    if ((await this.promises.move(promise.id, 'held', patch)) !== 1) throw problems('promise.state', { state: promise.state });
    await this.people.giveBackHeld(promise, 'withdrawn');
    await this.done(who, promise, reason, promise.people, 0);
    return { ...promise, ...patch, version: promise.version + 1 };
  }

  private async dropAccepted(who: Principal, promise: PromiseRow, request: WithdrawalRequest): Promise<PromiseRow> {
    const tally = (await this.trips.talliesOfPromises([promise.id])).get(promise.id);
    const lines = { listed: tally?.listed ?? 0, onTheWay: (tally?.boarded ?? 0) + (tally?.arrived ?? 0) };
    const verdict = judgeWithdrawal(promise, { people: request.people, substitute: request.substituteNeedId !== null }, lines);
    if (verdict.kind === 'refused') throw problems(`promise.${verdict.code}`, { people: verdict.people });
    if (verdict.moved > 0 && request.substituteNeedId) await this.redirect(who, promise, request.substituteNeedId, verdict.moved);
    if (verdict.whole) {
      await this.trips.removeListed({ promiseId: promise.id });
      const patch = { state: 'withdrawn' as const, reason: request.reason, decidedById: who.userId, decidedAt: this.ports.clock.now() };
      await this.promises.move(promise.id, 'accepted', patch);
    }
    if (verdict.free > 0) await this.people.giveBackCommitted(promise, verdict.free, 'withdrawn');
    await this.done(who, promise, request.reason, verdict.free + verdict.moved, verdict.moved);
    return (await this.promises.byId(promise.id)) ?? promise;
  }

  /** A new commitment for the substitute place takes over the people on their way, with the trips they are on. */
  private async redirect(who: Principal, from: PromiseRow, needId: string, people: number): Promise<void> {
    const need = await this.neighbours.needs.byId(needId);
    if (!need || need.id === from.needId || isUnposted(need.state)) throw notFound('need', needId);
    this.ports.access.require(who, 'dispatch.decide', { nodePath: need.nodePath, enterpriseId: need.enterpriseId });
    const to = this.substitute(who, from, need, people);
    await this.promises.insert({ ...to });
    await this.people.redirect(from, to, people);
    const lines = await this.trips.onTheWay(from.id);
    const place = { promiseId: to.id, needId: need.id, enterpriseId: need.enterpriseId, nodePath: need.nodePath };
    await this.trips.moveLinesTo(
      lines.map((line) => line.id),
      place,
    );
    const tripIds = [...new Set(lines.map((line) => line.tripId))].sort();
    // A roll call that has begun sees the people where they were.
    for (const tripId of tripIds) await this.trips.forUpdate(tripId);
    await this.trips.insertStops(tripIds.map((tripId) => ({ id: newId(), tripId, batchId: to.batchId, ...place })));
  }

  private substitute(who: Principal, from: PromiseRow, need: NeedView, people: number): PromiseRow {
    const now = this.ports.clock.now();
    return {
      ...from,
      id: newId(),
      proposalId: null,
      requestKey: null,
      needId: need.id,
      enterpriseId: need.enterpriseId,
      nodePath: need.nodePath,
      people,
      released: 0,
      signed: 0,
      notTaken: 0,
      state: 'accepted',
      reason: null,
      substituteFor: from.id,
      createdById: who.userId,
      createdAt: now,
      decidedById: who.userId,
      decidedAt: now,
      lapseWarnedAt: null,
      // they are on their trip
      tripWarnedAt: now,
      version: 1,
    };
  }

  private async done(who: Principal, promise: PromiseRow, reason: string, people: number, moved: number): Promise<void> {
    if (promise.proposalId) await this.proposals.drop(promise.proposalId);
    const need = await this.neighbours.needs.byId(promise.needId);
    const supplier = await this.neighbours.supply.supplier(promise.supplierId);
    await this.ports.events.record(promiseWithdrawn, {
      ...eventOf(promise, need, supplier),
      people,
      reason,
      by: sideOf(who, promise),
      moved,
      version: promise.version,
    });
    await this.ports.audit.record(
      who,
      'promise.withdrawn',
      { kind: 'promise', id: promise.id, nodePath: promise.nodePath },
      { people, moved, reason },
    );
  }
}
