import { defineEvent } from '#platform/jobs';

/** What every event of a need says. */
export interface NeedEvent {
  needId: string;
  enterpriseId: string;
  nodePath: string;
}

/** The county checks it before it is published; `at` (ISO) names the time it was handed in. */
export const needAwaitsCheck = defineEvent<NeedEvent & { nodeId: string; at: string }>('need.awaits_check');
export const needSentBack = defineEvent<NeedEvent & { reason: string; at: string }>('need.sent_back');
/** A change of a published post waits for the office of `nodePath`; the post stands as it was checked. */
export const needRevised = defineEvent<NeedEvent & { at: string }>('need.revised');
export const needRevisionSentBack = defineEvent<NeedEvent & { reason: string; at: string }>('need.revision_sent_back');
export const needRevisionApproved = defineEvent<NeedEvent & { at: string }>('need.revision_approved');
/** Published by whoever checked it. */
export const needApproved = defineEvent<NeedEvent>('need.approved');
export const needPublished = defineEvent<NeedEvent>('need.published');
/** What is said about a published need was changed, or what it is short of was restated. */
export const needChanged = defineEvent<NeedEvent>('need.changed');
export const needWithdrawn = defineEvent<NeedEvent & { reason: string }>('need.withdrawn');
/** Somebody said that a figure which is out of proportion is meant; `at` (ISO) is when. */
export const needFiguresConfirmed = defineEvent<NeedEvent & { short: number; at: string }>('need.figures_confirmed');
/** As many signed as were short. */
export const needFilled = defineEvent<NeedEvent>('need.filled');
/** A reader of the board reported it; `reportId` is the county's task. */
export const needReported = defineEvent<NeedEvent & { reportId: string; kind: string }>('need.reported');
/** Not confirmed for one survey period + 14 days; `confirmedAt` (ISO) is when it last was. */
export const needWentStale = defineEvent<NeedEvent & { confirmedAt: string }>('need.went_stale');
/** The rows of an import were confirmed. One event for all of them. */
export const needsImported = defineEvent<{ batchId: string; userId: string; nodePath: string; created: number; changed: number }>(
  'need.imported',
);
