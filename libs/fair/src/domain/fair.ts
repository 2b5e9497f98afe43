import { addDays } from '#platform/dates';

export const FAIR_STATES = ['draft', 'published', 'held', 'cancelled'] as const;
export type FairState = (typeof FAIR_STATES)[number];

const transitions: Record<FairState, readonly FairState[]> = {
  draft: ['published', 'cancelled'],
  published: ['held', 'cancelled'],
  held: [],
  cancelled: [],
};

export const mayBecome = (from: FairState, to: FairState): boolean => transitions[from].includes(to);

/** National campaigns a fair can belong to; their reports are printed from it. */
export const CAMPAIGNS = ['spring-breeze', 'hundred-days', 'private-enterprises', 'graduates', 'none'] as const;
export type Campaign = (typeof CAMPAIGNS)[number];

export interface FairPlan {
  day: string;
  place: string;
  opensAt: string;
  closesAt: string;
  expectedAttendance: number | null;
  dutyStaff: number | null;
  boothCount: number;
  permitNumber: string | null;
}

/** Rules of one city; where a number is a policy it is a setting with this default. */
export interface FilingRules {
  /** People expected from which on a large public event needs a police permit (大型群众性活动安全管理条例, Regulation 505, §2). */
  permitFrom: number;
  /** Expected people from which on the city's police decides instead of the county's (ibid. §12). */
  cityPoliceFrom: number;
  /** Days before the event by which the permit has to be applied for (ibid. §11). */
  permitDaysBefore: number;
  /** Booths that one person on duty may look after at most. */
  boothsPerStaff: number;
}

export const DEFAULT_RULES: FilingRules = { permitFrom: 1_000, cityPoliceFrom: 5_000, permitDaysBefore: 20, boothsPerStaff: 10 };

export type Gap = 'expected_attendance' | 'duty_staff' | 'permit_number' | 'hours' | 'day_passed' | 'permit_for' | 'permit_date';

export interface Filing {
  permit: null | { authority: 'county' | 'city'; applyBy: string };
  /** What is missing before the fair may be published. */
  gaps: Gap[];
}

/** What a fair has to file and what it still lacks. */
export const filingOf = (fair: FairPlan, rules: FilingRules = DEFAULT_RULES): Filing => {
  const gaps: Gap[] = [];
  const expected = fair.expectedAttendance;
  if (expected === null) gaps.push('expected_attendance');
  if (fair.dutyStaff === null || fair.dutyStaff * rules.boothsPerStaff < fair.boothCount) gaps.push('duty_staff');
  if (fair.opensAt >= fair.closesAt) gaps.push('hours');
  const large = expected !== null && expected >= rules.permitFrom;
  if (large && !fair.permitNumber) gaps.push('permit_number');
  const authority = large && expected >= rules.cityPoliceFrom ? 'city' : 'county';
  return { permit: large ? { authority, applyBy: addDays(fair.day, -rules.permitDaysBefore) } : null, gaps };
};

/** A permit is given for one event: its day, hours, place and size. Whatever of these changes needs another one. */
const needsAnotherPermit = (before: FairPlan, after: FairPlan, rules: FilingRules): boolean => {
  const [old, now] = [filingOf(before, rules).permit, filingOf(after, rules).permit];
  if (!old || !now) return false;
  const event = ({ day, opensAt, closesAt, place }: FairPlan): string => [day, opensAt, closesAt, place].join('|');
  return event(before) !== event(after) || old.authority !== now.authority;
};

/**
 * Everything that publishing asks of a fair, asked by every later change of the published one too.
 * @param standing the fair as it is published, when this is to take its place: a day that has passed there may stay
 */
export const publishingGaps = (fair: FairPlan, today: string, standing?: FairPlan, rules: FilingRules = DEFAULT_RULES): Gap[] => {
  const { gaps, permit } = filingOf(fair, rules);
  const found = [...gaps];
  if (fair.day < today && fair.day !== standing?.day) found.push('day_passed');
  if (permit && standing && needsAnotherPermit(standing, fair, rules) && fair.permitNumber === standing.permitNumber) {
    found.push('permit_for');
    // Nobody can apply any more in time for the new day.
    if (permit.applyBy < today) found.push('permit_date');
  }
  return found;
};

/** What those who booked came for, and have to be told of when it changes. */
export const MEETING_FIELDS = ['day', 'opensAt', 'closesAt', 'place'] as const;

/** Booth numbers in rows of twenty: A01 … A20, B01 … */
export const boothNumbers = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${rowName(Math.floor(i / 20))}${String((i % 20) + 1).padStart(2, '0')}`);

const rowName = (row: number): string => (row < 26 ? '' : rowName(Math.floor(row / 26) - 1)) + String.fromCharCode(65 + (row % 26));
