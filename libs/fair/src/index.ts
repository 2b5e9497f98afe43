export { boothBooked, boothCancelled, fairCancelled, fairMoved, fairPublished } from './fair.events.js';
export { FairModule, fairPermissions } from './fair.module.js';
export { FairReads, type FairView } from './fair.reads.js';
export { fairSchema } from './fair.schema.js';
