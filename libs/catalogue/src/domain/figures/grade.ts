export const INDICATORS = ['fillRate', 'daysOpen', 'ratio', 'wageChange', 'reporting', 'quarters'] as const;
export type Indicator = (typeof INDICATORS)[number];
export const GRADES = ['severe', 'short', 'tight', 'balanced', 'X'] as const;
export type Grade = (typeof GRADES)[number];
export type Indicators = Record<Indicator, number | null>;

export interface GradePolicy {
  /** Values from which an indicator scores 1, 2 and 3 points. Falling ones (fill rate) score from below. */
  points: Record<Indicator, readonly [number, number, number]>;
  /** Lowest averages of the grades. */
  severe: number;
  short: number;
  tight: number;
  /** With fewer enterprises or indicators it cannot be judged. */
  enterprises: number;
  indicators: number;
}

/**
 * Our own grade and thresholds, published with every catalogue. The German agency's limits belong to its own six indicators and
 * are not carried over.
 */
export const GRADE_POLICY: GradePolicy = {
  points: {
    fillRate: [0.7, 0.5, 0.3], // share of asked places that were filled
    daysOpen: [30, 60, 90], // in the mean, of open places
    ratio: [1, 1.5, 2], // posts per seeker
    wageChange: [0.02, 0.05, 0.1], // against the quarter before
    reporting: [0.02, 0.05, 0.1], // share of the answering enterprises
    quarters: [2, 3, 4], // in a row, this one included
  },
  severe: 2.25,
  short: 1.5,
  tight: 0.75,
  enterprises: 3,
  indicators: 3,
};

const FALLING: ReadonlySet<Indicator> = new Set(['fillRate']);

const pointsOf = (indicator: Indicator, value: number, limits: readonly number[]): number =>
  limits.filter((limit) => (FALLING.has(indicator) ? value <= limit : value >= limit)).length;

export interface Graded {
  grade: Grade;
  /** Average points, 0 to 3; null with X. */
  average: number | null;
  points: Record<Indicator, number | null>;
}

/** The average of the indicators that there is data for, 0 to 3 points each; X where that is too little to judge. */
export const gradeOf = (indicators: Indicators, enterprises: number, policy: GradePolicy = GRADE_POLICY): Graded => {
  const points = Object.fromEntries(
    INDICATORS.map((one) => [one, indicators[one] === null ? null : pointsOf(one, indicators[one], policy.points[one])]),
  ) as Record<Indicator, number | null>;
  const known = Object.values(points).filter((one) => one !== null);
  if (enterprises < policy.enterprises || known.length < policy.indicators) return { grade: 'X', average: null, points };
  const average = known.reduce((sum, one) => sum + one, 0) / known.length;
  const grade = average >= policy.severe ? 'severe' : average >= policy.short ? 'short' : average >= policy.tight ? 'tight' : 'balanced';
  return { grade, average, points };
};
