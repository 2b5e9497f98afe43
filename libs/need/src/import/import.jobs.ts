import { defineJob } from '#platform/jobs';

/** Reads an uploaded list, or understands it again through a corrected mapping. */
export const readImport = defineJob<{ importId: string }>({
  name: 'need.read_import',
  queue: 'import',
  attempts: 3,
  backoffMs: 2_000,
  key: ({ importId }) => importId,
});

/** What was staged is kept for a month, for the wrong rows to be fetched; the needs it became stay. */
export const sweepImports = defineJob({ name: 'need.sweep_imports', queue: 'import', schedule: { dailyAt: '03:50' } });
