import { defineJob } from '#platform/jobs';

/** Runs when the time of a promise is over. */
export const lapsePromise = defineJob<{ promiseId: string }>({ name: 'dispatch.lapse_promise', key: ({ promiseId }) => promiseId });
/** Warns of promises that lapse soon, and of accepted ones that still have no trip. */
export const watchPromises = defineJob({ name: 'dispatch.watch_promises', schedule: { everyMs: 15 * 60_000 } });
/** Makes the 30, 90 and 180 day checks of people who signed. */
export const prepareRetention = defineJob({ name: 'dispatch.prepare_retention', schedule: { dailyAt: '02:10' } });
/** Tells enterprises of checks that are due, and their county of those that are late. */
export const chaseRetention = defineJob({ name: 'dispatch.chase_retention', schedule: { dailyAt: '09:05' } });
/** Counts what became of promises, for the figures of suppliers, enterprises and cohorts. */
export const tallyPromises = defineJob({ name: 'dispatch.tally_promises', schedule: { everyMs: 15 * 60_000 } });
/** Personal data of manifests is kept three years, as recruitment records are. */
export const forgetPeople = defineJob({ name: 'dispatch.forget_people', schedule: { dailyAt: '03:50' } });
