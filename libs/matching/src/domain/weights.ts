/** One step of the worth of filling: so many percent of what an enterprise lacks in an occupation, at so many points a person. */
export interface Tier {
  readonly percent: number;
  readonly worth: number;
}

/** What counts how much, in points. All values are integers; a person placed is worth what the tier says times the need's priority. */
export interface Weights {
  /** Worth per person, never rising from tier to tier. The last tier takes what the percentages leave. */
  readonly tiers: readonly Tier[];
  /** Same 小类 but another 细类. */
  readonly otherOccupation: number;
  /** Same 中类 but another 小类, or a pair the bureau keeps. */
  readonly otherSubgroup: number;
  /** Per level above what is asked: a fitter place may exist. */
  readonly perLevelAbove: number;
  /** One level short, to be trained on the spot. */
  readonly training: number;
  /** Per yuan that the wage stays below what the people expect. */
  readonly perYuanShort: number;
  /** Yuan per month by which a wage may stay below; more is no match. */
  readonly mostYuanShort: number;
  /** Per 100 km of road (great circle × 1.3). */
  readonly per100Km: number;
  /** Per day after the need's first start day. */
  readonly perDayLate: number;
  /** Per percent of people who did not come from the supplier, and again per percent whom the enterprise did not keep. */
  readonly perPercentLost: number;
  /** Kilometres of road beyond which people need lodging. */
  readonly commuteKm: number;
  /** Days from the day on which people are free, or today, until they leave: asked, examined, put on a manifest. */
  readonly organiseDays: number;
  /** Kilometres of road that a coach drives in a day; up to here people come by coach. */
  readonly coachKm: number;
  /** Kilometres of road that a train comes in a day, changes included; beyond a coach's day people come by train. */
  readonly kmPerRailDay: number;
  /** Added worth of a pair that staff locked. */
  readonly locked: number;
}

/**
 * Defaults. A place in the first third of what an enterprise lacks is worth more than any usual cost, so people are placed
 * wherever conditions are met; 100 points are about 130 km of journey, 5 days of delay, 50 yuan short or 5 people of a hundred lost.
 * Days until people arrive: a driver of a coach may drive 8 hours in 24 (道路旅客运输企业安全管理规范), which is some 560 km; a day by
 * train with its changes, and the days to organise, are our own estimates. A city that knows better sets its own for its runs.
 */
export const defaultWeights: Weights = {
  tiers: [
    { percent: 34, worth: 10_000 },
    { percent: 33, worth: 8_500 },
    { percent: 33, worth: 7_500 },
  ],
  otherOccupation: 600,
  otherSubgroup: 1_500,
  perLevelAbove: 120,
  training: 900,
  perYuanShort: 2,
  mostYuanShort: 500,
  per100Km: 75,
  perDayLate: 20,
  perPercentLost: 20,
  commuteKm: 60,
  organiseDays: 3,
  coachKm: 560,
  kmPerRailDay: 1_200,
  locked: 100_000,
};

export const weightsOf = (given: Partial<Weights> | undefined): Weights => ({ ...defaultWeights, ...given });

/** Days on the way, by how people travel so far: none within commuting distance, one by coach, else those of the train. */
export const travelDays = (km: number, { commuteKm, coachKm, kmPerRailDay }: Weights): number =>
  km <= commuteKm ? 0 : km <= coachKm ? 1 : Math.ceil(km / kmPerRailDay);

export type TierOrder = 'guarantee' | 'preference';

const MOST_LEVELS = 8;
/** The farthest journey and the longest wait that a city's market knows, for a bound on what a pair may cost. */
const MOST_KM = 6_000;
const MOST_DAYS_LATE = 365;

/**
 * Whether weights let everyone's first tier come before anyone's second for certain: only when two tiers differ by more than the
 * costs along any chain of pairs can, reckoned with the worst that weights allow. A run's certificate says the same of its real costs.
 */
export const tierPromise = (weights: Weights, { batches, needs }: { batches: number; needs: number }): TierOrder => {
  const worst =
    Math.max(weights.otherOccupation, weights.otherSubgroup) +
    Math.max(weights.training, MOST_LEVELS * weights.perLevelAbove) +
    weights.perYuanShort * weights.mostYuanShort +
    (weights.per100Km * MOST_KM) / 100 +
    weights.perDayLate * MOST_DAYS_LATE +
    weights.perPercentLost * 2 * 100;
  const gaps = weights.tiers.slice(1).map(({ worth }, k) => weights.tiers[k]!.worth - worth);
  return gaps.every((gap) => gap > worst * (1 + Math.min(batches, needs))) ? 'guarantee' : 'preference';
};
