export {
  boothAbsent,
  boothBooked,
  boothCancelled,
  boothOffered,
  boothOfferLapsed,
  boothPlaced,
  boothRenumbered,
  boothUnclaimed,
  boothWithdrawn,
  waitRemoved,
} from './booth/booth.events.js';
export {
  fairCancelled,
  fairDue,
  fairFits,
  fairInvited,
  fairMoved,
  fairPublished,
  ticketCodeAsked,
  ticketsConcerned,
} from './fair.events.js';
export { Bookings } from './booth/booking.service.js';
export { inviteFitting } from './fair.jobs.js';
export { tellTickets } from './ticket/ticket.jobs.js';
export { FairModule, fairPermissions } from './fair.module.js';
export { FoundSource, type FoundPeople } from './planner/found-people.js';
export { FairReads, type FairView } from './fair.reads.js';
export { fairRetention } from './fair.retention.js';
export { fairSchema } from './fair.schema.js';
export { coveredBy, faultsOf } from './domain/planner/check.js';
export { greedyPlan } from './domain/planner/greedy.js';
export { upperBound } from './domain/planner/bound.js';
export { PlanSearch } from './domain/planner/search.js';
export type { InvitedFair, PlanningProblem } from './domain/planner/problem.js';
export { madeUpQuarter } from './domain/planner/made-up-quarter.js';
export { Invitations } from './year/invitations.js';
export { Reminders } from './year/reminders.js';
export { GATE_DUTY, GateDuty } from './gate/gate-duty.js';
export { BOOTH_DUTY, BoothDuty } from './outcome/booth-duty.js';
export { hireAsked, hireEnded, hiresToChase, resultsAsked } from './result/result.events.js';
export { turnCalled } from './turn/turn.events.js';
export { SpecialDayReads } from './special-day.reads.js';
