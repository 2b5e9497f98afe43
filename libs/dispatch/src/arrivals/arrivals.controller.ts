import { Query } from '@nestjs/common';
import {
  Action,
  bool,
  Caller,
  day,
  id,
  instant,
  int,
  listOf,
  nested,
  oneOf,
  PageQuery,
  Resource,
  text,
  type Principal,
} from '#platform/http';
import { Clock } from '#platform/db';
import { TRAVEL_MODES, TRIP_STATES, type TravelMode, type TripState } from '../domain/trip.js';
import { Arrivals, type Arrival, type ArrivalSummary } from './arrivals.js';

const FORTNIGHT = 14;

class ComingQuery extends PageQuery {
  @day({ optional: true, about: 'arriving on or after; today when left out' }) from?: string;
  @int({ optional: true, min: 1, max: 60 }) days?: number;
}

class ComingSpanQuery {
  @int({ optional: true, min: 1, max: 60 }) days?: number;
}

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

class ComingDto {
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

class UnderWayDto {
  @int() trips: number;
  @int() people: number;
}

class MissingDto {
  @int() open: number;
  @int({ about: 'of which nobody has said anything in time' }) late: number;
}

class ComingDayDto {
  @day() day: string;
  @text({ about: 'county or zone' }) region: string;
  @int() people: number;
  @int() trips: number;
}

class ComingSummaryDto implements ArrivalSummary {
  @nested(() => UnderWayDto) underWay: UnderWayDto;
  @nested(() => MissingDto) missing: MissingDto;
  @listOf(() => ComingDayDto) days: ComingDayDto[];
}

@Resource('arrivals')
export class ArrivalsController {
  constructor(
    private readonly arrivals: Arrivals,
    private readonly clock: Clock,
  ) {}

  @Action({
    method: 'GET',
    permission: 'dispatch.read',
    returns: ComingDto,
    list: true,
    summary: 'Who arrives in the next 14 days, by enterprise, with what has to be prepared; the earliest first',
  })
  async list(@Caller() who: Principal, @Query() { from, days = FORTNIGHT, cursor, limit = 20 }: ComingQuery) {
    const page = await this.arrivals.list(who, from ?? this.clock.today(), days, cursor, limit);
    return { items: page.items.map((one) => ComingDto.of(one)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'summary',
    permission: 'dispatch.read',
    returns: ComingSummaryDto,
    summary: 'Trips under way, people missing, and arrivals of the next 14 days by county',
  })
  summary(@Caller() who: Principal, @Query() { days = FORTNIGHT }: ComingSpanQuery): Promise<ComingSummaryDto> {
    return this.arrivals.summary(who, days);
  }
}
