import { defineJob } from '#platform/jobs';

/** Seals what earlier releases wrote in clear, and looks again: the release before may still write beside this one for a while. */
export const sealClear = defineJob({ name: 'crypto.seal_clear', schedule: { everyMs: 6 * 3_600_000 } });

/** Keeps every retention rule of the program, once a day. */
export const sweepRetention = defineJob({ name: 'retention.sweep', schedule: { dailyAt: '03:30' } });

/** Finds out whether there is such an account, and sends it a link. */
export const answerResetRequest = defineJob<{ requestId: string }>({ name: 'access.answer_reset_request', queue: 'urgent' });
