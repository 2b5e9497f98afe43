export { defineEvent, Events, type EventKind } from './event.js';
export { defineJob, JobQueue, QUEUES, type Job, type JobContext, type QueueName } from './job.js';
