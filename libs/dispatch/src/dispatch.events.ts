import { defineEvent } from '#platform/jobs';
import { type Side } from '#access';
import type { Tally } from './domain/line.js';
import type { Leaving } from './domain/retention.js';
import type { TravelMode } from './domain/trip.js';

/** What every event of a promise says: whom it concerns, and what a message about it needs. */
export interface PromiseEvent {
  promiseId: string;
  supplierId: string;
  supplierName: string;
  enterpriseId: string;
  needId: string;
  needTitle: string;
  /** The need's node. */
  nodePath: string;
  people: number;
  /** ISO instant. */
  expiresAt: string;
}

export const promiseMade = defineEvent<PromiseEvent>('promise.made');
/** `people` are those whom the enterprise takes; `notTaken` were promised besides, and `reason` says why they are not. */
export const promiseAccepted = defineEvent<PromiseEvent & { notTaken: number; reason: string | null }>('promise.accepted');
export const promiseDeclined = defineEvent<PromiseEvent & { reason: string }>('promise.declined');
/** Nobody has answered, and it lapses soon. */
export const promiseLapsing = defineEvent<PromiseEvent>('promise.lapsing');
/** Accepted, and no trip is planned although its people have to start soon: `people` of them, by `startBy` (YYYY-MM-DD). */
export const promiseWithoutTrip = defineEvent<PromiseEvent & { startBy: string; at: string }>('promise.without_trip');
export const promiseLapsed = defineEvent<PromiseEvent>('promise.lapsed');
/**
 * `people` is how many were withdrawn; `by` says which side did it, so that the other one is told; `version` of the
 * promise tells two parts apart.
 */
export const promiseWithdrawn = defineEvent<PromiseEvent & { reason: string; by: Side; moved: number; version: number }>(
  'promise.withdrawn',
);

/** One enterprise that a trip goes to, and where its people are now. */
export interface TripEventStop {
  enterpriseId: string;
  nodePath: string;
  /** All people on the manifest for it; as many as are committed while there is none. */
  people: number;
  counts: Tally;
}

export interface TripEvent {
  tripId: string;
  supplierId: string;
  supplierName: string;
  nodePath: string;
  mode: TravelMode;
  vehicle: string | null;
  /** ISO instants. */
  departAt: string;
  arriveAt: string;
  fromPlace: string;
  toPlace: string;
  stops: TripEventStop[];
}

export const tripPlanned = defineEvent<TripEvent>('trip.planned');
export const tripDeparted = defineEvent<TripEvent>('trip.departed');
export const tripArrived = defineEvent<TripEvent>('trip.arrived');
export const tripHandedOver = defineEvent<TripEvent & { receivedBy: string | null }>('trip.handed_over');
export const tripCancelled = defineEvent<TripEvent & { reason: string }>('trip.cancelled');
/** One enterprise has said of everybody who arrived for it whether they signed; `stops` holds that enterprise only. */
export const tripConfirmed = defineEvent<TripEvent & { enterpriseId: string }>('trip.confirmed');

/** Checks of an enterprise that nobody has answered. `dueOn` is the first of their days, `answerBy` the last on which it is in time. */
export interface RetentionNews {
  enterpriseId: string;
  nodePath: string;
  people: number;
  dueOn: string;
  answerBy: string;
  /** When it is told, YYYY-MM-DD. */
  day: string;
}
/** Their day has come. */
export const retentionDue = defineEvent<RetentionNews>('retention.due');
/** The enterprise had its time. */
export const retentionLate = defineEvent<RetentionNews>('retention.late');

/** Somebody who had signed is not there any more; `reopened`: their place is open again. */
export const workerLeft = defineEvent<{
  lineId: string;
  checkId: string;
  supplierId: string | null;
  enterpriseId: string;
  needId: string;
  needTitle: string;
  leaving: Leaving;
  reason: string | null;
  reopened: boolean;
}>('worker.left');
