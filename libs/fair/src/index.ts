export { boothBooked, boothCancelled, fairCancelled, fairMoved, fairPublished } from './fair.events.js';
export { FairModule } from './fair.module.js';
export { fairSchema } from './fair.schema.js';
