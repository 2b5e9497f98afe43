import { Entity, Index, Unique } from 'typeorm';
import { Day, Instant, Int, Json, Key, Ref, Str, Txt } from '#platform/db';
import type { Campaign, FairHolder, FairMode } from './domain/fair.js';
import type { FairPlanKind } from './domain/filing.js';
import type { FairPhase, FairState } from './domain/states.js';
import type { Audience } from './domain/theme.js';

@Entity('fair')
@Index('IX_fair_day', ['state', 'day', 'id'])
@Index('IX_fair_node', ['nodePath', 'day'])
@Index('IX_fair_calendar', ['day', 'id'])
export class Fair {
  @Key() id: string;
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  @Str(120) name: string;
  @Str(200) theme: string;
  @Str(24) campaign: Campaign;
  @Day() day: string;
  /** Local time of the city, HH:MM. */
  @Str(5) opensAt: string;
  @Str(5) closesAt: string;
  @Str(200) place: string;
  @Int({ nullable: true }) expectedAttendance: number | null;
  @Int({ nullable: true }) dutyStaff: number | null;
  @Str(80, { nullable: true }) permitNumber: string | null;
  @Int() boothCount: number;
  @Txt({ nullable: true }) note: string | null;
  /** The phase: what the release before this one knows, and what lists look for. */
  @Str(12) state: FairPhase;
  @Str(300, { nullable: true }) cancelReason: string | null;
  @Instant() createdAt: Date;
  @Int({ default: 1 }) version: number;
  /** Read it by `stateOf`. Null of what the release before wrote. */
  @Str(12, { nullable: true }) stage: FairState | null;
  /** Null of what the release before wrote: on site. */
  @Str(8, { nullable: true }) mode: FairMode | null;
  /** Where its stream is, of a fair that is online or both. */
  @Str(300, { nullable: true }) streamUrl: string | null;
  /** The room of a venue that it takes place in; null where the place is words alone. */
  @Ref({ nullable: true }) roomId: string | null;
  /** Null is the bureau itself. */
  @Str(12, { nullable: true }) holderKind: FairHolder | null;
  @Str(120, { nullable: true }) holderName: string | null;
  @Str(80, { nullable: true }) holderLicence: string | null;
  @Int({ nullable: true }) exits: number | null;
  @Json({ nullable: true }) plans: FairPlanKind[] | null;
  /** What it is about, by code; null where its theme is words alone. */
  @Str(16, { nullable: true }) themeOccupation: string | null;
  @Str(8, { nullable: true }) themeIndustry: string | null;
  /** For whom it is besides everybody. */
  @Str(12, { nullable: true }) audience: Audience | null;
  /** What it was planned with; null of one by itself. */
  @Ref({ nullable: true }) seriesId: string | null;
  /** When its booths could be booked first. */
  @Instant({ nullable: true }) openedAt: Date | null;
}

/** One place at one fair. A legal person has one booth a fair by default; where it has several, they are numbered. */
@Entity('booth')
@Unique('UQ_booth_number', ['fairId', 'number'])
@Index('UQ_booth_share', ['fairId', 'enterpriseId', 'ordinal'], { unique: true })
@Index('IX_booth_enterprise', ['enterpriseId'])
@Index('IX_booth_held', ['heldUntil'])
export class Booth {
  @Key() id: string;
  @Ref() fairId: string;
  @Str(8) number: string;
  @Ref({ nullable: true }) enterpriseId: string | null;
  @Ref({ nullable: true }) bookedById: string | null;
  @Instant({ nullable: true }) bookedAt: Date | null;
  /** Where it stands on the plan of its room, from 1; null of booths that are numbers alone. */
  @Int({ nullable: true }) gridRow: number | null;
  @Int({ nullable: true }) gridColumn: number | null;
  /** Null where nobody said. */
  @Int({ nullable: true }) power: number | null;
  /** Which of its enterprise's booths at the fair it is, from 1. */
  @Int({ default: 1 }) ordinal: number;
  /** Held for its enterprise until then; null once it is confirmed. */
  @Instant({ nullable: true }) heldUntil: Date | null;
  /** The place in the waiting list that it is offered to. */
  @Ref({ nullable: true }) offerOf: string | null;
  /** Why nobody can have it. */
  @Str(200, { nullable: true }) blocked: string | null;
}
