export { BatchLedger } from './batch-ledger.js';
export {
  BATCH_STATES,
  BATCH_TERMS,
  batchTermsOf,
  STATION_LEVELS,
  SUPPLIER_KINDS,
  type BatchState,
  type StationLevel,
  type SupplierKind,
} from './domain/supply.js';
export { Proposals, type ProposedGroup } from './proposals.js';
export { batchChanged, batchOffered, supplierPaperEnds } from './supply.events.js';
export { remindOfPapers } from './supply.jobs.js';
export { SupplyModule, supplyPermissions } from './supply.module.js';
export { SupplyReads, type BatchView, type SupplierView } from './supply.reads.js';
export { supplyRetention } from './supply.retention.js';
export { supplySchema } from './supply.schema.js';
