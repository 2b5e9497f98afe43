import { col, createIndex, createTable, type SchemaPart } from '#platform/db';
import { JobPauseRow, JobRow } from './job.entity.js';

export const jobsSchema: SchemaPart = {
  entities: [JobRow, JobPauseRow],
  migrations: [
    createTable('1790000001001', 'job', {
      columns: [
        col.key(),
        col.str('name', 80),
        col.str('queue', 16),
        col.str('key', 160, { nullable: true }),
        col.str('waitingKey', 250, { nullable: true }),
        col.str('scheduleKey', 80, { nullable: true }),
        col.json('payload'),
        col.str('state', 10),
        col.instant('runAt'),
        col.int('starts', { default: 0 }),
        col.int('failures', { default: 0 }),
        col.int('losses', { default: 0 }),
        col.txt('lastError', { nullable: true }),
        col.int('progressDone', { nullable: true }),
        col.int('progressTotal', { nullable: true }),
        col.flag('cancelRequested'),
        col.str('workerId', 120, { nullable: true }),
        col.instant('leaseUntil', { nullable: true }),
        col.instant('createdAt'),
        col.instant('startedAt', { nullable: true }),
        col.instant('finishedAt', { nullable: true }),
      ],
      indices: [
        { name: 'UQ_job_waiting', columns: ['waitingKey'], unique: true },
        { name: 'UQ_job_schedule', columns: ['scheduleKey'], unique: true },
        { name: 'IX_job_due', columns: ['queue', 'state', 'runAt'] },
        { name: 'IX_job_lease', columns: ['state', 'leaseUntil'] },
        { name: 'IX_job_name', columns: ['name'] },
      ],
    }),
    createTable('1790000001002', 'job_pause', {
      columns: [col.key('queue'), col.instant('pausedAt'), col.ref('pausedBy', { nullable: true })],
    }),
    createIndex('1790000001013', 'job', 'IX_job_finished', ['state', 'finishedAt']),
  ],
};
