import { addDays } from '#platform/dates';

/** Rules of the city about booths, as they hold on the day of a fair. Kept in the database with their source and the day they begin. */
export interface BoothRules {
  /** Minutes for which a booth is held for whoever has chosen it and not confirmed yet. */
  holdMinutes: number;
  /** Hours for which a booth that became free is kept for the first of the waiting list. */
  offerHours: number;
  /** Days before the fair until which an enterprise changes or gives back its booth by itself; 1 is until the day before. */
  changeDaysBefore: number;
  /** Booths of one legal person on one day. */
  boothsADay: number;
  /** The same for key enterprises. */
  keyBoothsADay: number;
  /** Per cent of a fair's booths for enterprises of one county other than the one that holds it; 100 is no quota. */
  countyPercent: number;
  /** Per cent of a fair's booths for enterprises of one industry (大类); 100 is no quota. */
  industryPercent: number;
  /** Hours from the announcement on in which only enterprises with scarce occupations book; 0 is none. */
  priorityHours: number;
  /** How many occupations with the largest shortage are the scarce ones. */
  scarceOccupations: number;
  /** Times that an enterprise may stay away from its booth within the window; the next one has its consequence. */
  absencesAllowed: number;
  absenceWindowDays: number;
  /** Days after the last absence for which it does not book by itself: its office may still place it. */
  absenceBlockDays: number;
  /** Minutes after opening for which a booth is kept for an enterprise that has not come, while others wait. */
  claimMinutes: number;
  /** Minutes in which somebody who waits says yes to a booth on the day itself. */
  dayOfferMinutes: number;
  /** Minutes in which somebody who is called in the queue of an enterprise online has to come, before the next one is called. */
  callMinutes: number;
}

export const BOOTH_RULES = [
  'holdMinutes',
  'offerHours',
  'changeDaysBefore',
  'boothsADay',
  'keyBoothsADay',
  'countyPercent',
  'industryPercent',
  'priorityHours',
  'scarceOccupations',
  'absencesAllowed',
  'absenceWindowDays',
  'absenceBlockDays',
  'claimMinutes',
  'dayOfferMinutes',
  'callMinutes',
] as const satisfies readonly (keyof BoothRules)[];

/** Who asks for a booth, as far as rules go. */
export interface Exhibitor {
  isKey: boolean;
  nodePath: string;
  industryCode: string | null;
  isAgency: boolean;
  /** Until when its licence is good; null for none on file. */
  licenceUntil: string | null;
  hasScarce: boolean;
  /** Days of the fairs from which it stayed away. */
  absentOn: readonly string[];
}

export interface Asked {
  day: string;
  today: string;
  now: Date;
  /** When booths could be booked first. */
  openedAt: Date | null;
  boothCount: number;
  /** Node of the office that holds it, and whether that is the city's. */
  nodePath: string;
  isCitys: boolean;
}

/** Who has a booth of the fair, booth by booth. */
export type Neighbour = Pick<Exhibitor, 'nodePath' | 'industryCode'>;

export const BOOKING_REFUSALS = ['licence', 'absences', 'priority', 'county_quota', 'industry_quota'] as const;
export type BookingRefusal = (typeof BOOKING_REFUSALS)[number];

export const boothsADay = (rules: BoothRules, isKey: boolean): number =>
  isKey ? Math.max(rules.boothsADay, rules.keyBoothsADay) : rules.boothsADay;

/** Until which day it may not book by itself, after having stayed away too often; null when it may. */
export const blockedUntil = (absentOn: readonly string[], day: string, rules: BoothRules): string | null => {
  const since = addDays(day, -rules.absenceWindowDays);
  const recent = absentOn.filter((one) => one >= since && one <= day).sort();
  const last = recent.at(-1);
  if (last === undefined || recent.length <= rules.absencesAllowed) return null;
  const until = addDays(last, rules.absenceBlockDays);
  return until >= day ? until : null;
};

/** When the window ends in which only those with scarce occupations book; null when it has or there is none. */
export const priorityUntil = ({ openedAt, now }: Pick<Asked, 'openedAt' | 'now'>, rules: BoothRules): Date | null => {
  const until = openedAt && new Date(openedAt.getTime() + rules.priorityHours * 3_600_000);
  return until && until > now ? until : null;
};

/** GB/T 4754: the letter of the section and two digits, whether the code has the letter or not. */
export const industryDivision = (code: string | null): string | null => /^[A-T]?(\d{2})/.exec(code ?? '')?.[1] ?? null;

/** The level below the city's: a county or zone. */
const countyOf = (nodePath: string): string => nodePath.split('/').filter(Boolean).slice(0, 3).join('/');

const quotaOf = (percent: number, boothCount: number): number => Math.max(1, Math.floor((boothCount * percent) / 100));

/** Which quota of the fair is used up for this enterprise; null for none. */
const usedQuota = (one: Exhibitor, asked: Asked, others: readonly Neighbour[], rules: BoothRules): BookingRefusal | null => {
  const county = countyOf(one.nodePath);
  const own = !asked.isCitys && one.nodePath.startsWith(asked.nodePath);
  const fromThere = others.filter(({ nodePath }) => countyOf(nodePath) === county).length;
  if (!own && rules.countyPercent < 100 && fromThere >= quotaOf(rules.countyPercent, asked.boothCount)) return 'county_quota';
  const division = industryDivision(one.industryCode);
  if (division === null || rules.industryPercent >= 100) return null;
  const alike = others.filter(({ industryCode }) => industryDivision(industryCode) === division).length;
  return alike >= quotaOf(rules.industryPercent, asked.boothCount) ? 'industry_quota' : null;
};

/**
 * Why an enterprise cannot have a booth; null when it can. What the office does is bound by the licence alone: it answers for the rest.
 * @param others who has the other booths of the fair
 */
export const refusalOf = (
  one: Exhibitor,
  asked: Asked,
  others: readonly Neighbour[],
  rules: BoothRules,
  byOffice: boolean,
): BookingRefusal | null => {
  if (one.isAgency && (one.licenceUntil === null || one.licenceUntil < asked.day)) return 'licence';
  if (byOffice) return null;
  if (blockedUntil(one.absentOn, asked.today, rules) !== null) return 'absences';
  if (!one.hasScarce && priorityUntil(asked, rules) !== null) return 'priority';
  return usedQuota(one, asked, others, rules);
};

/** The last day on which an enterprise changes or gives back its booth by itself. */
export const changeableUntil = (day: string, rules: BoothRules): string => addDays(day, -rules.changeDaysBefore);
