import { defineJob } from '#platform/jobs';

/** A list that takes down twice whoever reads it, be it a reader or a whole server, is not tried again. */
export const MOST_DEATHS = 2;

/**
 * Reads an uploaded list, or understands it again through a corrected mapping.
 * `only`: those of its rows whose text a person corrected, as the number of that text among those of the field.
 */
export const readImport = defineJob<{ importId: string; only?: { field: string; ref: number } }>({
  name: 'need.read_import',
  queue: 'import',
  attempts: 3,
  losses: MOST_DEATHS,
  backoffMs: 2_000,
  key: ({ importId }) => importId,
});

/** Saves a long list that somebody confirmed, portion by portion; taken up again it goes on behind the last one. */
export const saveImport = defineJob<{ importId: string }>({
  name: 'need.save_import',
  queue: 'import',
  backoffMs: 2_000,
  key: ({ importId }) => importId,
});

/** Takes a long list back that was saved, portion by portion; taken up again it goes on behind the last one. */
export const takeBackImport = defineJob<{ importId: string }>({
  name: 'need.take_back_import',
  queue: 'import',
  backoffMs: 2_000,
  key: ({ importId }) => importId,
});

/** What was staged is kept for a month, for the wrong rows to be fetched; the needs it became stay. */
export const sweepImports = defineJob({ name: 'need.sweep_imports', queue: 'import', schedule: { dailyAt: '03:50' } });
