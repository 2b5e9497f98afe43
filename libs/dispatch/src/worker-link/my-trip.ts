import { Injectable } from '@nestjs/common';
import { FieldCipher } from '#platform/crypto';
import type { Principal } from '#platform/http';
import { UnitOfWork } from '#platform/db';
import type { ManifestLine, Trip } from '../dispatch.entity.js';
import { DispatchPorts, Neighbours } from '../dispatch.ports.js';
import type { TripCoach, TripLeg, TripPickup } from '../trip/travel.entity.js';
import { TravelRepository } from '../trip/travel.repository.js';
import { TripAccess } from '../trip.access.js';
import { TripRepository } from '../trip.repository.js';
import { WorkerLinks } from './worker-links.js';

const DAY_MS = 86_400_000;
/** A link to a trip opens until so many days after it arrives. */
const AFTER_DAYS = 7;

/** A trip as one of its people sees it. */
export interface MyTrip {
  trip: Trip;
  line: ManifestLine;
  name: string;
  enterpriseName: string;
  needTitle: string;
  contact: { name: string | null; phone: string | null };
  station: { name: string; contactName: string | null; contactPhone: string | null };
  legs: TripLeg[];
  pickup: TripPickup | null;
  coach: TripCoach | null;
}

/** 我的行程: for who travels, by a link. */
@Injectable()
export class MyTrips {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly links: WorkerLinks,
    private readonly trips: TripRepository,
    private readonly travels: TravelRepository,
    private readonly access: TripAccess,
    private readonly neighbours: Neighbours,
    private readonly ports: DispatchPorts,
    private readonly cipher: FieldCipher,
  ) {}

  /** The code of each person’s link. It opens nothing without the last four signs of the ID number. */
  async codes(who: Principal, tripId: string): Promise<Map<string, string>> {
    return this.uow.run(async () => {
      const { trip } = await this.access.runForUpdate(who, tripId);
      const lines = await this.trips.lines(tripId);
      const codes = await this.codesOf(trip, lines);
      await this.ports.audit.record(
        who,
        'trip.links_shown',
        { kind: 'trip', id: tripId, nodePath: trip.nodePath },
        { people: lines.length },
      );
      return codes;
    });
  }

  /** The same inside the caller’s unit of work, on a trip that it holds. */
  codesOf(trip: Trip, lines: readonly ManifestLine[]): Promise<Map<string, string>> {
    const expiresAt = new Date(trip.arriveAt.getTime() + AFTER_DAYS * DAY_MS);
    return this.links.codesFor(
      'trip',
      lines.map(({ id }) => ({ lineId: id, subjectId: id, expiresAt })),
      false,
    );
  }

  async mine(code: string, lastFour: string): Promise<MyTrip> {
    const { line } = await this.links.open('trip', code, lastFour);
    const trip = await this.trips.byId(line.tripId);
    if (!trip) throw new Error(`the person ${line.id} stands on a trip that is not there`);
    const [need] = await this.neighbours.needs.many([line.needId]);
    const supplier = (await this.neighbours.suppliers([trip.supplierId])).get(trip.supplierId);
    const { legs, pickups, coaches } = await this.travels.of(trip.id);
    return {
      ...{ trip, line, legs, needTitle: need?.title ?? '' },
      name: this.cipher.open('manifest_line', 'name', line.id, line.name) ?? '',
      enterpriseName: (await this.neighbours.enterpriseNames([line.enterpriseId])).get(line.enterpriseId) ?? '',
      contact: { name: need?.contactName ?? null, phone: need?.contactPhone ?? null },
      station: supplier ?? { name: '', contactName: null, contactPhone: null },
      pickup: pickups.find(({ id }) => id === line.pickupId) ?? pickups[0] ?? null,
      coach: coaches.find(({ id }) => id === line.coachId) ?? null,
    };
  }
}
