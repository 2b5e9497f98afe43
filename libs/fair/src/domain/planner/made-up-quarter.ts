import type { Demand, PlanningProblem } from './problem.js';

export interface QuarterSize {
  fairs: number;
  rooms: number;
  days: number;
  themes: number;
  counties: number;
  enterprises: number;
}

/** A made-up quarter that the seed decides: counties of unequal size, few large enterprises, some themes much scarcer. */
export const madeUpQuarter = (seed: number, size: QuarterSize, { booths = [25, 40, 60] } = {}): PlanningProblem => {
  const random = randomOf(seed);
  const whole = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  const shares = Array.from({ length: size.counties }, () => 0.3 + random());
  const scarcity = Array.from({ length: size.themes }, () => 0.2 + random() ** 2);
  const weighted = (weights: readonly number[]): number => {
    let at = random() * weights.reduce((sum, one) => sum + one, 0);
    return Math.max(
      0,
      weights.findIndex((one) => (at -= one) < 0),
    );
  };
  const enterprises = Array.from({ length: size.enterprises }, () => weighted(shares));
  const demands = enterprises.flatMap((_, enterprise): Demand[] => {
    const themes = new Set(Array.from({ length: whole(1, 4) }, () => weighted(scarcity)));
    return [...themes].map((theme) => ({
      enterprise,
      theme,
      people: Math.ceil(1 + 60 * random() ** 4),
      weight: [1, 1.5, 2][whole(0, 2)] ?? 1,
    }));
  });
  const rooms = Array.from({ length: size.rooms }, (_, room) => ({
    county: room % size.counties,
    booths: booths[whole(0, 2)] ?? 25,
    most: Math.ceil(size.days * 0.6),
  }));
  const days = Array.from({ length: size.days }, (_, day) => ({ week: Math.floor(day / 5), month: Math.floor((3 * day) / size.days) }));
  return {
    fairs: size.fairs,
    rooms,
    days,
    venueDays: rooms.flatMap((_, room) => days.map((__, day) => ({ room, day }))),
    perWeek: Math.max(2, Math.ceil((1.5 * size.fairs) / Math.max(1, size.days / 5))),
    themes: size.themes,
    counties: Array.from({ length: size.counties }, (_, county) => ({
      perDay: 2,
      perWeek: Math.max(2, Math.ceil((3 * size.fairs) / size.counties / Math.max(1, size.days / 5))),
      atLeast: Math.floor(size.fairs / size.counties / 2),
      near: [...new Set([county, (county + 1) % size.counties, (county + size.counties - 1) % size.counties])],
    })),
    enterprises,
    demands,
    perVisit: 8,
    perMonth: 2,
    standing: [],
    engaged: [],
    fixed: [],
    struck: [],
  };
};

const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
};
