import { Injectable } from '@nestjs/common';
import { newId, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import { mayBecome } from './domain/trip.js';
import type { PromiseRow, Trip, TripStop } from './dispatch.entity.js';
import { tripCancelled, tripPlanned } from './dispatch.events.js';
import { DispatchPorts } from './dispatch.ports.js';
import { problems } from './dispatch.problems.js';
import { PromiseRepository } from './promise.repository.js';
import { TripAccess } from './trip.access.js';
import { TripRepository, type TripFilter } from './trip.repository.js';
import { TripViews, type TripView } from './trip.views.js';

export type NewTrip = Pick<Trip, 'requestKey' | 'mode' | 'vehicle' | 'departAt' | 'arriveAt' | 'fromPlace' | 'toPlace' | 'note'> & {
  promiseIds: string[];
};

@Injectable()
export class TripService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly trips: TripRepository,
    private readonly promises: PromiseRepository,
    private readonly access: TripAccess,
    private readonly views: TripViews,
    private readonly ports: DispatchPorts,
  ) {}

  async list(who: Principal, filter: Omit<TripFilter, 'scope'>, cursor: string | undefined, limit: number): Promise<Paged<TripView>> {
    const page = await this.trips.page({ ...filter, scope: this.ports.access.scope(who, 'dispatch.read') }, cursor, limit);
    return { items: await this.views.of(who, page.items), next: page.next };
  }

  async one(who: Principal, id: string): Promise<TripView> {
    return this.views.one(who, (await this.access.see(who, id)).trip);
  }

  /** Plans a trip for accepted promises of one supplier. Asked again with the same request key, it answers with the trip that there is. */
  async plan(who: Principal, given: NewTrip): Promise<TripView> {
    if (given.arriveAt <= given.departAt) throw problems('trip.order');
    return this.uow.run(() => this.planned(who, given));
  }

  private async planned(who: Principal, given: NewTrip): Promise<TripView> {
    const promises = await this.promises.many(given.promiseIds);
    const supplierId = promises[0]?.supplierId;
    if (!supplierId) throw problems('trip.supplier');
    if (
      promises.length !== new Set(given.promiseIds).size ||
      promises.some((one) => one.supplierId !== supplierId || one.state !== 'accepted')
    )
      throw problems('trip.promise');
    const nodePath = await this.views.nodeOf(supplierId);
    this.ports.access.require(who, 'dispatch.travel', { supplierId, nodePath });
    const before = given.requestKey ? await this.trips.byRequest(supplierId, given.requestKey) : null;
    if (before) return this.views.one(who, before);
    const { promiseIds: _, ...rest } = given;
    const trip: Trip = {
      ...rest,
      id: newId(),
      supplierId,
      nodePath,
      state: 'planned',
      departedAt: null,
      arrivedAt: null,
      handedOverAt: null,
      receivedBy: null,
      cancelReason: null,
      createdById: who.userId,
      createdAt: this.ports.clock.now(),
      version: 1,
    };
    await this.trips.insert(
      { ...trip },
      promises.map((promise) => stopOf(trip.id, promise)),
    );
    await this.ports.events.record(tripPlanned, await this.views.event(trip));
    await this.ports.audit.record(
      who,
      'trip.planned',
      { kind: 'trip', id: trip.id, nodePath },
      { departAt: trip.departAt, promises: given.promiseIds.length },
    );
    return this.views.one(who, trip);
  }

  /** The trip does not take place; its people stay committed and can travel on another one. Cancelling twice is cancelling once. */
  async cancel(who: Principal, id: string, reason: string): Promise<TripView> {
    return this.uow.run(async () => {
      const { trip, stops } = await this.access.runForUpdate(who, id);
      if (trip.state === 'cancelled') return this.views.one(who, trip);
      if (!mayBecome(trip.state, 'cancelled')) throw problems('trip.state', { state: trip.state });
      const event = await this.views.event(trip);
      if ((await this.trips.move(id, trip.state, { state: 'cancelled', cancelReason: reason })) !== 1)
        throw problems('trip.state', { state: trip.state });
      await this.trips.removeListed({ tripId: id });
      await this.promises.watchAgain(stops.map(({ promiseId }) => promiseId));
      await this.ports.events.record(tripCancelled, { ...event, reason });
      await this.ports.audit.record(who, 'trip.cancelled', { kind: 'trip', id, nodePath: trip.nodePath }, { reason });
      return this.views.one(who, { ...trip, state: 'cancelled', cancelReason: reason, version: trip.version + 1 });
    });
  }
}

const stopOf = (tripId: string, promise: PromiseRow): TripStop => ({
  id: newId(),
  tripId,
  promiseId: promise.id,
  needId: promise.needId,
  batchId: promise.batchId,
  enterpriseId: promise.enterpriseId,
  nodePath: promise.nodePath,
});
