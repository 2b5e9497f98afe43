import { defineEvent } from '#platform/jobs';

/** A supplier offers people. */
export const batchOffered = defineEvent<{ batchId: string; supplierId: string; nodePath: string; people: number }>('supply.batch_offered');

/** What decides where a batch's people can go is another one, or it was closed. */
export const batchChanged = defineEvent<{ batchId: string }>('supply.batch_changed');
