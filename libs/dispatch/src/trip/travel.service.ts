import { Injectable } from '@nestjs/common';
import { guarded, newId, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { faultOfLegs, seated, summaryOf, type CostKind, type Leg, type Payer } from '../domain/travel.js';
import { DispatchPorts } from '../dispatch.ports.js';
import type { Trip } from '../dispatch.entity.js';
import { problems } from '../dispatch.problems.js';
import { TripAccess } from '../trip.access.js';
import { TripRepository } from '../trip.repository.js';
import { travelProblems } from './travel.problems.js';
import { TravelRepository, type Travel } from './travel.repository.js';

export interface NewTravel {
  legs: Leg[];
  pickups: { id?: string | undefined; place: string; at: Date }[];
  costs: { kind: CostKind; payer: Payer; amountFen: number; note: string | null }[];
  coaches: {
    id?: string | undefined;
    number: number;
    vehicle: string | null;
    seats: number | null;
    leaderName: string | null;
    leaderPhone: string | null;
  }[];
}

/** A trip as it goes, for those whom it concerns. */
export interface TravelView extends Travel {
  trip: Trip;
  seatsTaken: Map<string, number>;
}

/** How a trip goes, who leads which coach, and who sits where. */
@Injectable()
export class TravelService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly travels: TravelRepository,
    private readonly trips: TripRepository,
    private readonly access: TripAccess,
    private readonly ports: DispatchPorts,
  ) {}

  async one(who: Principal, tripId: string): Promise<TravelView> {
    const { trip } = await this.access.see(who, tripId);
    return this.view(who, trip);
  }

  /** Says anew how the trip goes. Of a trip with legs, departure and arrival are those of the legs.
   * @throws Problem 409 for another version, a cancelled trip, or a coach that goes with people in it; 422 for legs that do not follow */
  async set(who: Principal, tripId: string, version: number, given: NewTravel): Promise<TravelView> {
    const fault = faultOfLegs(given.legs);
    if (fault) throw travelProblems(`trip.leg_${fault.fault}`, { leg: fault.at + 1 });
    return this.uow.run(async () => {
      const { trip } = await this.access.runForUpdate(who, tripId);
      if (trip.version !== version) throw travelProblems('trip.version_stale');
      if (trip.state === 'cancelled') throw problems('trip.state', { state: trip.state });
      const before = await this.travels.of(tripId);
      const travel = this.travelOf(trip, given, before);
      const gone = await this.gone(tripId, before, travel);
      await this.travels.write(tripId, travel, gone);
      // Where people are is known by then; only what is planned follows the legs.
      const summary = trip.state === 'planned' || trip.state === 'boarding' ? summaryOf(given.legs) : null;
      guarded({ affected: await this.trips.move(tripId, trip.state, { ...summary }) }, 'the trip');
      const { legs, pickups, costs, coaches } = travel;
      await this.ports.audit.record(
        who,
        'trip.travel_set',
        { kind: 'trip', id: tripId, nodePath: trip.nodePath },
        { legs: legs.length, pickups: pickups.length, costs: costs.length, coaches: coaches.length },
      );
      return this.view(who, { ...trip, ...summary, version: version + 1 });
    });
  }

  /** Puts people into a coach or at a place to get on.
   * @throws Problem 422 when neither is said; 409 when the coach has fewer seats */
  async place(
    who: Principal,
    tripId: string,
    lineIds: string[],
    to: { coachId?: string | null; pickupId?: string | null },
  ): Promise<TravelView> {
    return this.uow.run(async () => {
      const { trip } = await this.access.runForUpdate(who, tripId);
      if (to.coachId === undefined && to.pickupId === undefined) throw travelProblems('trip.seat_unsaid');
      const { coaches, pickups } = await this.travels.of(tripId);
      const coach = coaches.find(({ id }) => id === to.coachId);
      if ((to.coachId && !coach) || (to.pickupId && !pickups.some(({ id }) => id === to.pickupId)))
        throw travelProblems('trip.place_unknown');
      await this.travels.place(tripId, lineIds, to);
      const taken = (await this.travels.seatsTaken(tripId)).get(to.coachId ?? '') ?? 0;
      if (coach?.seats && taken > coach.seats) throw travelProblems('trip.coach_full', { number: coach.number, seats: coach.seats });
      await this.ports.audit.record(who, 'trip.seated', { kind: 'trip', id: tripId, nodePath: trip.nodePath }, { people: lineIds.length });
      return this.view(who, trip);
    });
  }

  /** Whoever sits in no coach yet gets a seat, in the order of the manifest. Doing it twice is doing it once. */
  async seatAll(who: Principal, tripId: string): Promise<TravelView> {
    return this.uow.run(async () => {
      const { trip } = await this.access.runForUpdate(who, tripId);
      const coaches = await this.travels.coaches(tripId);
      const people = (await this.trips.lines(tripId)).filter(
        ({ state, selfArranged }) => state !== 'no_show' && state !== 'lost' && !selfArranged,
      );
      const found = seated(people, coaches);
      for (const coach of coaches) {
        const here = [...found].flatMap(([id, coachId]) => (coachId === coach.id ? [id] : []));
        await this.travels.place(tripId, here, { coachId: coach.id });
      }
      const n = [...found.values()].filter((coachId) => coachId !== null).length;
      if (n > 0) await this.ports.audit.record(who, 'trip.seated', { kind: 'trip', id: tripId, nodePath: trip.nodePath }, { people: n });
      return this.view(who, trip);
    });
  }

  private async view(who: Principal, trip: Trip): Promise<TravelView> {
    const travel = await this.travels.of(trip.id);
    // An enterprise sees what it pays itself.
    const isEnterprise = who.grants.some(({ enterpriseId }) => enterpriseId !== null);
    const costs = travel.costs.filter(({ payer }) => !isEnterprise || payer === 'enterprise');
    return { ...travel, costs, trip, seatsTaken: await this.travels.seatsTaken(trip.id) };
  }

  private travelOf(trip: Trip, given: NewTravel, before: Travel): Travel {
    const tripId = trip.id;
    const numbers = given.coaches.map(({ number }) => number);
    const twice = numbers.find((number, i) => numbers.indexOf(number) !== i);
    if (twice !== undefined) throw travelProblems('trip.coach_twice', { number: twice });
    const kept = (id: string | undefined, rows: readonly { id: string }[]): string =>
      id && rows.some((row) => row.id === id) ? id : newId();
    return {
      legs: given.legs.map((leg, position) => ({ ...leg, id: newId(), tripId, position })),
      costs: given.costs.map((cost, position) => ({ ...cost, id: newId(), tripId, position })),
      pickups: given.pickups.map(({ id, ...pickup }, position) => ({ ...pickup, id: kept(id, before.pickups), tripId, position })),
      coaches: given.coaches.map(({ id, ...coach }) => ({ ...coach, id: kept(id, before.coaches), tripId })),
    };
  }

  private async gone(tripId: string, before: Travel, after: Travel): Promise<{ pickups: string[]; coaches: string[] }> {
    const without = (rows: readonly { id: string }[], now: readonly { id: string }[]): string[] =>
      rows.flatMap(({ id }) => (now.some((one) => one.id === id) ? [] : [id]));
    const coaches = without(before.coaches, after.coaches);
    const taken = await this.travels.seatsTaken(tripId);
    const full = before.coaches.find(({ id }) => coaches.includes(id) && (taken.get(id) ?? 0) > 0);
    if (full) throw travelProblems('trip.coach_taken', { number: full.number });
    return { pickups: without(before.pickups, after.pickups), coaches };
  }
}
