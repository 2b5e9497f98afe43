import type { PlanningProblem } from './problem.js';

/** How many rooms are open, by week and day. */
type Weeks = Map<number, Map<number, number>>;

/** So many fairs may be chosen, and no more than `within` allows. */
export interface Limit {
  most: number;
  chosen: number;
  within: Limit | null;
}

/** Fairs of one county, month and number of booths, before their theme is known. */
export interface Group {
  county: number;
  month: number;
  booths: number;
  group: Limit;
}

/** Venue-days of a county and month, or of those with one number of booths. */
interface Span {
  county: number;
  month: number;
  booths: number;
  weeks: Weeks;
  rooms: Set<number>;
}

const spansOf = (
  { rooms, days, venueDays }: PlanningProblem,
  keyOf: (county: number, month: number, booths: number) => string,
): Map<string, Span> => {
  const spans = new Map<string, Span>();
  for (const { room, day } of venueDays) {
    const { county = 0, booths = 0 } = rooms[room] ?? {};
    const { month = 0, week = 0 } = days[day] ?? {};
    const key = keyOf(county, month, booths);
    const span: Span = spans.get(key) ?? { county, month, booths, weeks: new Map(), rooms: new Set() };
    spans.set(key, span);
    const ofWeek = span.weeks.get(week) ?? new Map<number, number>();
    span.weeks.set(week, ofWeek.set(day, (ofWeek.get(day) ?? 0) + 1));
    span.rooms.add(room);
  }
  return spans;
};

/**
 * How many fairs each county, month and size may have. Limits lie inside one another, so that taking the best first is exact: where
 * staff of a county have time for all that its rooms could hold, a size is limited by the days that its rooms may be booked in the whole
 * quarter; elsewhere a month by its staff, and the quarter by all rooms together.
 */
export const groupsOf = (problem: PlanningProblem): Group[] => {
  const { rooms, counties } = problem;
  const mostOfRooms = (ids: Iterable<number>): number => [...ids].reduce((sum, room) => sum + (rooms[room]?.most ?? 0), 0);
  /** No more than that fit into the days and weeks, whichever they are. */
  const mostOf = ({ county, weeks, rooms: ids }: Span): number => {
    const { perDay = 0, perWeek = 0 } = counties[county] ?? {};
    const inWeek = (ofWeek: Map<number, number>): number =>
      Math.min(
        perWeek,
        [...ofWeek.values()].reduce((sum, open) => sum + Math.min(perDay, open), 0),
      );
    const fit = [...weeks.values()].reduce((sum, ofWeek) => sum + inWeek(ofWeek), 0);
    return Math.min(fit, mostOfRooms(ids));
  };
  const groups = spansOf(problem, (...key) => key.join('/'));
  const months = spansOf(problem, (county, month) => `${county}/${month}`);
  const sizes = spansOf(problem, (county, _, booths) => `${county}/${booths}`);
  const whole = spansOf(problem, (county) => `${county}`);
  const limits = (spans: Map<string, Span>, most: (span: Span) => number, within: (span: Span) => Limit | null): Map<string, Limit> =>
    new Map([...spans].map(([key, span]) => [key, { most: most(span), chosen: 0, within: within(span) }]));
  const ofCounty = limits(
    whole,
    (span) => mostOfRooms(span.rooms),
    () => null,
  );
  const ofMonth = limits(months, mostOf, ({ county }) => ofCounty.get(`${county}`) ?? null);
  const ofSize = limits(
    sizes,
    (span) => mostOfRooms(span.rooms),
    () => null,
  );
  const heldBack = new Set(
    [...months].flatMap(([key, { county, month }]) => {
      const wanted = [...groups.values()].filter((one) => one.county === county && one.month === month);
      return wanted.reduce((sum, one) => sum + mostOf(one), 0) > (ofMonth.get(key)?.most ?? 0) ? [county] : [];
    }),
  );
  return [...groups.values()].map((span): Group => {
    const { county, month, booths } = span;
    const within = heldBack.has(county) ? ofMonth.get(`${county}/${month}`) : ofSize.get(`${county}/${booths}`);
    return { county, month, booths, group: { most: mostOf(span), chosen: 0, within: within ?? null } };
  });
};

/** Takes one of what a limit allows, and of all that it lies in. @returns false when one of them is used up; then none is taken */
export const takeOne = (limit: Limit): boolean => {
  for (let one: Limit | null = limit; one; one = one.within) if (one.chosen >= one.most) return false;
  for (let one: Limit | null = limit; one; one = one.within) one.chosen += 1;
  return true;
};

export const release = (limit: Limit): void => {
  for (let one: Limit | null = limit; one; one = one.within) one.chosen = 0;
};
