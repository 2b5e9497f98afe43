import {
  promiseAccepted,
  promiseDeclined,
  promiseLapsed,
  promiseMade,
  promiseWithdrawn,
  tripArrived,
  tripCancelled,
  tripConfirmed,
  tripDeparted,
  tripPlanned,
  type PromiseEvent,
  type TripEvent,
} from '#dispatch';
import { fairCancelled, fairMoved } from '#fair';
import { needChanged, needFilled, needPublished, needApproved, needWentStale, needWithdrawn, type NeedEvent } from '#need';
import type { EventKind } from '#platform/jobs';
import type { HookNews } from '#webhook';

/**
 * THE MAP for other systems: of which events they can hear, whose they are, and in which figures. Nothing about persons and nothing that
 * people wrote goes out: the other system reads it with a token of its own. Who is not named hears nothing; the bureau hears of all.
 */
export const hookFlow = new Map<string, (data: never) => HookNews[]>();

const heard = <E extends object>({ name }: EventKind<E>, tell: (data: E) => HookNews[]): void => {
  hookFlow.set(name, tell);
};

const ofNeed =
  (kind: HookNews['kind']) =>
  ({ needId, enterpriseId }: NeedEvent): HookNews[] => [
    { kind, data: { needId, enterpriseId }, enterpriseIds: [enterpriseId], bureau: true },
  ];

heard(needPublished, ofNeed('need.published'));
heard(needApproved, ofNeed('need.published'));
heard(needChanged, ofNeed('need.changed'));
heard(needWithdrawn, ofNeed('need.withdrawn'));
heard(needWentStale, ofNeed('need.went_stale'));
heard(needFilled, ofNeed('need.filled'));

const ofPromise =
  (kind: HookNews['kind']) =>
  ({ promiseId, needId, enterpriseId, supplierId, people, expiresAt }: PromiseEvent): HookNews[] => [
    {
      kind,
      data: { promiseId, needId, enterpriseId, supplierId, people, expiresAt },
      enterpriseIds: [enterpriseId],
      supplierIds: [supplierId],
      bureau: true,
    },
  ];

heard(promiseMade, ofPromise('promise.made'));
heard(promiseAccepted, ofPromise('promise.accepted'));
heard(promiseDeclined, ofPromise('promise.declined'));
heard(promiseLapsed, ofPromise('promise.lapsed'));
heard(promiseWithdrawn, ofPromise('promise.withdrawn'));

/** An enterprise hears of its own stop, and not where else the trip goes. */
const ofTrip =
  (kind: HookNews['kind']) =>
  ({ tripId, supplierId, mode, departAt, arriveAt, fromPlace, toPlace, stops }: TripEvent): HookNews[] => {
    const trip = { tripId, supplierId, mode, departAt, arriveAt, fromPlace, toPlace };
    const shown = stops.map(({ enterpriseId, people, counts }) => ({ enterpriseId, people, counts }));
    return [
      { kind, data: { ...trip, stops: shown }, supplierIds: [supplierId], bureau: true },
      ...shown.map((stop): HookNews => ({ kind, data: { ...trip, stops: [stop] }, enterpriseIds: [stop.enterpriseId] })),
    ];
  };

heard(tripPlanned, ofTrip('trip.planned'));
heard(tripDeparted, ofTrip('trip.departed'));
heard(tripArrived, ofTrip('trip.arrived'));
heard(tripConfirmed, ofTrip('trip.confirmed'));
heard(tripCancelled, ofTrip('trip.cancelled'));

heard(fairMoved, ({ fairId, day, opensAt, closesAt, enterpriseIds, waitingIds }) => [
  { kind: 'fair.moved', data: { fairId, day, opensAt, closesAt }, enterpriseIds: [...enterpriseIds, ...waitingIds], bureau: true },
]);
heard(fairCancelled, ({ fairId, day, enterpriseIds, waitingIds }) => [
  { kind: 'fair.cancelled', data: { fairId, day }, enterpriseIds: [...enterpriseIds, ...waitingIds], bureau: true },
]);
