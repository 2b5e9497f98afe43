import type { Settings } from '#platform/config';
import type { ImportBatch } from './import.entity.js';

const DAY_MS = 86_400_000;

/** Whether it may be taken back still. */
export const mayBeTakenBack = ({ state, takeBackUntil }: ImportBatch, now: Date): boolean =>
  state === 'confirmed' && takeBackUntil !== null && now < takeBackUntil;

/** Until when a list that is saved now may be taken back; null where the office wants none to be. */
export const takeBackUntil = (now: Date, { IMPORT_TAKE_BACK_DAYS: days }: Settings): Date | null =>
  days === 0 ? null : new Date(now.getTime() + days * DAY_MS);
