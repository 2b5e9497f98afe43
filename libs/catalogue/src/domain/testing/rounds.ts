import type { RoundData, RoundEnterprise, RoundRow, Stratum } from '../figures/round.js';

export interface RoundPlan {
  seed: number;
  /** That answered. */
  enterprises: number;
  rowsEach: number;
  occupations?: number;
  counties?: number;
  quarter?: string;
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const SIZES = ['large', 'medium', 'small', 'micro'];
const INDUSTRIES = ['13', '17', '26', '33', '34', '36', '48', '54'];
const REASONS = ['wage', 'skill', 'shift', 'place'];
const MAJORS = ['6-18-02-0', '6-18-01-0', '6-05-01-0', '4-02-01-0', '6-31-05-0', '2-02-07-0'];

/** A round as a survey would hand it over: shortages skewed as real ones are, occupations following the industries. */
export const simulatedRound = (plan: RoundPlan): RoundData => {
  const random = randomFrom(plan.seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const codes = Array.from(
    { length: plan.occupations ?? 24 },
    (_, i) => `${MAJORS[i % MAJORS.length] ?? ''}${1 + Math.floor(i / MAJORS.length)}`,
  );
  const enterprises = Array.from({ length: plan.enterprises }, (_, i): RoundEnterprise => {
    const size = pick(SIZES);
    const nodeId = `3707${String(1 + Math.floor(random() * (plan.counties ?? 16))).padStart(2, '0')}`;
    return {
      id: `e${i}`,
      nodeId,
      industry: pick(INDUSTRIES),
      size,
      aboveScale: size !== 'micro' && random() < 0.7,
      stratum: size,
      employees: 10 + i,
    };
  });
  const rows = enterprises.flatMap((one) =>
    Array.from({ length: 1 + Math.floor(random() * plan.rowsEach) }, (): RoundRow => {
      const short = random() < 0.1 ? 0 : 1 + Math.floor(20 * random() ** 3);
      const near = Math.floor(Math.abs(INDUSTRIES.indexOf(one.industry) + 3 * (random() - 0.5)) * 3) % codes.length;
      return {
        enterpriseId: one.id,
        occupation: random() < 0.8 ? (codes[near] ?? '') : pick(codes),
        skillLevel: Math.floor(random() * random() * 9),
        short,
        neededInAll: short * 4,
        reason: random() < 0.8 ? pick(REASONS) : null,
        wageFrom: 400_000 + Math.floor(random() * 200_000),
        wageTo: 700_000,
        needId: null,
      };
    }),
  );
  return {
    round: { id: `r${plan.seed}`, quarter: plan.quarter ?? '2026Q3', version: 1, asOf: '2026-09-30T16:00:00.000Z' },
    strata: strataOf(enterprises),
    enterprises,
    rows,
  };
};

const strataOf = (enterprises: readonly RoundEnterprise[]): Stratum[] =>
  SIZES.map((key, i) => {
    const responded = enterprises.filter((one) => one.stratum === key).length;
    const sampled = Math.ceil(responded * 1.25);
    return { key, population: sampled * (i === 0 ? 1 : 1 + i), sampled, responded };
  });
