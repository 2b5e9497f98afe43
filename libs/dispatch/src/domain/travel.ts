import type { TravelMode } from './trip.js';

/** A part of the way without changing: one train, one coach. */
export interface Leg {
  mode: TravelMode;
  /** Train or flight number, number plate. */
  vehicle: string | null;
  fromPlace: string;
  toPlace: string;
  departAt: Date;
  arriveAt: Date;
}

export const COST_KINDS = ['fare', 'meals', 'lodging', 'insurance', 'medical', 'other'] as const;
export type CostKind = (typeof COST_KINDS)[number];

/** 谁出钱: the worker, the station, the enterprise, or the government at either end. Whether a place pays back is no matter of a trip. */
export const PAYERS = ['worker', 'station', 'enterprise', 'origin', 'destination'] as const;
export type Payer = (typeof PAYERS)[number];

export const WORKER_KINDS = ['rural', 'graduate', 'unemployed', 'veteran', 'other'] as const;
/** 农村劳动力, 高校毕业生, 登记失业人员, 退役军人: what subsidies ask after besides 脱贫. */
export type WorkerKind = (typeof WORKER_KINDS)[number];

export type LegFault = { at: number; fault: 'order' | 'overlap' };

/** A leg that arrives before it departs, or departs before the one before has arrived. */
export const faultOfLegs = (legs: readonly Pick<Leg, 'departAt' | 'arriveAt'>[]): LegFault | null => {
  for (const [at, { departAt, arriveAt }] of legs.entries()) {
    if (arriveAt <= departAt) return { at, fault: 'order' };
    const before = legs[at - 1];
    if (before && departAt < before.arriveAt) return { at, fault: 'overlap' };
  }
  return null;
};

/** What a trip says in one line, of its legs. */
export const summaryOf = (legs: readonly Leg[]): Leg | null => {
  const [first, last] = [legs[0], legs.at(-1)];
  if (!first || !last) return null;
  // The longest leg is the one people speak of.
  const main = [...legs].sort((a, b) => lengthOf(b) - lengthOf(a))[0] ?? first;
  return {
    ...{ mode: main.mode, vehicle: main.vehicle, fromPlace: first.fromPlace, toPlace: last.toPlace },
    ...{ departAt: first.departAt, arriveAt: last.arriveAt },
  };
};

const lengthOf = ({ departAt, arriveAt }: Leg): number => arriveAt.getTime() - departAt.getTime();

/** Puts people into coaches in the order of the list, as many as each has seats; a coach without a number of seats takes whoever is left.
 * @returns the coach of each person; null for who finds no seat */
export const seated = (
  people: readonly { id: string; coachId: string | null }[],
  coaches: readonly { id: string; seats: number | null }[],
) => {
  const left = new Map(coaches.map(({ id, seats }) => [id, seats ?? Number.POSITIVE_INFINITY]));
  for (const { coachId } of people) if (coachId) left.set(coachId, (left.get(coachId) ?? 0) - 1);
  return new Map(
    people
      .filter(({ coachId }) => coachId === null)
      .map(({ id }) => {
        const coach = coaches.find((one) => (left.get(one.id) ?? 0) > 0);
        if (coach) left.set(coach.id, (left.get(coach.id) ?? 0) - 1);
        return [id, coach?.id ?? null] as const;
      }),
  );
};
