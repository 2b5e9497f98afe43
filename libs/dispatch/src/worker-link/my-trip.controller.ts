import { Body, Param } from '@nestjs/common';
import { Action, Caller, id, instant, listOf, int, nested, oneOf, Resource, text, type Principal } from '#platform/http';
import { LINE_STATES, type LineState } from '../domain/line.js';
import { TRAVEL_MODES, TRIP_STATES, type TravelMode, type TripState } from '../domain/trip.js';
import { TripLegDto } from '../trip/travel.dto.js';
import { MyTrips, type MyTrip } from './my-trip.js';
import { OpenLinkDto } from './worker-link.dto.js';

class PersonLinkDto {
  @id({ about: 'the person of the manifest' }) lineId: string;
  @text({ about: 'behind the # of /my' }) code: string;
}

class MyPickupDto {
  @text() place: string;
  @instant() at: string;
}

class MyCoachDto {
  @int() number: number;
  @text({ nullable: true }) vehicle: string | null;
  @text({ nullable: true }) leaderName: string | null;
  @text({ nullable: true }) leaderPhone: string | null;
}

class MyTripDto {
  @text() name: string;
  @text() enterpriseName: string;
  @text() needTitle: string;
  @text({ nullable: true }) contactName: string | null;
  @text({ nullable: true, about: 'of the enterprise' }) contactPhone: string | null;
  @text() stationName: string;
  @text({ nullable: true }) stationContact: string | null;
  @text({ nullable: true }) stationPhone: string | null;
  @oneOf(TRAVEL_MODES, 'TravelMode') mode: TravelMode;
  @text({ nullable: true }) vehicle: string | null;
  @text() fromPlace: string;
  @text() toPlace: string;
  @instant() departAt: string;
  @instant() arriveAt: string;
  @text({ nullable: true }) note: string | null;
  @oneOf(TRIP_STATES, 'TripState') state: TripState;
  @oneOf(LINE_STATES, 'LineState') mine: LineState;
  @listOf(() => TripLegDto) legs: TripLegDto[];
  @nested(() => MyPickupDto, { nullable: true, about: 'where they get on' }) pickup: MyPickupDto | null;
  @nested(() => MyCoachDto, { nullable: true }) coach: MyCoachDto | null;

  static of({ trip, line, name, enterpriseName, needTitle, contact, station, legs, pickup, coach }: MyTrip): MyTripDto {
    const { mode, vehicle, fromPlace, toPlace, note, state } = trip;
    return {
      ...{ name, enterpriseName, needTitle, contactName: contact.name, contactPhone: contact.phone },
      ...{ stationName: station.name, stationContact: station.contactName, stationPhone: station.contactPhone },
      ...{ mode, vehicle, fromPlace, toPlace, note, state, mine: line.state },
      ...{ departAt: trip.departAt.toISOString(), arriveAt: trip.arriveAt.toISOString() },
      legs: legs.map((leg) => ({
        ...{ mode: leg.mode, vehicle: leg.vehicle, fromPlace: leg.fromPlace, toPlace: leg.toPlace },
        ...{ departAt: leg.departAt.toISOString(), arriveAt: leg.arriveAt.toISOString() },
      })),
      pickup: pickup && { place: pickup.place, at: pickup.at.toISOString() },
      coach: coach && {
        ...{ number: coach.number, vehicle: coach.vehicle, leaderName: coach.leaderName, leaderPhone: coach.leaderPhone },
      },
    };
  }
}

@Resource('trips')
export class TripLinkController {
  constructor(private readonly mine: MyTrips) {}

  @Action({
    method: 'POST',
    path: ':id/links',
    permission: 'dispatch.travel',
    returns: PersonLinkDto,
    array: true,
    summary: 'Each person’s link to “my trip”; it opens nothing without the last four signs of the ID number',
  })
  async links(@Caller() who: Principal, @Param('id') tripId: string): Promise<PersonLinkDto[]> {
    return [...(await this.mine.codes(who, tripId))].map(([lineId, code]) => ({ lineId, code }));
  }
}

/** For who travels, and has no account. */
@Resource('my-trip')
export class MyTripController {
  constructor(private readonly mine: MyTrips) {}

  @Action({
    method: 'POST',
    permission: 'public',
    rate: 'login',
    body: OpenLinkDto,
    returns: MyTripDto,
    summary: 'The trip of whoever was given the link and types the last four signs of the ID number',
  })
  async open(@Body() { code, lastFour }: OpenLinkDto) {
    return MyTripDto.of(await this.mine.mine(code, lastFour));
  }
}
