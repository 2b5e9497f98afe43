export {
  isUnposted,
  NEED_FORMS,
  NEED_GAPS,
  NEED_SHIFTS,
  NEED_STATES,
  openPlaces,
  placesToGive,
  shortageOf,
  STALE_AFTER_DAYS,
  type Figures,
  type NeedForm,
  type NeedShift,
  type NeedState,
} from './domain/need.js';
export { FIELDS as importFields } from './domain/import/fields.js';
export { ImportService } from './import/import.service.js';
export { ImportTakeBack } from './import/import.take-back.js';
export { importNeedsFile, type ImportedFile } from './import/import.command.js';
export {
  importTakenBack,
  needApproved,
  needAwaitsCheck,
  needChanged,
  needFiguresConfirmed,
  needFilled,
  needPublished,
  needReported,
  needRevised,
  needRevisionApproved,
  needRevisionSentBack,
  needSentBack,
  needsImported,
  needStartPassed,
  needWentStale,
  needWithdrawn,
  type NeedEvent,
} from './need.events.js';
export { TERM_COLUMNS, termsOf, type NeedTerms } from './domain/terms.js';
export { NeedEdits, type NeedChange } from './need.edits.js';
export { NeedProportionRules } from './need.proportion-rule.js';
export { NeedFigures, type FiguredPost } from './need.figures.js';
export { NeedFeed, STANDING_STATES, type BoardNeedRow } from './need.feed.js';
export { sendStale } from './need.jobs.js';
export { NeedLedger, type LedgerRef, type NeedView } from './need.ledger.js';
export { NeedModule, needPermissions } from './need.module.js';
export { postingIn, type Said } from './posting.dto.js';
export { NeedReads, type NeedContact } from './need.reads.js';
export type { OpenNeed } from './need.repository.js';
export { needRetention } from './need.retention.js';
export { NeedOpenings, type Openings } from './need-openings.js';
export { needSchema } from './need.schema.js';
export { NeedShortages, type OccupationShortage } from './need.shortages.js';
export type { Saved } from './need.rules.js';
export { NeedService } from './need.service.js';
export { blankPosting, type Posting } from './domain/posting-fields.js';
export { startPassed } from './domain/posting.js';
export { publicPosting, PublicPostingAnswer } from './posting.dto.js';
export { refusedIn } from './domain/publishing.js';
