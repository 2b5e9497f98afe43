import { Injectable } from '@nestjs/common';
import type { Principal } from '#platform/http';
import { emptyTally, LINE_STATES, type Tally } from './domain/line.js';
import { outstanding } from './domain/promise.js';
import type { Trip, TripStop } from './dispatch.entity.js';
import type { TripEvent } from './dispatch.events.js';
import { Neighbours } from './dispatch.ports.js';
import { PromiseRepository } from './promise.repository.js';
import { TripAccess } from './trip.access.js';
import { TripRepository } from './trip.repository.js';

/** A trip and where its people are, by enterprise: all of it for who runs it, of others what concerns them. */
export interface TripView {
  trip: Trip;
  supplierName: string;
  /** Whom to call at the supplier. */
  supplierContact: { name: string | null; phone: string | null };
  stops: { promiseId: string; needId: string; enterpriseId: string; enterpriseName: string; nodePath: string }[];
  /** Everybody on the manifest whom one may know of. */
  counts: Tally;
  byEnterprise: { enterpriseId: string; enterpriseName: string; nodePath: string; counts: Tally }[];
}

/** Puts trips together with names and counts, for pages and for messages. */
@Injectable()
export class TripViews {
  constructor(
    private readonly trips: TripRepository,
    private readonly promises: PromiseRepository,
    private readonly access: TripAccess,
    private readonly neighbours: Neighbours,
  ) {}

  /** As somebody may see it: an enterprise learns nothing of the other enterprises on its trip, a county nothing of other counties'. */
  async one(who: Principal, trip: Trip): Promise<TripView> {
    const [view] = await this.of(who, [trip]);
    return view as TripView;
  }

  of(who: Principal, trips: Trip[]): Promise<TripView[]> {
    return this.views(trips, (trip) => this.access.ofWhom(who, 'dispatch.read', trip));
  }

  private async views(trips: Trip[], concerns: (trip: Trip) => (stop: TripStop) => boolean): Promise<TripView[]> {
    const ids = trips.map((trip) => trip.id);
    const stops = await this.trips.stops(ids);
    const tallies = await this.trips.talliesOfTrips(ids);
    const enterprises = await this.neighbours.enterpriseNames(stops.map((stop) => stop.enterpriseId));
    const suppliers = await this.neighbours.suppliers(trips.map((trip) => trip.supplierId));
    return trips.map((trip) => {
      const seen = concerns(trip);
      const own = stops.filter((stop) => stop.tripId === trip.id && seen(stop));
      const places = [...new Map(own.map((stop) => [stop.enterpriseId, stop])).values()];
      const tally = tallies.get(trip.id) ?? new Map<string, Tally>();
      const supplier = suppliers.get(trip.supplierId);
      return {
        trip,
        supplierName: supplier?.name ?? '',
        supplierContact: { name: supplier?.contactName ?? null, phone: supplier?.contactPhone ?? null },
        stops: own.map(({ promiseId, needId, enterpriseId, nodePath }) => ({
          promiseId,
          needId,
          enterpriseId,
          nodePath,
          enterpriseName: enterprises.get(enterpriseId) ?? '',
        })),
        counts: sum(places.map(({ enterpriseId }) => tally.get(enterpriseId) ?? emptyTally())),
        byEnterprise: places.map(({ enterpriseId, nodePath }) => ({
          enterpriseId,
          nodePath,
          enterpriseName: enterprises.get(enterpriseId) ?? '',
          counts: tally.get(enterpriseId) ?? emptyTally(),
        })),
      };
    });
  }

  async event(trip: Trip): Promise<TripEvent> {
    const [view] = await this.views([trip], () => () => true);
    const { byEnterprise, supplierName, stops } = view as TripView;
    const promises = await this.promises.many(stops.map((stop) => stop.promiseId));
    const expected = (enterpriseId: string): number =>
      promises.filter((one) => one.enterpriseId === enterpriseId).reduce((all, one) => all + outstanding(one), 0);
    return {
      tripId: trip.id,
      supplierId: trip.supplierId,
      supplierName,
      nodePath: trip.nodePath,
      mode: trip.mode,
      vehicle: trip.vehicle,
      departAt: trip.departAt.toISOString(),
      arriveAt: trip.arriveAt.toISOString(),
      fromPlace: trip.fromPlace,
      toPlace: trip.toPlace,
      stops: byEnterprise.map(({ enterpriseId, nodePath, counts }) => ({
        enterpriseId,
        nodePath,
        counts,
        people: total(counts) || expected(enterpriseId),
      })),
    };
  }

  async nodeOf(supplierId: string): Promise<string> {
    return (await this.neighbours.supply.supplier(supplierId))?.nodePath ?? '';
  }
}

const total = (counts: Tally): number => LINE_STATES.reduce((all, state) => all + counts[state], 0);

const sum = (tallies: Tally[]): Tally =>
  tallies.reduce((all, one) => Object.fromEntries(LINE_STATES.map((state) => [state, all[state] + one[state]])) as Tally, emptyTally());
