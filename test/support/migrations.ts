import type { DataSource } from 'typeorm';
import { pendingMigrations, revert } from '#platform/db';

/** Brings a database back to what it was before the migration with this stamp, however many came since. */
export const revertBefore = async (source: DataSource, stamp: string): Promise<void> => {
  while (!(await pendingMigrations(source)).some((name) => name.includes(stamp))) await revert(source);
};
