export { NEED_FORMS, NEED_SHIFTS, NEED_STATES, openPlaces, shortageOf, STALE_AFTER_DAYS, type Figures, type NeedForm, type NeedShift, type NeedState } from './domain/need.js';
export { importNeedsFile, type ImportedFile } from './import/import.command.js';
export { needChanged, needFilled, needPublished, needReported, needsImported, needWentStale, needWithdrawn, type NeedEvent } from './need.events.js';
export { NeedFeed, type BoardNeedRow } from './need.feed.js';
export { NeedLedger, type LedgerRef, type NeedView } from './need.ledger.js';
export { NeedModule } from './need.module.js';
export { NeedReads } from './need.reads.js';
export { needSchema } from './need.schema.js';
