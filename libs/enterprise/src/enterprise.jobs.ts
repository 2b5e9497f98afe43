import { defineJob } from '#platform/jobs';

export const sweepFiles = defineJob({ name: 'enterprise.sweep_files', schedule: { dailyAt: '03:10' } });
