import { dayOf } from '#platform/dates';

/** Time as the program sees it; tests put their own in its place. */
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Today in the city's time zone, YYYY-MM-DD. */
  today(): string {
    return dayOf(this.now());
  }
}
