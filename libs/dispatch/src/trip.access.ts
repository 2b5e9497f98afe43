import { Injectable } from '@nestjs/common';
import { covers, type Scope } from '#access';
import { notFound, type Principal } from '#platform/http';
import type { Trip, TripStop } from './dispatch.entity.js';
import { DispatchPorts } from './dispatch.ports.js';
import { TripRepository } from './trip.repository.js';

export interface TripWithStops {
  trip: Trip;
  stops: TripStop[];
}

/** Who may see and run a trip: its supplier, the enterprises and counties it goes to, the city. */
@Injectable()
export class TripAccess {
  constructor(
    private readonly trips: TripRepository,
    private readonly ports: DispatchPorts,
  ) {}

  /** @throws Problem 404 for a trip that concerns the person in nothing. */
  async see(who: Principal, id: string): Promise<TripWithStops> {
    return this.visible(who, id, await this.trips.byId(id));
  }

  /** The same as it stands until the end of the unit of work: roll calls and changes of one trip follow one another. */
  async seeForUpdate(who: Principal, id: string): Promise<TripWithStops> {
    return this.visible(who, id, await this.trips.forUpdate(id));
  }

  private async visible(who: Principal, id: string, trip: Trip | null): Promise<TripWithStops> {
    if (!trip) throw notFound('trip', id);
    const stops = await this.trips.stops([id]);
    const scope = this.ports.access.scope(who, 'dispatch.read');
    if (!this.runs(scope, trip) && !stops.some((stop) => covers(scope, stop))) throw notFound('trip', id);
    return { trip, stops };
  }

  /** @throws Problem 403 for those who only see it. */
  async run(who: Principal, id: string): Promise<TripWithStops> {
    return this.mayRun(who, await this.see(who, id));
  }

  async runForUpdate(who: Principal, id: string): Promise<TripWithStops> {
    return this.mayRun(who, await this.seeForUpdate(who, id));
  }

  private mayRun(who: Principal, seen: TripWithStops): TripWithStops {
    this.ports.access.require(who, 'dispatch.travel', { supplierId: seen.trip.supplierId, nodePath: seen.trip.nodePath });
    return seen;
  }

  private runs(scope: Scope, trip: Trip): boolean {
    return covers(scope, { supplierId: trip.supplierId, nodePath: trip.nodePath });
  }

  /** Which of a trip's people somebody may see: all for who runs it, those of one's enterprise or county otherwise. */
  ofWhom(who: Principal, permission: string, trip: Trip): (line: { enterpriseId: string; nodePath: string }) => boolean {
    const scope = this.ports.access.scope(who, permission);
    return this.runs(scope, trip) ? () => true : (line) => covers(scope, { enterpriseId: line.enterpriseId, nodePath: line.nodePath });
  }
}
