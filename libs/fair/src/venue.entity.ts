import { Entity, Index, Unique } from 'typeorm';
import { Day, Flag, Instant, Int, Json, Key, Ref, Str, Txt } from '#platform/db';
import type { Hours, SpecialKind } from './domain/hours.js';

/** A house that fairs are held in. */
@Entity('venue')
@Index('IX_venue_node', ['nodePath', 'name', 'id'])
@Index('IX_venue_name', ['name', 'id'])
export class Venue {
  @Key() id: string;
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  @Str(120) name: string;
  @Str(200) address: string;
  /** People who may be inside at once. */
  @Int() capacity: number;
  @Int() exits: number;
  @Txt({ nullable: true }) equipment: string | null;
  /** Buses, stops and entrances, for whoever comes. */
  @Txt({ nullable: true }) wayThere: string | null;
  /** Monday first, and last the public holidays; null is closed. */
  @Json() opening: (Hours | null)[];
  @Instant() createdAt: Date;
  @Int({ default: 1 }) version: number;
}

@Entity('venue_room')
@Unique('UQ_venue_room_name', ['venueId', 'name'])
export class Room {
  @Key() id: string;
  @Ref() venueId: string;
  @Str(80) name: string;
  @Int() capacity: number;
  @Int({ default: 1 }) version: number;
}

/** Where a booth can stand in a room: a square of its grid. */
@Entity('booth_place')
@Unique('UQ_booth_place_number', ['roomId', 'number'])
@Unique('UQ_booth_place_square', ['roomId', 'gridRow', 'gridColumn'])
export class BoothPlace {
  @Key() id: string;
  @Ref() roomId: string;
  @Str(8) number: string;
  /** From 1. */
  @Int() gridRow: number;
  @Int() gridColumn: number;
  @Int() widthCm: number;
  @Int() depthCm: number;
  @Flag() power: boolean;
}

/** A public holiday, or a weekend day that is worked instead. */
@Entity('special_day')
@Unique('UQ_special_day', ['day'])
export class SpecialDay {
  @Key() id: string;
  @Day() day: string;
  @Str(8) kind: SpecialKind;
  @Str(60) name: string;
  /** The notice that says so. */
  @Str(300) source: string;
  /** Null of what came with the program. */
  @Ref({ nullable: true }) setById: string | null;
  @Instant() setAt: Date;
}

/** A quarter of an hour of a day in which a room, an enterprise or somebody on duty is at a fair.
 * Nobody is twice anywhere: the key is unique. */
@Entity('fair_claim')
@Unique('UQ_fair_claim', ['kind', 'subjectId', 'day', 'quarter'])
@Index('IX_fair_claim_fair', ['fairId', 'kind', 'subjectId'])
export class FairClaim {
  @Key() id: string;
  @Str(12) kind: ClaimKind;
  @Ref() subjectId: string;
  @Day() day: string;
  @Int() quarter: number;
  @Ref() fairId: string;
}

/** `booth_day`: what stands for a quarter is then the how-manieth booth of an enterprise on a day. */
export type ClaimKind = 'room' | 'enterprise' | 'staff' | 'booth_day';

/** Somebody of the office on duty at a fair. */
@Entity('fair_duty')
@Unique('UQ_fair_duty', ['fairId', 'userId'])
export class FairDuty {
  @Key() id: string;
  @Ref() fairId: string;
  @Ref() userId: string;
}

/** Rules about filing that hold for fairs from a day on, until the next ones. */
@Entity('fair_rule')
@Unique('UQ_fair_rule_day', ['validFrom'])
export class FairRule {
  @Key() id: string;
  @Day() validFrom: string;
  @Int() permitFrom: number;
  @Int() cityPoliceFrom: number;
  @Int() permitDaysBefore: number;
  @Int() boothsPerStaff: number;
  @Int() plansFrom: number;
  @Int() agencyDaysBefore: number;
  /** Days before something is due from which on the office is reminded. */
  @Int({ default: 7 }) remindDays: number;
  /** Days after a fair by which its results are in. */
  @Int({ default: 7 }) resultsDays: number;
  /** Fairs that may be planned at once, in a series. */
  @Int({ default: 60 }) seriesMost: number;
  @Str(300) source: string;
  /** Null of what came with the program. */
  @Ref({ nullable: true }) setById: string | null;
  @Instant() setAt: Date;
}
