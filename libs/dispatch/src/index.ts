export {
  absenceOverdue,
  peopleMissing,
  promiseAccepted,
  promiseDeclined,
  promiseLapsed,
  promiseLapsing,
  promiseMade,
  promiseWithdrawn,
  promiseWithoutTrip,
  retentionDue,
  retentionLate,
  tripArrived,
  tripCancelled,
  tripConfirmed,
  tripDeparted,
  tripHandedOver,
  tripPlanned,
  workerLeft,
  type PromiseEvent,
  type TripEvent,
  type TripEventStop,
} from './dispatch.events.js';
export {
  chaseRetention,
  forgetPeople,
  lapsePromise,
  prepareRetention,
  tallyPromises,
  watchAbsences,
  watchPromises,
} from './dispatch.jobs.js';
export { DispatchModule, dispatchPermissions } from './dispatch.module.js';
export { dispatchRetention } from './dispatch.retention.js';
export { dispatchSchema } from './dispatch.schema.js';
export { LINE_STATES, type LineState, type Tally } from './domain/line.js';
export { PROMISE_STATES, type PromiseState } from './domain/promise.js';
export { TRIP_STATES, type TripState } from './domain/trip.js';
export { ManifestService, type NewLine } from './manifest.service.js';
export { PromiseService, type NewPromise } from './promise.service.js';
export { KeptWords } from './performance/kept-words.js';
export { TallyService } from './performance/tally.service.js';
export { PromiseWatch } from './promise-watch.service.js';
export { COACH_DUTY, CoachDuty, LEADER_DUTY } from './roll-call/coach-duty.js';
export { RollCallService, type Answer } from './roll-call.service.js';
export { SubsidyFacts, type SubsidyFact, type TripExpense } from './subsidy-facts.js';
export { SubstitutionService } from './substitution.service.js';
export { TripService, type NewTrip } from './trip.service.js';
export { WithdrawalService } from './withdrawal.service.js';
