import { defineEvent } from '#platform/jobs';
import type { Paper } from './domain/supply.js';

/** A supplier offers people. */
export const batchOffered = defineEvent<{ batchId: string; supplierId: string; nodePath: string; people: number }>('supply.batch_offered');

/** What decides where a batch's people can go is another one, or it was closed. */
export const batchChanged = defineEvent<{ batchId: string }>('supply.batch_changed');

/** An agreement or a licence ends soon, or has ended: its last day is `until`, YYYY-MM-DD. */
export const supplierPaperEnds = defineEvent<{ supplierId: string; supplierName: string; nodePath: string; paper: Paper; until: string }>(
  'supply.paper_ends',
);
