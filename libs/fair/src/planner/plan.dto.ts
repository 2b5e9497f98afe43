import { day, id, instant, int, listOf, nested, num, oneOf, PageQuery, text } from '#platform/http';
import type { FairPlan, FairPlanningRule } from './plan.entity.js';
import { PLAN_BASES, PLAN_MARKS, PLAN_STATES, type PlanBasis, type PlanMark, type PlanState } from './plan-state.js';
import type { GuestView, PlanFairView } from './plan.views.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export class NewPlanDto {
  @id({ optional: true, about: 'office whose shortages and venues it is for; the city without it' }) nodeId?: string;
  @day() fromDay: string;
  @day({ about: 'at most 100 days later' }) toDay: string;
  @int({ min: 1, max: 1_000, about: 'fairs at most' }) fairs: number;
  @oneOf(PLAN_BASES, 'PlanBasis', { optional: true, about: 'what the last matching left unfilled, or all that is open' })
  basis?: PlanBasis = 'unfilled';
}

export class PlanCountyDto {
  @id() nodeId: string;
  @text() name: string;
  @int({ about: 'people that its enterprises are short of' }) short: number;
  @int({ about: 'fairs that it has at least, by its share of the shortage and as far as its rooms allow' }) least: number;
  @int({ about: 'planned fairs' }) fairs: number;
  @int({ about: 'people that its fairs cover' }) covers: number;
}

export class PlanFiguresDto {
  @int({ about: 'enterprises that are short of somebody' }) enterprises: number;
  @int({ about: 'people they are short of' }) people: number;
  @int({ about: 'the same, each with its weight' }) weighted: number;
  @int() rooms: number;
  @int({ about: 'days of rooms that were free' }) venueDays: number;
  @int() fairs: number;
  @int() invitations: number;
  @int() coveredPeople: number;
  @num({ about: 'weighted people that the plan covers' }) covered: number;
  @num({ about: 'no plan covers more: certified by code that shares nothing with the search' }) bound: number;
  @num({ about: 'what taking the largest uncovered shortage first covers' }) greedy: number;
  @num() seconds: number;
  @listOf(() => PlanCountyDto, { about: 'how the fairs are spread; empty of plans made before it was written down' })
  counties: PlanCountyDto[];
}

export class PlanProgressDto {
  @int() done: number;
  @int() total: number;
}

export class FairPlanDto {
  @id() id: string;
  @id() nodeId: string;
  @oneOf(PLAN_STATES, 'FairPlanState') state: PlanState;
  @day() fromDay: string;
  @day() toDay: string;
  @int() fairs: number;
  @oneOf(PLAN_BASES, 'PlanBasis') basis: PlanBasis;
  @int({ about: 'how often it was planned' }) round: number;
  @nested(() => PlanFiguresDto, { nullable: true }) figures: PlanFiguresDto | null;
  @nested(() => PlanProgressDto, { nullable: true }) progress: PlanProgressDto | null;
  @text({ nullable: true }) startedByName: string | null;
  @text({ nullable: true, max: 500, about: 'why it came to nothing: a code, or what the program says' }) failure: string | null;
  @instant() createdAt: string;
  @instant({ nullable: true }) finishedAt: string | null;

  static of(plan: FairPlan, startedByName: string | null, progress: PlanProgressDto | null = null): FairPlanDto {
    const { id, nodeId, state, fromDay, toDay, fairs, basis, round, figures, failure } = plan;
    return {
      ...{ id, nodeId, state, fromDay, toDay, fairs, basis, round, progress, startedByName, failure },
      figures: figures && { ...figures, counties: figures.counties ?? [] },
      ...{ createdAt: plan.createdAt.toISOString(), finishedAt: plan.finishedAt?.toISOString() ?? null },
    };
  }
}

export class PlanFairQuery extends PageQuery {
  @oneOf(PLAN_MARKS, 'PlanMark', { optional: true }) mark?: PlanMark;
  @id({ optional: true }) node?: string;
  @text({ optional: true, max: 16, about: 'group of the classification of occupations' }) theme?: string;
}

