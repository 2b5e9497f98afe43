import { defineJob } from '#platform/jobs';

/** Who owes the results of fairs that have ended is written down. */
export const noteOwedResults = defineJob({ name: 'fair.note_results', schedule: { everyMs: 600_000 } });

/** Enterprises are asked what came of their fairs, and people whether they were hired. */
export const askForResults = defineJob({ name: 'fair.ask_results', schedule: { dailyAt: '09:00' } });

/** Figures of fairs that nobody is asked about any more are kept without people. */
export const freezeFigures = defineJob({ name: 'fair.freeze_figures', schedule: { dailyAt: '02:10' } });
