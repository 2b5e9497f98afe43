import { defineEvent } from '#platform/jobs';

/** A supplier offers people. */
export const batchOffered = defineEvent<{ batchId: string; supplierId: string; nodePath: string; people: number }>('supply.batch_offered');
