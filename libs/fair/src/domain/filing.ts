import { addDays } from '#platform/dates';
import type { FairHolder, FairMode } from './fair.js';

export const FAIR_PLANS = ['organisation', 'emergency', 'security'] as const;
/** Plans that are handed in with the filing: 组织方案, 应急预案, 安保方案. */
export type FairPlanKind = (typeof FAIR_PLANS)[number];

/** What of a fair decides about its filing. */
export interface FairPlan {
  day: string;
  place: string;
  opensAt: string;
  closesAt: string;
  expectedAttendance: number | null;
  dutyStaff: number | null;
  boothCount: number;
  permitNumber: string | null;
  holderKind: FairHolder | null;
  holderName: string | null;
  holderLicence: string | null;
  exits: number | null;
  plans: readonly FairPlanKind[] | null;
  mode: FairMode | null;
  streamUrl: string | null;
}

/** Rules of the city about filing, as they hold on the day of a fair. Kept in the database with their source and the day they begin. */
export interface FilingRules {
  /** People expected from which on a large public event needs a police permit. */
  permitFrom: number;
  /** Expected people from which on the city's police decides instead of the county's. */
  cityPoliceFrom: number;
  /** Days before the event by which the permit has to be applied for. */
  permitDaysBefore: number;
  /** Booths that one person on duty may look after at most. */
  boothsPerStaff: number;
  /** Expected people from which on exits and the plans (organisation, emergency, security) are part of the filing. */
  plansFrom: number;
  /** Days before the fair by which an agency has to have filed. */
  agencyDaysBefore: number;
}

export const FILING_RULES = [
  'permitFrom',
  'cityPoliceFrom',
  'permitDaysBefore',
  'boothsPerStaff',
  'plansFrom',
  'agencyDaysBefore',
] as const satisfies readonly (keyof FilingRules)[];

export const GAPS = [
  'expected_attendance',
  'duty_staff',
  'permit_number',
  'hours',
  'holder',
  'licence',
  'stream',
  'exits',
  'plan_organisation',
  'plan_emergency',
  'plan_security',
  'day_passed',
  'permit_for',
  'permit_date',
] as const;
export type Gap = (typeof GAPS)[number];

/** Something that is missing, who has to bring it, and by which day at the latest. */
export interface Owed {
  gap: Gap;
  by: 'holder' | 'office';
  until: string;
}

export interface Filing {
  permit: null | { authority: 'county' | 'city'; applyBy: string };
  /** What is missing before the fair may be filed. */
  gaps: Gap[];
  owed: Owed[];
}

/** What a fair has to file and what it still lacks. */
export const filingOf = (fair: FairPlan, rules: FilingRules): Filing => {
  const expected = fair.expectedAttendance;
  const large = expected !== null && expected >= rules.permitFrom;
  const planned = expected !== null && expected >= rules.plansFrom;
  const applyBy = addDays(fair.day, -rules.permitDaysBefore);
  const missing: [gap: Gap, lacks: boolean][] = [
    ['expected_attendance', expected === null],
    ['duty_staff', fair.dutyStaff === null || fair.dutyStaff * rules.boothsPerStaff < fair.boothCount],
    ['hours', fair.opensAt >= fair.closesAt],
    ['permit_number', large && !fair.permitNumber],
    ['holder', fair.holderKind !== null && fair.holderKind !== 'bureau' && !fair.holderName],
    ['licence', fair.holderKind === 'agency' && !fair.holderLicence],
    ['stream', fair.mode !== null && fair.mode !== 'on_site' && !fair.streamUrl],
    ['exits', planned && !fair.exits],
    ...FAIR_PLANS.map((plan): [Gap, boolean] => [`plan_${plan}`, planned && !fair.plans?.includes(plan)]),
  ];
  const gaps = missing.flatMap(([gap, lacks]) => (lacks ? [gap] : []));
  const byHolder = fair.holderKind !== null && fair.holderKind !== 'bureau';
  // What goes to the police goes with the application; an agency files earlier than others.
  const days = [large ? rules.permitDaysBefore : 1, fair.holderKind === 'agency' ? rules.agencyDaysBefore : 1];
  const until = addDays(fair.day, -Math.max(...days));
  return {
    permit: large ? { authority: expected >= rules.cityPoliceFrom ? 'city' : 'county', applyBy } : null,
    gaps,
    owed: gaps.map((gap) => ({ gap, by: byHolder && gap !== 'hours' ? 'holder' : 'office', until })),
  };
};

/**
 * A permit is given for one event: whoever changes its day, hours or place, or lets more people come, needs another one, and one that is
 * not needed any more does not stay for later. Source: State Council Regulation 505, § 15.
 */
const needsAnotherPermit = (before: FairPlan, after: FairPlan, rules: FilingRules): boolean => {
  if (!before.permitNumber || before.permitNumber !== after.permitNumber) return false;
  const event = ({ day, opensAt, closesAt, place }: FairPlan): string => [day, opensAt, closesAt, place].join('|');
  const grows = (after.expectedAttendance ?? 0) > (before.expectedAttendance ?? 0);
  return event(before) !== event(after) || (grows && filingOf(after, rules).permit !== null);
};

/** A number is said of a permit that nobody has to give: that of another fair, mostly. One that was due when it was said may stay. */
export const isPermitUndue = (
  { permitNumber, expectedAttendance: expected }: Pick<FairPlan, 'permitNumber' | 'expectedAttendance'>,
  { permitFrom }: Pick<FilingRules, 'permitFrom'>,
  before: string | null = null,
): boolean => Boolean(permitNumber) && permitNumber !== before && expected !== null && expected < permitFrom;

/**
 * Everything that filing asks of a fair, asked by every later change of the filed one too.
 * @param standing the fair as it is filed, when this is to take its place: a day that has passed there may stay
 */
export const filingGaps = (fair: FairPlan, today: string, rules: FilingRules, standing?: FairPlan): Gap[] => {
  const { gaps, permit } = filingOf(fair, rules);
  const found = [...gaps];
  if (fair.day < today && fair.day !== standing?.day) found.push('day_passed');
  if (standing && needsAnotherPermit(standing, fair, rules)) {
    found.push('permit_for');
    // Nobody can apply any more in time for the new day.
    if (permit && permit.applyBy < today) found.push('permit_date');
  }
  return found;
};
