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
  /** Kilometres of road beyond which people need lodging. */
  readonly commuteKm: number;
  /** Added worth of a pair that staff locked. */
  readonly locked: number;
}

/**
 * Defaults. A place in the first third of what an enterprise lacks is worth more than any usual cost, so people are placed
 * wherever conditions are met; 100 points are about 130 km of journey, 5 days of delay or 50 yuan short.
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
  commuteKm: 60,
  locked: 100_000,
};

export const weightsOf = (given: Partial<Weights> | undefined): Weights => ({ ...defaultWeights, ...given });
