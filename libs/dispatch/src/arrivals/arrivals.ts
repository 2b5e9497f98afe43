import { Injectable } from '@nestjs/common';
import { IsNull, In } from 'typeorm';
import { covers, OrgTree, withinScope, type Scope } from '#access';
import { FieldCipher } from '#platform/crypto';
import { addDays, dayOf, startOfDay, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import { TripAbsence } from '../absence/absence.entity.js';
import type { Trip } from '../dispatch.entity.js';
import { DispatchPorts, Neighbours } from '../dispatch.ports.js';
import { byDayAndRegion, isWoman } from '../domain/arrivals.js';
import { HandOver } from '../hand-over/hand-over.entity.js';
import { TravelRepository } from '../trip/travel.repository.js';
import { ArrivalsRepository, type Expected } from './arrivals.repository.js';

/** One enterprise’s part of a trip that arrives. */
export interface Arrival {
  trip: Trip;
  supplierName: string;
  supplierPhone: string | null;
  enterpriseId: string;
  enterpriseName: string;
  region: string;
  expected: Expected;
  /** Counted for the enterprise that makes the beds; null for others. */
  women: number | null;
  posts: { title: string; lodging: boolean; meals: boolean }[];
  leaders: { number: number; name: string | null; phone: string | null }[];
  handedOver: boolean;
}

export interface ArrivalSummary {
  underWay: { trips: number; people: number };
  missing: { open: number; late: number };
  days: { day: string; region: string; people: number; trips: number }[];
}

/** Pages of the summary’s trips: a fortnight of a whole city is a few hundred. */
const AT_ONCE = 500;

/** Who comes when, and what has to be prepared for them. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly arrivals: ArrivalsRepository,
    private readonly travels: TravelRepository,
    private readonly neighbours: Neighbours,
    private readonly org: OrgTree,
    private readonly ports: DispatchPorts,
    private readonly cipher: FieldCipher,
  ) {}

  /** The earliest first; of each trip those enterprises that concern one. */
  async list(who: Principal, from: string, days: number, cursor: string | undefined, limit: number): Promise<Paged<Arrival>> {
    const scope = this.ports.access.scope(who, 'dispatch.read');
    const page = await this.arrivals.page(scope, spanOf(from, days), cursor, limit);
    return { items: await this.of(who, scope, page.items), next: page.next };
  }

  async summary(who: Principal, days: number): Promise<ArrivalSummary> {
    const scope = this.ports.access.scope(who, 'dispatch.read');
    const today = this.ports.clock.today();
    const { items } = await this.arrivals.page(scope, spanOf(today, days), undefined, AT_ONCE);
    const coming = await this.parts(scope, items);
    const under = await this.parts(scope, await this.arrivals.underWay(scope));
    const counts = byDayAndRegion(
      coming.map(({ trip, region, expected }) => ({ day: dayOf(trip.arriveAt), region, people: expected.people, tripId: trip.id })),
    );
    return {
      underWay: {
        trips: new Set(under.map(({ trip }) => trip.id)).size,
        people: under.reduce((all, { expected }) => all + expected.people, 0),
      },
      missing: await this.missing(who),
      days: counts.map(({ day, region, people, trips }) => ({ day, region, people, trips: trips.size })),
    };
  }

  private async missing(who: Principal): Promise<ArrivalSummary['missing']> {
    if (!this.ports.access.can(who, 'dispatch.absence')) return { open: 0, late: 0 };
    const query = this.uow.manager.createQueryBuilder(TripAbsence, 'absence').select('COUNT(*)', 'open').where({ closedAt: IsNull() });
    query.addSelect('SUM(CASE WHEN absence.dueAt <= :now THEN 1 ELSE 0 END)', 'late').setParameter('now', this.ports.clock.now());
    withinScope(query, this.ports.access.scope(who, 'dispatch.absence'), {
      nodePath: 'absence.nodePath',
      supplierId: 'absence.supplierId',
    });
    const row = await query.getRawOne<{ open: string | number; late: string | number | null }>();
    return { open: Number(row?.open ?? 0), late: Number(row?.late ?? 0) };
  }

  /** Enterprises of trips as far as they concern somebody, with who is expected. */
  private async parts(scope: Scope, trips: readonly Trip[]) {
    const ids = trips.map(({ id }) => id);
    const stops = await this.arrivals.stops(ids);
    const counts = new Map((await this.arrivals.expected(ids)).map((one) => [`${one.tripId} ${one.enterpriseId}`, one]));
    const regionOf = await this.org.regions();
    const names = new Map((await this.org.countiesAndZones()).map(({ id, name }) => [id, name]));
    const region = (nodePath: string): string => names.get(regionOf(nodePath) ?? '') ?? '';
    return trips.flatMap((trip) => {
      const runs = covers(scope, { supplierId: trip.supplierId, nodePath: trip.nodePath });
      const own = stops.filter((stop) => stop.tripId === trip.id && (runs || covers(scope, stop)));
      return [...new Set(own.map(({ enterpriseId }) => enterpriseId))].map((enterpriseId) => ({
        ...{ trip, enterpriseId, stops: own.filter((stop) => stop.enterpriseId === enterpriseId) },
        region: region(own.find((stop) => stop.enterpriseId === enterpriseId)?.nodePath ?? ''),
        expected: counts.get(`${trip.id} ${enterpriseId}`) ?? nobody(trip.id, enterpriseId),
      }));
    });
  }

  private async of(who: Principal, scope: Scope, trips: readonly Trip[]): Promise<Arrival[]> {
    const parts = await this.parts(scope, trips);
    const ids = trips.map(({ id }) => id);
    const suppliers = await this.neighbours.suppliers(trips.map(({ supplierId }) => supplierId));
    const enterprises = await this.neighbours.enterpriseNames(parts.map(({ enterpriseId }) => enterpriseId));
    const needs = new Map(
      (await this.neighbours.needs.many(parts.flatMap(({ stops }) => stops.map(({ needId }) => needId)))).map((one) => [one.id, one]),
    );
    const own = who.grants.flatMap(({ enterpriseId }) => enterpriseId ?? []);
    const women = await this.womenOf(ids, own);
    const done = ids.length === 0 ? [] : await this.uow.manager.findBy(HandOver, { tripId: In(ids) });
    const leaders = await this.leadersOf(ids);
    return parts.map(({ trip, enterpriseId, stops, region, expected }): Arrival => {
      const supplier = suppliers.get(trip.supplierId);
      return {
        ...{ trip, enterpriseId, region, expected },
        ...{ supplierName: supplier?.name ?? '', supplierPhone: supplier?.contactPhone ?? null },
        enterpriseName: enterprises.get(enterpriseId) ?? '',
        women: own.includes(enterpriseId) ? (women.get(`${trip.id} ${enterpriseId}`) ?? 0) : null,
        posts: stops.flatMap(({ needId }) => {
          const need = needs.get(needId);
          return need ? [{ title: need.title, lodging: need.lodging, meals: need.meals }] : [];
        }),
        leaders: leaders.get(trip.id) ?? [],
        handedOver: done.some((one) => one.tripId === trip.id && one.enterpriseId === enterpriseId),
      };
    });
  }

  /** Beds are made by sex; nothing but the number leaves the house. */
  private async womenOf(tripIds: readonly string[], enterpriseIds: readonly string[]): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const { id, tripId, enterpriseId, idNumber } of await this.arrivals.lines(tripIds, enterpriseIds)) {
      if (!isWoman(this.cipher.open('manifest_line', 'idNumber', id, idNumber) ?? '')) continue;
      counts.set(`${tripId} ${enterpriseId}`, (counts.get(`${tripId} ${enterpriseId}`) ?? 0) + 1);
    }
    return counts;
  }

  private async leadersOf(tripIds: readonly string[]): Promise<Map<string, Arrival['leaders']>> {
    const found = new Map<string, Arrival['leaders']>();
    for (const { tripId, number, leaderName, leaderPhone } of await this.travels.coachesOf(tripIds))
      found.set(tripId, [...(found.get(tripId) ?? []), { number, name: leaderName, phone: leaderPhone }]);
    return found;
  }
}

const spanOf = (from: string, days: number): { from: Date; to: Date } => ({ from: startOfDay(from), to: startOfDay(addDays(from, days)) });

const nobody = (tripId: string, enterpriseId: string): Expected => ({
  ...{ tripId, enterpriseId, people: 0, returning: 0, minors: 0, uninsured: 0, unexamined: 0, missing: 0 },
});
