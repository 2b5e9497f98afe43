export { boothBooked, boothCancelled, fairCancelled, fairMoved, fairPublished } from './fair.events.js';
export { FairModule, fairPermissions } from './fair.module.js';
export { FairReads, type FairView } from './fair.reads.js';
export { fairSchema } from './fair.schema.js';
export { coveredBy, faultsOf } from './domain/planner/check.js';
export { greedyPlan } from './domain/planner/greedy.js';
export { upperBound } from './domain/planner/bound.js';
export { PlanSearch } from './domain/planner/search.js';
export type { InvitedFair, PlanningProblem } from './domain/planner/problem.js';
