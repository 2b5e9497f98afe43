import { In, LessThan } from 'typeorm';
import { defineRetention, keepWithoutRule, type RetentionRule } from '#platform/db';
import { JobRow } from './job.entity.js';

const ended = (state: 'done' | 'cancelled' | 'failed', keepDays: number, source: string): RetentionRule =>
  defineRetention({
    name: `job.${state}`,
    keepDays,
    source,
    sweep: async (uow, before, limit) => {
      const rows = await uow.manager.find(JobRow, { select: { id: true }, where: { state, finishedAt: LessThan(before) }, take: limit });
      if (rows.length > 0) await uow.manager.delete(JobRow, { id: In(rows.map((row) => row.id)), state });
      return rows.length;
    },
  });

export const jobsRetention = [
  ended('done', 14, 'long enough to see what ran before something went wrong'),
  ended('cancelled', 90, 'long enough to ask who cancelled it and why'),
  ended('failed', 366, 'somebody has to look at each; a year covers every yearly report'),
];

keepWithoutRule('one row for each queue that is paused', 'job_pause');
