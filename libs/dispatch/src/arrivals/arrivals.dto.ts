import { bool, id, instant, int, listOf, oneOf, text } from '#platform/http';
import { TRAVEL_MODES, TRIP_STATES, type TravelMode, type TripState } from '../domain/trip.js';
import type { Arrival } from './arrivals.js';

class ComingPostDto {
  @text() title: string;
  @bool() lodging: boolean;
  @bool() meals: boolean;
}

class ComingLeaderDto {
  @int({ about: 'of the coach' }) number: number;
  @text({ nullable: true }) name: string | null;
  @text({ nullable: true }) phone: string | null;
}

export class ComingDto {
  @id() tripId: string;
  @oneOf(TRIP_STATES, 'TripState') state: TripState;
  @oneOf(TRAVEL_MODES, 'TravelMode') mode: TravelMode;
  @text({ nullable: true }) vehicle: string | null;
  @text() fromPlace: string;
  @text() toPlace: string;
  @instant() arriveAt: string;
  @text() supplierName: string;
  @text({ nullable: true }) supplierPhone: string | null;
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @text({ about: 'county or zone' }) region: string;
  @int({ about: 'who are expected, or there' }) people: number;
  @int({ nullable: true, about: 'for the enterprise alone: beds are made by sex' }) women: number | null;
  @int() returning: number;
  @int({ about: '16 or 17 years old' }) minors: number;
  @int() uninsured: number;
  @int({ about: 'without a medical' }) unexamined: number;
  @int() missing: number;
  @listOf(() => ComingPostDto) posts: ComingPostDto[];
  @listOf(() => ComingLeaderDto) leaders: ComingLeaderDto[];
  @bool() handedOver: boolean;

  static of({ trip, expected, ...rest }: Arrival): ComingDto {
    const { id: tripId, state, mode, vehicle, fromPlace, toPlace } = trip;
    const { people, returning, minors, uninsured, unexamined, missing } = expected;
    return {
      ...{ tripId, state, mode, vehicle, fromPlace, toPlace, arriveAt: trip.arriveAt.toISOString() },
      ...{ people, returning, minors, uninsured, unexamined, missing },
      ...rest,
    };
  }
}
