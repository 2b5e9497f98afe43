import { Entity, Index, PrimaryColumn } from 'typeorm';
import { Flag, Instant, Int, Json, Key, Ref, Str, Txt } from '#platform/db';
import type { QueueName } from './job.js';
import type { JobState } from './job-state.js';

/** Outbox and truth: a job is what its row says, whatever Redis holds. */
@Entity('job')
@Index('UQ_job_waiting', ['waitingKey'], { unique: true })
@Index('UQ_job_schedule', ['scheduleKey'], { unique: true })
@Index('IX_job_due', ['queue', 'state', 'runAt'])
@Index('IX_job_lease', ['state', 'leaseUntil'])
@Index('IX_job_finished', ['state', 'finishedAt'])
@Index('IX_job_name', ['name'])
export class JobRow {
  @Key() id: string;
  @Str(80) name: string;
  @Str(16) queue: QueueName;
  @Str(160, { nullable: true }) key: string | null;
  /** Name and key while the job waits; unique, so that a second one cannot. */
  @Str(250, { nullable: true }) waitingKey: string | null;
  /** Name of a job that runs by itself: one row lives on from run to run. */
  @Str(80, { nullable: true }) scheduleKey: string | null;
  @Json() payload: object;
  @Str(10) state: JobState;
  @Instant() runAt: Date;
  /** Times it was taken up. With `workerId` it names one claim. */
  @Int({ default: 0 }) starts: number;
  /** Tries that threw since it was enqueued or retried by hand. */
  @Int({ default: 0 }) failures: number;
  /** Times its worker vanished. */
  @Int({ default: 0 }) losses: number;
  @Txt({ nullable: true }) lastError: string | null;
  @Int({ nullable: true }) progressDone: number | null;
  @Int({ nullable: true }) progressTotal: number | null;
  @Flag() cancelRequested: boolean;
  @Str(120, { nullable: true }) workerId: string | null;
  @Instant({ nullable: true }) leaseUntil: Date | null;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) startedAt: Date | null;
  @Instant({ nullable: true }) finishedAt: Date | null;
}

/** A row stands for a paused queue. */
@Entity('job_pause')
export class JobPauseRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) queue: QueueName;
  @Instant() pausedAt: Date;
  @Ref({ nullable: true }) pausedBy: string | null;
}
