import type { UpdateResult } from 'typeorm';

/** Thrown when a guarded update found its row in another state: somebody else was faster. Nothing was written. */
export class GuardError extends Error {
  constructor(readonly what: string) {
    super(`${what} has changed meanwhile or does not allow this`);
  }
}

/** Turns `UPDATE … WHERE guard` into a claim: it succeeds with exactly `rows` affected rows or throws {@link GuardError}. */
export const guarded = (result: Pick<UpdateResult, 'affected'>, what: string, rows = 1): void => {
  if (result.affected !== rows) throw new GuardError(what);
};

const DUPLICATE_CODES = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'];

/** Another row has the same unique key. On both databases the transaction could go on after it. */
export const isDuplicate = (error: unknown): boolean => {
  const cause = (error as { driverError?: { errno?: number; code?: string; message?: string } }).driverError;
  return cause?.errno === 1062 || DUPLICATE_CODES.includes(cause?.code ?? '') || /UNIQUE constraint failed/.test(cause?.message ?? '');
};
