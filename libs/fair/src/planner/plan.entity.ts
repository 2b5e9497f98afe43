import { Entity, Index, Unique } from 'typeorm';
import { Day, Instant, Int, Json, Key, Ref, Str } from '#platform/db';
import type { PlanBasis, PlanFigures, PlanMark, PlannedGuest, PlanState } from './plan-state.js';

/** What holds for plans that begin on the day or later, until the next ones. */
@Entity('fair_planning_rule')
@Unique('UQ_fair_planning_rule_day', ['validFrom'])
export class FairPlanningRule {
  @Key() id: string;
  @Day() validFrom: string;
  /** Per cent of the days on which a room is open that fairs may take. */
  @Int() roomSharePct: number;
  /** Fairs that the staff of one county can look after on one day. */
  @Int() perCountyDay: number;
  @Int() perCountyWeek: number;
  /** Of its share of fairs, which is that of its shortage, per cent that a county has at least. */
  @Int({ default: 50 }) countySharePct: number;
  /** Of the fairs that a week has on average, per cent that it has at most. */
  @Int({ default: 150 }) weekPeakPct: number;
  @Int() perEnterpriseMonth: number;
  /** People that one enterprise meets in earnest at one booth on one day. */
  @Int() perVisit: number;
  /** Kilometres between the middles of counties whose enterprises go to each other's fairs. */
  @Int() nearKm: number;
  /** From this level on a worker counts more, by so many per cent. */
  @Int() skilledFrom: number;
  @Int() skilledPct: number;
  /** Hours of a planned fair, HH:MM. */
  @Str(5) opensAt: string;
  @Str(5) closesAt: string;
  @Str(300) source: string;
  @Ref({ nullable: true }) setById: string | null;
  @Instant() setAt: Date;
}

/** A quarter's fairs as they are proposed, until they are accepted. */
@Entity('fair_plan')
@Unique('UQ_fair_plan_active', ['activeKey'])
@Index('IX_fair_plan_created', ['createdAt', 'id'])
export class FairPlan {
  @Key() id: string;
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  @Str(12) state: PlanState;
  /** The node's id while it is reckoned: one plan of an office at a time. */
  @Str(36, { nullable: true }) activeKey: string | null;
  @Day() fromDay: string;
  @Day() toDay: string;
  @Int() fairs: number;
  @Str(8) basis: PlanBasis;
  /** How often it was planned: 1, and one more each time that the rest is planned again. */
  @Int() round: number;
  @Json({ nullable: true }) figures: PlanFigures | null;
  @Ref() startedById: string;
  /** Who said that its fairs take place. */
  @Ref({ nullable: true }) acceptedById: string | null;
  @Ref({ nullable: true }) jobId: string | null;
  @Str(500, { nullable: true }) failure: string | null;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) finishedAt: Date | null;
}

@Entity('fair_plan_fair')
@Index('IX_fair_plan_fair_day', ['planId', 'day', 'id'])
export class PlanFair {
  @Key() id: string;
  @Ref() planId: string;
  @Ref() roomId: string;
  /** The office that keeps the venue holds the fair. */
  @Ref() nodeId: string;
  @Day() day: string;
  /** A group (中类) of the classification of occupations. */
  @Str(16) themeCode: string;
  @Str(8) mark: PlanMark;
  @Int() booths: number;
  /** Short in the theme among enterprises that would come, before any fair. */
  @Int() short: number;
  /** People that the fair covers, and in hundredths what they are worth. */
  @Int() covers: number;
  @Int() weighted: number;
  @Json({ large: true }) guests: readonly PlannedGuest[];
  /** The fair that was made of it. */
  @Ref({ nullable: true }) fairId: string | null;
  /** Why none was made of it: the code of the refusal. */
  @Str(60, { nullable: true }) refusal: string | null;
}

/** An enterprise that a fair was planned for. */
@Entity('fair_plan_guest')
@Unique('UQ_fair_plan_guest', ['fairId', 'enterpriseId'])
@Index('IX_fair_plan_guest_enterprise', ['enterpriseId', 'id'])
export class PlanGuest {
  @Key() id: string;
  @Ref() fairId: string;
  @Ref() enterpriseId: string;
  @Int() short: number;
  @Ref() needId: string;
  @Instant() createdAt: Date;
}
