import { bool, id, instant, int, json, nested, oneOf, PageQuery, text } from '#platform/http';
import type { JobView } from './job-admin.js';
import type { RoomQueueView, RunningView } from './queue-room.js';
import { QUEUES, type QueueName } from './job.js';
import { JOB_STATES, type JobState } from './job-state.js';

export class JobQuery extends PageQuery {
  @text({ optional: true, max: 80 }) name?: string;
  @oneOf(QUEUES, 'QueueName', { optional: true }) queue?: QueueName;
  @oneOf(JOB_STATES, 'JobState', { optional: true }) state?: JobState;
}

export class JobProgressDto {
  @int() done: number;
  @int() total: number;
}

export class JobDto {
  @id() id: string;
  @text({ max: 80 }) name: string;
  @oneOf(QUEUES, 'QueueName') queue: QueueName;
  @oneOf(JOB_STATES, 'JobState') state: JobState;
  @bool({ about: 'runs by itself, again and again' }) scheduled: boolean;
  @json({ about: 'ids only' }) payload: object;
  @instant({ about: 'when it runs next, or was due' }) runAt: string;
  @int({ about: 'times it was taken up' }) attempts: number;
  @int({ nullable: true, about: 'failed tries after which it stays failed; null when this release does not know the job' }) maxAttempts:
    number | null;
  @int({ about: 'tries that failed' }) failures: number;
  @text({ nullable: true, max: 4000 }) lastError: string | null;
  @nested(() => JobProgressDto, { nullable: true }) progress: JobProgressDto | null;
  @bool({ about: 'it was told to stop and has not yet' }) cancelRequested: boolean;
  @instant() createdAt: string;
  @instant({ nullable: true }) startedAt: string | null;
  @instant({ nullable: true }) finishedAt: string | null;
}

export const jobDto = (job: JobView): JobDto => ({
  id: job.id,
  name: job.name,
  queue: job.queue,
  state: job.state,
  scheduled: job.scheduled,
  payload: job.payload,
  attempts: job.starts,
  maxAttempts: job.maxAttempts,
  failures: job.failures,
  lastError: job.lastError,
  progress: job.progressDone === null || job.progressTotal === null ? null : { done: job.progressDone, total: job.progressTotal },
  cancelRequested: job.cancelRequested,
  runAt: job.runAt.toISOString(),
  createdAt: job.createdAt.toISOString(),
  startedAt: job.startedAt?.toISOString() ?? null,
  finishedAt: job.finishedAt?.toISOString() ?? null,
});

export class MoveJobDto {
  @instant({ about: 'when it should run' }) runAt: string;
}

export class QueueDto {
  @oneOf(QUEUES, 'QueueName') queue: QueueName;
  @bool() paused: boolean;
  @int() waiting: number;
  @int() running: number;
  @int() failed: number;
  @int({ about: 'seconds that the longest waiting job is overdue' }) lateSeconds: number;
  @int({ about: 'ended well in the last hour' }) doneLately: number;
  @int({ about: 'given up in the last hour' }) failedLately: number;
}

export class JobKindDto {
  @oneOf(QUEUES, 'QueueName') queue: QueueName;
  @text({ max: 80 }) name: string;
  @int() waiting: number;
  @int() running: number;
  @int({ about: 'all that are kept' }) failed: number;
  @int({ about: 'in the last hour' }) doneLately: number;
  @int({ about: 'in the last hour' }) failedLately: number;
}

export class RunningJobDto {
  @id() id: string;
  @text({ max: 80 }) name: string;
  @oneOf(QUEUES, 'QueueName') queue: QueueName;
  @text({ min: 0, max: 40, about: 'machine of the worker' }) host: string;
  @int({ nullable: true, about: 'number of its process' }) process: number | null;
  @instant({ nullable: true }) startedAt: string | null;
  @int({ about: 'times it was taken up' }) starts: number;
}

export const runningDto = ({ startedAt, ...shown }: RunningView): RunningJobDto => ({
  ...shown,
  startedAt: startedAt?.toISOString() ?? null,
});

export class MovedJobsDto {
  @int() jobs: number;
}

export const queueDto = ({ queue, paused, counts, lateMs, doneLately, failedLately }: RoomQueueView): QueueDto => ({
  queue,
  paused,
  waiting: counts.waiting,
  running: counts.running,
  failed: counts.failed,
  lateSeconds: Math.round(lateMs / 1000),
  doneLately,
  failedLately,
});
