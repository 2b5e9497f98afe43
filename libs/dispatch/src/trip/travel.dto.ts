import { id, instant, int, listOf, oneOf, phone, text } from '#platform/http';
import { COST_KINDS, PAYERS, type CostKind, type Payer } from '../domain/travel.js';
import { TRAVEL_MODES, type TravelMode } from '../domain/trip.js';
import type { NewTravel, TravelView } from './travel.service.js';

const optional = { optional: true, nullable: true };

export class TripLegDto {
  @oneOf(TRAVEL_MODES, 'TravelMode') mode: TravelMode;
  @text({ ...optional, max: 40, about: 'train or flight number, number plate' }) vehicle?: string | null = null;
  @text({ max: 120 }) fromPlace: string;
  @text({ max: 120 }) toPlace: string;
  @instant() departAt: string;
  @instant() arriveAt: string;
}

export class TripPickupDto {
  @id({ optional: true, about: 'of one that is there; left out: a new one' }) id?: string;
  @text({ max: 120 }) place: string;
  @instant() at: string;
}

export class TripCostDto {
  @oneOf(COST_KINDS, 'TripCostKind') kind: CostKind;
  @oneOf(PAYERS, 'TripPayer', { about: 'the worker, the station, the enterprise, or the government at either end' }) payer: Payer;
  @int({ max: 1_000_000_000, about: 'in all, in fen' }) amountFen: number;
  @text({ ...optional, max: 200 }) note?: string | null = null;
}

export class NewTripCoachDto {
  @id({ optional: true, about: 'of one that is there; left out: a new one' }) id?: string;
  @int({ min: 1, max: 99 }) number: number;
  @text({ ...optional, max: 40, about: 'number plate, carriage' }) vehicle?: string | null = null;
  @int({ ...optional, min: 1, max: 2_000 }) seats?: number | null = null;
  @text({ ...optional, max: 40 }) leaderName?: string | null = null;
  @phone({ ...optional }) leaderPhone?: string | null = null;
}

export class TripCoachDto extends NewTripCoachDto {
  @int({ about: 'people who are in it' }) people: number;
}

export class NewTripTravelDto {
  @listOf(() => TripLegDto, { max: 12 }) legs: TripLegDto[];
  @listOf(() => TripPickupDto, { max: 40 }) pickups: TripPickupDto[];
  @listOf(() => TripCostDto, { max: 40 }) costs: TripCostDto[];
  @listOf(() => NewTripCoachDto, { max: 60 }) coaches: NewTripCoachDto[];

  static given({ legs, pickups, costs, coaches }: NewTripTravelDto): NewTravel {
    return {
      legs: legs.map(({ vehicle = null, departAt, arriveAt, mode, fromPlace, toPlace }) => ({
        ...{ mode, vehicle, fromPlace, toPlace },
        ...{ departAt: new Date(departAt), arriveAt: new Date(arriveAt) },
      })),
      pickups: pickups.map((one) => ({ id: one.id, place: one.place, at: new Date(one.at) })),
      costs: costs.map(({ kind, payer, amountFen, note = null }) => ({ kind, payer, amountFen, note })),
      coaches: coaches.map(({ id: kept, number, vehicle = null, seats = null, leaderName = null, leaderPhone = null }) => ({
        ...{ id: kept, number, vehicle, seats, leaderName, leaderPhone },
      })),
    };
  }
}

export class TripTravelDto {
  @listOf(() => TripLegDto) legs: TripLegDto[];
  @listOf(() => TripPickupDto) pickups: TripPickupDto[];
  @listOf(() => TripCostDto, { about: 'of an enterprise: those that it pays' }) costs: TripCostDto[];
  @listOf(() => TripCoachDto) coaches: TripCoachDto[];
  @int({ about: 'of the trip' }) version: number;

  static of({ trip, legs, pickups, costs, coaches, seatsTaken }: TravelView): TripTravelDto {
    return {
      legs: legs.map(({ mode, vehicle, fromPlace, toPlace, departAt, arriveAt }) => ({
        ...{ mode, vehicle, fromPlace, toPlace },
        ...{ departAt: departAt.toISOString(), arriveAt: arriveAt.toISOString() },
      })),
      pickups: pickups.map(({ id: kept, place, at }) => ({ id: kept, place, at: at.toISOString() })),
      costs: costs.map(({ kind, payer, amountFen, note }) => ({ kind, payer, amountFen, note })),
      coaches: coaches.map(({ id: kept, number, vehicle, seats, leaderName, leaderPhone }) => ({
        ...{ id: kept, number, vehicle, seats, leaderName, leaderPhone, people: seatsTaken.get(kept) ?? 0 },
      })),
      version: trip.version,
    };
  }
}

export class SeatingDto {
  @listOf('string', { min: 1, max: 2_000, about: 'people of the manifest' }) lineIds: string[];
  @id({ ...optional, about: 'null: in none; left out: as it is' }) coachId?: string | null;
  @id({ ...optional, about: 'where they get on; null: with all others; left out: as it is' }) pickupId?: string | null;
}
