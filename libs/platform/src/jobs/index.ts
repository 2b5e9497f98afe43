export { defineEvent, EventMap, Events, type EventKind } from './event.js';
export { defineJob, definedJobs, FinalJobError, JobQueue, QUEUES, type Job, type JobContext, type QueueName } from './job.js';
export { JobAdmin, type JobFilter, type JobView, type QueueView } from './job-admin.js';
export { JOB_STATES, type JobState } from './job-state.js';
export { JobLostError } from './claims.js';
export { JobsModule } from './jobs.module.js';
export { jobsSchema } from './jobs.schema.js';
export { type JobTuning } from './policy.js';
export { GivenUp, Handles, JobHandlersError, type GivenUpJob, type JobHandler, type JobsOptions } from './registry.js';
