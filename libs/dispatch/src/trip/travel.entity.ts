import { Entity, Index, Unique } from 'typeorm';
import { Secret } from '#platform/crypto';
import { Instant, Int, Key, Ref, Str } from '#platform/db';
import type { CostKind, Payer } from '../domain/travel.js';
import type { TravelMode } from '../domain/trip.js';

/** One part of the way; a trip without any goes as it says itself. */
@Entity('trip_leg')
@Unique('UQ_trip_leg_position', ['tripId', 'position'])
export class TripLeg {
  @Key() id: string;
  @Ref() tripId: string;
  @Int() position: number;
  @Str(8) mode: TravelMode;
  @Str(40, { nullable: true }) vehicle: string | null;
  @Str(120) fromPlace: string;
  @Str(120) toPlace: string;
  @Instant() departAt: Date;
  @Instant() arriveAt: Date;
}

/** 上车点: where people get on, and when. */
@Entity('trip_pickup')
@Index('IX_trip_pickup_trip', ['tripId', 'position'])
export class TripPickup {
  @Key() id: string;
  @Ref() tripId: string;
  @Int() position: number;
  @Str(120) place: string;
  @Instant() at: Date;
}

/** What the trip costs, and who pays it: facts that rules of places may ask after. */
@Entity('trip_cost')
@Index('IX_trip_cost_trip', ['tripId', 'position'])
export class TripCost {
  @Key() id: string;
  @Ref() tripId: string;
  @Int() position: number;
  @Str(12) kind: CostKind;
  @Str(12) payer: Payer;
  /** In all. */
  @Int() amountFen: number;
  @Str(200, { nullable: true }) note: string | null;
}

/** A coach or a carriage: some people of a trip under one leader, who calls their roll. */
@Entity('trip_coach')
@Unique('UQ_trip_coach_number', ['tripId', 'number'])
export class TripCoach {
  @Key() id: string;
  @Ref() tripId: string;
  @Int() number: number;
  /** Number plate, carriage. */
  @Str(40, { nullable: true }) vehicle: string | null;
  @Int({ nullable: true }) seats: number | null;
  @Secret({ nullable: true }) leaderName: string | null;
  @Secret({ nullable: true }) leaderPhone: string | null;
}
