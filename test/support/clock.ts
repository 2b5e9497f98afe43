import { Clock } from '#platform/db';

/** The real clock, moved ahead. */
export class MovedClock extends Clock {
  private ahead = 0;

  override now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  /** Goes on to noon of a day in the city. */
  goTo(day: string): void {
    this.ahead = new Date(`${day}T04:00:00Z`).getTime() - Date.now();
  }
}

/** A clock that stands still until it is told to move. */
export class TestClock extends Clock {
  private at: Date;

  /** @param start an instant, such as '2026-11-24T02:00:00Z' (ten in the morning in the city) */
  constructor(start: string | Date = '2026-11-24T02:00:00.000Z') {
    super();
    this.at = new Date(start);
  }

  override now(): Date {
    return new Date(this.at);
  }

  set(instant: string | Date): void {
    this.at = new Date(instant);
  }

  /** Moves on by milliseconds, or by `{days, hours, minutes, seconds}`. */
  advance(by: number | { days?: number; hours?: number; minutes?: number; seconds?: number }): void {
    const step =
      typeof by === 'number' ? by : ((((by.days ?? 0) * 24 + (by.hours ?? 0)) * 60 + (by.minutes ?? 0)) * 60 + (by.seconds ?? 0)) * 1000;
    this.at = new Date(this.at.getTime() + step);
  }
}
