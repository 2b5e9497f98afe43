import { defineJob } from '#platform/jobs';

/** Runs when the 72 hours of a promise are over. */
export const lapsePromise = defineJob<{ promiseId: string }>({ name: 'dispatch.lapse_promise', key: ({ promiseId }) => promiseId });
/** Makes the 30, 90 and 180 day checks of people who signed. */
export const prepareRetention = defineJob({ name: 'dispatch.prepare_retention', schedule: { dailyAt: '02:10' } });
/** Personal data of manifests is kept three years, as recruitment records are. */
export const forgetPeople = defineJob({ name: 'dispatch.forget_people', schedule: { dailyAt: '03:50' } });
