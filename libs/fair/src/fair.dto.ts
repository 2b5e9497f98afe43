import { bool, day, id, int, listOf, nested, oneOf, PageQuery, text } from '#platform/http';
import { industries, occupations } from '#reference';
import { CAMPAIGNS, FAIR_HOLDERS, FAIR_MODES, type Campaign, type FairHolder, type FairMode } from './domain/fair.js';
import { FAIR_PLANS, GAPS, type FairPlanKind, type Gap } from './domain/filing.js';
import { FAIR_STATES, FAIR_STEPS, type FairState, type FairStep } from './domain/states.js';
import { AUDIENCES, type Audience } from './domain/theme.js';
import type { NewFair } from './fair.plan.js';
import type { FairShown } from './fair.views.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
/** A code of any level of the classification: 6, 6-18, 6-18-02-04. */
const OCCUPATION = /^\d(-\d{2}){0,3}$/;
/** GB/T 4754, with or without the letter of its section. */
const INDUSTRY = /^([A-T]|[A-T]?\d{2,4})$/;
const LINK = /^https?:\/\/[^\s"'<>]+$/;

export class NewFairDto {
  @id({ about: 'organisation node that holds it' }) nodeId: string;
  @text({ min: 2, max: 120 }) name: string;
  @text({ max: 200 }) theme: string;
  @oneOf(CAMPAIGNS, 'Campaign', { optional: true }) campaign?: Campaign = 'none';
  @text({ optional: true, nullable: true, max: 16, pattern: OCCUPATION, about: 'occupation or group that it is about' })
  themeOccupation?: string | null = null;
  @text({ optional: true, nullable: true, max: 8, pattern: INDUSTRY, about: 'industry that it is about' }) themeIndustry?: string | null =
    null;
  @oneOf(AUDIENCES, 'Audience', { optional: true, nullable: true }) audience?: Audience | null = null;
  @day() day: string;
  @text({ pattern: TIME, about: 'HH:MM, local time of the city' }) opensAt: string;
  @text({ pattern: TIME, about: 'HH:MM, local time of the city' }) closesAt: string;
  @text({ optional: true, max: 200, about: 'where there is no room: the room says its own' }) place?: string = '';
  @oneOf(FAIR_MODES, 'FairMode', { optional: true }) mode?: FairMode = 'on_site';
  @text({ optional: true, nullable: true, max: 300, pattern: LINK, about: 'link of the stream' }) streamUrl?: string | null = null;
  @id({ optional: true, nullable: true, about: 'room of a venue; its places are the booths' }) roomId?: string | null = null;
  @oneOf(FAIR_HOLDERS, 'FairHolder', { optional: true }) holderKind?: FairHolder = 'bureau';
  @text({ optional: true, nullable: true, max: 120 }) holderName?: string | null = null;
  @text({ optional: true, nullable: true, max: 80, about: 'of an agency' }) holderLicence?: string | null = null;
  @int({ optional: true, nullable: true, max: 1_000 }) exits?: number | null = null;
  @bool({ optional: true, about: 'the organisation plan is there' }) planOrganisation?: boolean = false;
  @bool({ optional: true, about: 'the emergency plan is there' }) planEmergency?: boolean = false;
  @bool({ optional: true, about: 'the security plan is there' }) planSecurity?: boolean = false;
  @int({ optional: true, nullable: true, max: 10_000_000 }) expectedAttendance?: number | null = null;
  @int({ optional: true, nullable: true, max: 10_000 }) dutyStaff?: number | null = null;
  @text({ optional: true, nullable: true, max: 80 }) permitNumber?: string | null = null;
  @int({ min: 1, max: 2_000 }) boothCount: number;
  @text({ optional: true, nullable: true, max: 2_000 }) note?: string | null = null;
}

export class FairEditDto {
  @text({ optional: true, min: 2, max: 120 }) name?: string;
  @text({ optional: true, max: 200 }) theme?: string;
  @oneOf(CAMPAIGNS, 'Campaign', { optional: true }) campaign?: Campaign;
  @text({ optional: true, nullable: true, max: 16, pattern: OCCUPATION }) themeOccupation?: string | null;
  @text({ optional: true, nullable: true, max: 8, pattern: INDUSTRY }) themeIndustry?: string | null;
  @oneOf(AUDIENCES, 'Audience', { optional: true, nullable: true }) audience?: Audience | null;
  @day({ optional: true }) day?: string;
  @text({ optional: true, pattern: TIME }) opensAt?: string;
  @text({ optional: true, pattern: TIME }) closesAt?: string;
  @text({ optional: true, min: 2, max: 200 }) place?: string;
  @oneOf(FAIR_MODES, 'FairMode', { optional: true }) mode?: FairMode;
  @text({ optional: true, nullable: true, max: 300, pattern: LINK }) streamUrl?: string | null;
  @id({ optional: true, nullable: true }) roomId?: string | null;
  @oneOf(FAIR_HOLDERS, 'FairHolder', { optional: true }) holderKind?: FairHolder;
  @text({ optional: true, nullable: true, max: 120 }) holderName?: string | null;
  @text({ optional: true, nullable: true, max: 80 }) holderLicence?: string | null;
  @int({ optional: true, nullable: true, max: 1_000 }) exits?: number | null;
  @bool({ optional: true }) planOrganisation?: boolean;
  @bool({ optional: true }) planEmergency?: boolean;
  @bool({ optional: true }) planSecurity?: boolean;
  @int({ optional: true, nullable: true, max: 10_000_000 }) expectedAttendance?: number | null;
  @int({ optional: true, nullable: true, max: 10_000 }) dutyStaff?: number | null;
  @text({ optional: true, nullable: true, max: 80 }) permitNumber?: string | null;
  @int({ optional: true, min: 1, max: 2_000 }) boothCount?: number;
  @text({ optional: true, nullable: true, max: 2_000 }) note?: string | null;
}

export class OwedDto {
  @oneOf(GAPS, 'FilingGap') gap: Gap;
  @oneOf(['holder', 'office'], 'FilingOwer', { about: 'who brings it' }) by: 'holder' | 'office';
  @day({ about: 'the latest day' }) until: string;
}

export class FilingDto {
  @bool({ about: 'a public-security permit is due, by the rule of the fair’s day' }) permitDue: boolean;
  @oneOf(['county', 'city'], 'PermitAuthority', { nullable: true }) authority: 'county' | 'city' | null;
  @day({ nullable: true }) applyBy: string | null;
  @listOf('string') gaps: string[];
  @listOf(() => OwedDto) owed: OwedDto[];
}

export class FairDto {
  @id() id: string;
  @id() nodeId: string;
  @text() name: string;
  @text() theme: string;
  @oneOf(CAMPAIGNS, 'Campaign') campaign: Campaign;
  @text({ nullable: true }) themeOccupation: string | null;
  @text({ nullable: true }) themeOccupationName: string | null;
  @text({ nullable: true }) themeIndustry: string | null;
  @text({ nullable: true }) themeIndustryName: string | null;
  @oneOf(AUDIENCES, 'Audience', { nullable: true }) audience: Audience | null;
  @id({ nullable: true, about: 'what it was planned with' }) seriesId: string | null;
  @day() day: string;
  @text() opensAt: string;
  @text() closesAt: string;
  @text() place: string;
  @oneOf(FAIR_MODES, 'FairMode') mode: FairMode;
  @text({ nullable: true }) streamUrl: string | null;
  @id({ nullable: true }) roomId: string | null;
  @id({ nullable: true }) venueId: string | null;
  @text({ nullable: true, about: 'buses, stops and entrances' }) wayThere: string | null;
  @oneOf(FAIR_HOLDERS, 'FairHolder') holderKind: FairHolder;
  @text({ nullable: true }) holderName: string | null;
  @text({ nullable: true }) holderLicence: string | null;
  @int({ nullable: true }) exits: number | null;
  @bool() planOrganisation: boolean;
  @bool() planEmergency: boolean;
  @bool() planSecurity: boolean;
  @int({ nullable: true }) expectedAttendance: number | null;
  @int({ nullable: true }) dutyStaff: number | null;
  @text({ nullable: true }) permitNumber: string | null;
  @int() boothCount: number;
  @int() booked: number;
  @text({ nullable: true }) note: string | null;
  @oneOf(FAIR_STATES, 'FairState') state: FairState;
  @listOf('string', { about: 'steps that lead on from here' }) steps: FairStep[];
  @text({ nullable: true }) cancelReason: string | null;
  @nested(() => FilingDto) filing: FilingDto;
  @int() version: number;

  static of({ fair, state, steps, booked, filing, venueId, wayThere }: FairShown): FairDto {
    const { permit, gaps, owed } = filing;
    return {
      ...{ mode: fair.mode ?? 'on_site', streamUrl: fair.streamUrl, roomId: fair.roomId, venueId, wayThere },
      ...{ themeOccupation: fair.themeOccupation, themeIndustry: fair.themeIndustry, audience: fair.audience, seriesId: fair.seriesId },
      themeOccupationName: occupations.byCode(fair.themeOccupation ?? '')?.name ?? null,
      themeIndustryName: industries.written(fair.themeIndustry ?? '')?.name ?? null,
      ...{ holderKind: fair.holderKind ?? 'bureau', holderName: fair.holderName, holderLicence: fair.holderLicence },
      ...{ exits: fair.exits, ...planFlags(fair.plans) },
      id: fair.id,
      nodeId: fair.nodeId,
      name: fair.name,
      theme: fair.theme,
      campaign: fair.campaign,
      day: fair.day,
      opensAt: fair.opensAt,
      closesAt: fair.closesAt,
      place: fair.place,
      expectedAttendance: fair.expectedAttendance,
      dutyStaff: fair.dutyStaff,
      permitNumber: fair.permitNumber,
      boothCount: fair.boothCount,
      booked,
      note: fair.note,
      state,
      steps,
      cancelReason: fair.cancelReason,
      filing: { permitDue: permit !== null, authority: permit?.authority ?? null, applyBy: permit?.applyBy ?? null, gaps, owed },
      version: fair.version,
    };
  }
}

const FLAGS = { organisation: 'planOrganisation', emergency: 'planEmergency', security: 'planSecurity' } as const;
type PlanFlags = Record<(typeof FLAGS)[FairPlanKind], boolean>;

const planFlags = (plans: readonly FairPlanKind[] | null): PlanFlags => ({
  planOrganisation: plans?.includes('organisation') ?? false,
  planEmergency: plans?.includes('emergency') ?? false,
  planSecurity: plans?.includes('security') ?? false,
});

/** The plans that are there after an edit which speaks of some of them. */
export const plansOf = (said: Partial<PlanFlags>, before: readonly FairPlanKind[] | null = null): FairPlanKind[] =>
  FAIR_PLANS.filter((plan) => said[FLAGS[plan]] ?? before?.includes(plan) ?? false);

export class FairQuery extends PageQuery {
  @day({ optional: true }) from?: string;
  @day({ optional: true }) to?: string;
  @oneOf(FAIR_STATES, 'FairState', { optional: true }) state?: FairState;
  @id({ optional: true }) node?: string;
  @text({ optional: true, max: 60 }) q?: string;
  @oneOf(CAMPAIGNS, 'Campaign', { optional: true }) campaign?: Campaign;
  @text({ optional: true, max: 16, pattern: OCCUPATION, about: 'fairs about it, or a group of it' }) theme?: string;
  @id({ optional: true }) series?: string;
  @text({
    optional: true,
    max: 40,
    about: 'words for an occupation, also in pinyin: fairs about it, or with an enterprise that is short of it',
  })
  near?: string;
  @text({ optional: true, max: 16, about: 'occupation code of any level: fairs at which an enterprise that is short of it has a booth' })
  occupation?: string;
}

export class CancelFairDto {
  @text({ min: 2, max: 300 }) reason: string;
}

const HAND_STEPS = FAIR_STEPS.filter((step) => step !== 'cancel');

export class FairStepDto {
  @oneOf(HAND_STEPS, 'FairHandStep') step: Exclude<FairStep, 'cancel'>;
}

/** A plan as it is kept, of what somebody said. */
export const newFairOf = ({ planOrganisation, planEmergency, planSecurity, ...given }: NewFairDto): NewFair => ({
  ...given,
  ...{ campaign: given.campaign ?? 'none', place: given.place ?? '', mode: given.mode ?? 'on_site', streamUrl: given.streamUrl ?? null },
  ...{ themeOccupation: given.themeOccupation ?? null, themeIndustry: given.themeIndustry ?? null, audience: given.audience ?? null },
  ...{ roomId: given.roomId ?? null, holderKind: given.holderKind ?? 'bureau', holderName: given.holderName ?? null },
  ...{ holderLicence: given.holderLicence ?? null, exits: given.exits ?? null },
  plans: plansOf({ planOrganisation, planEmergency, planSecurity }),
  ...{ expectedAttendance: given.expectedAttendance ?? null, dutyStaff: given.dutyStaff ?? null },
  ...{ permitNumber: given.permitNumber ?? null, note: given.note ?? null },
});
