import type { BoothRules } from './booking.js';

/** A booth that somebody has, as far as claiming it goes. */
export interface Claimable {
  id: string;
  number: string;
  enterpriseId: string | null;
  /** Not confirmed yet: it has a clock of its own. */
  heldUntil: Date | null;
  bookedAt: Date | null;
}

/**
 * Until when an enterprise has to have come to its booth, before somebody who waits may have it: who got it on the day itself has as long
 * as the others had. @param opensAt when the fair opens
 */
export const claimUntil = (opensAt: Date, bookedAt: Date | null, rules: Pick<BoothRules, 'claimMinutes'>): Date =>
  new Date(Math.max(opensAt.getTime(), bookedAt?.getTime() ?? 0) + rules.claimMinutes * 60_000);

/** Until when somebody who waits says yes to a booth on the day itself: minutes, and never beyond the end of the fair. */
export const dayOfferUntil = (now: Date, closesAt: Date, rules: Pick<BoothRules, 'dayOfferMinutes'>): Date =>
  new Date(Math.min(now.getTime() + rules.dayOfferMinutes * 60_000, closesAt.getTime()));

/**
 * Booths that nobody claimed and that are wanted. Where nobody waits an enterprise that comes late keeps its booth.
 * @param late whether the time of a booth is over @param wanted how many booths those who wait still want
 */
export const unclaimed = <B extends Claimable>(
  booths: readonly B[],
  arrived: ReadonlySet<string>,
  late: (booth: B) => boolean,
  wanted: number,
): B[] =>
  booths
    .filter(({ enterpriseId, heldUntil }) => enterpriseId !== null && heldUntil === null && !arrived.has(enterpriseId))
    .filter(late)
    .sort((a, b) => (a.number < b.number ? -1 : 1))
    .slice(0, Math.max(0, wanted));
