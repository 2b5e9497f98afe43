import { defineJob } from '#platform/jobs';

/** Keeps every retention rule of the program, once a day. */
export const sweepRetention = defineJob({ name: 'retention.sweep', schedule: { dailyAt: '03:30' } });

/** Finds out whether there is such an account, and sends it a link. */
export const answerResetRequest = defineJob<{ requestId: string }>({ name: 'access.answer_reset_request', queue: 'urgent' });
