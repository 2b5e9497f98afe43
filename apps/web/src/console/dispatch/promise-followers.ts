/** What may look different once a promise moved: the first words of query keys. */
export const PROMISE_FOLLOWERS = ['promises', 'needs', 'proposals', 'batches', 'trips', 'board'];