export class PlanFairDto {
  @id() id: string;
  @id() nodeId: string;
  @text() nodeName: string;
  @id() roomId: string;
  @text() venueName: string;
  @text() roomName: string;
  @day() day: string;
  @text({ max: 16 }) themeCode: string;
  @text() themeName: string;
  @oneOf(PLAN_MARKS, 'PlanMark') mark: PlanMark;
  @int() booths: number;
  @int({ about: 'enterprises invited' }) invited: number;
  @int({ about: 'people short in the theme among enterprises near by' }) short: number;
  @int({ about: 'of them, how many this fair covers' }) covers: number;
  @id({ nullable: true, about: 'the fair that was made of it' }) fairId: string | null;
  @text({ nullable: true, about: 'why none was made of it, by code' }) refusal: string | null;

  static of({ fair, themeName, roomName, venueName, nodeName }: PlanFairView): PlanFairDto {
    const { id, nodeId, roomId, day, themeCode, mark, booths, short, covers, fairId, refusal, guests } = fair;
    return {
      ...{ id, nodeId, nodeName, roomId, venueName, roomName, day, themeCode, themeName, mark, booths },
      ...{ invited: guests.length, short, covers, fairId, refusal },
    };
  }
}

export class PlanGuestDto {
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @int({ about: 'people it is short of in the theme' }) short: number;
  @int({ about: 'of them, how many this visit covers' }) covers: number;
  @num({ about: 'what one of them counts, by level and priority' }) weight: number;
  @id({ about: 'its post with most places open' }) needId: string;
  @text() needTitle: string;

  static of({ weight, ...guest }: GuestView): PlanGuestDto {
    return { ...guest, weight: weight / 100 };
  }
}

export class PlanFairDetailDto extends PlanFairDto {
  @listOf(() => PlanGuestDto) guests: PlanGuestDto[];
}

export class PlanFairChangeDto {
  @oneOf(PLAN_MARKS, 'PlanMark', { optional: true }) mark?: PlanMark;
  @day({ optional: true }) day?: string;
  @id({ optional: true }) roomId?: string;
  @text({ optional: true, min: 4, max: 16, about: 'group of the classification of occupations' }) themeCode?: string;
}

export class PlanningRuleDto {
  @day({ about: 'plans that begin on this day or later; today or later' }) validFrom: string;
  @int({ min: 1, max: 100, about: 'per cent of its open days on which a room may be booked' }) roomSharePct: number;
  @int({ min: 1, max: 100, about: 'fairs that the staff of one county look after on one day' }) perCountyDay: number;
  @int({ min: 1, max: 500 }) perCountyWeek: number;
  @int({ max: 100, about: 'of its share by shortage, per cent of the fairs that a county has at least' }) countySharePct: number;
  @int({ min: 100, max: 1_000, about: 'of the average, per cent of the fairs that one week has at most' }) weekPeakPct: number;
  @int({ min: 1, max: 31 }) perEnterpriseMonth: number;
  @int({ min: 1, max: 1_000, about: 'people that an enterprise meets at one booth on one day' }) perVisit: number;
  @int({ max: 2_000, about: 'kilometres between counties whose enterprises go to each other’s fairs' }) nearKm: number;
  @int({ max: 8, about: 'level from which on a worker counts more' }) skilledFrom: number;
  @int({ max: 1_000, about: 'by so many per cent' }) skilledPct: number;
  @text({ pattern: TIME, about: 'HH:MM' }) opensAt: string;
  @text({ pattern: TIME, about: 'HH:MM' }) closesAt: string;
  @text({ min: 2, max: 300, about: 'who decided it' }) source: string;

  static of(rule: FairPlanningRule): PlanningRuleDto {
    const { id: _, setById: __, setAt: ___, ...values } = rule;
    return values;
  }
}

export class InvitationDto {
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @int() short: number;
  @text() needTitle: string;
}
