import type { Failure } from './failure.js';

/** Of what is sent, that which somebody waits for does not stand in line behind the rest. */
export const LANES = ['urgent', 'bulk'] as const;
export type Lane = (typeof LANES)[number];

/** What all workers together know of a provider. */
export interface GateState {
  /** Failures of the provider itself, one behind another. */
  troubles: number;
  /** Times it was closed without a success between. */
  closings: number;
  /** Nothing goes to the provider until then; after it one try asks whether it works again. */
  closedUntil: Date | null;
}

const MINUTE = 60_000;

interface Trip {
  /** Failures one behind another that close the gate. */
  readonly after: number;
  /** First pause in milliseconds; doubled each time that the try after it fails as well. */
  readonly firstMs: number;
  readonly longestMs: number;
}

/** What stops everything on its way to a provider. The number of tries of a single message says nothing about it: they are not spent. */
const TRIPS: Readonly<Partial<Record<Failure, Trip>>> = {
  network: { after: 5, firstMs: 15_000, longestMs: 5 * MINUTE },
  throttled: { after: 10, firstMs: 5_000, longestMs: 2 * MINUTE },
  credentials: { after: 3, firstMs: MINUTE, longestMs: 10 * MINUTE },
  money: { after: 3, firstMs: 2 * MINUTE, longestMs: 30 * MINUTE },
};

/** Whether a failure of this class can close a gate at all. */
export const canTrip = (failure: Failure): boolean => TRIPS[failure] !== undefined;

/** The state after one more failure of the provider itself.
 * @param chance 0 to 1: several installations behind one provider do not come back together */
export const afterTrouble = (state: GateState, failure: Failure, now: Date, chance: number): GateState => {
  const trip = TRIPS[failure];
  if (!trip) return state;
  const troubles = state.troubles + 1;
  const stillClosed = state.closedUntil !== null && state.closedUntil > now;
  // What was on its way when the gate closed says nothing new; the try after the pause does, alone.
  if (stillClosed || (state.closedUntil === null && troubles < trip.after)) return { ...state, troubles };
  const pause = Math.min(trip.firstMs * 2 ** state.closings, trip.longestMs);
  return { troubles, closings: state.closings + 1, closedUntil: new Date(now.getTime() + Math.round(pause * (0.75 + chance / 4))) };
};

export const OPEN_GATE: GateState = { troubles: 0, closings: 0, closedUntil: null };

/** Of every five places the urgent lane has one, and the bulk the rest: so neither waits for the other. Places a second. */
export const laneRate = (perSecond: number, lane: Lane): number => (lane === 'urgent' ? perSecond / 5 : (perSecond * 4) / 5);

/** A row of places in a lane, each with its moment. */
export interface Places {
  /** Of the first one, in milliseconds since 1970. */
  from: number;
  everyMs: number;
  count: number;
}

/** The next free places: not before now, and not before those that others took.
 * @param taken up to when the lane is taken, or null */
export const nextPlaces = (taken: Date | null, now: Date, count: number, perSecond: number): Places & { until: Date } => {
  const from = Math.max(taken?.getTime() ?? 0, now.getTime());
  const everyMs = 1_000 / perSecond;
  return { from, everyMs, count, until: new Date(Math.ceil(from + count * everyMs)) };
};
