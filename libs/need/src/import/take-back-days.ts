import type { ImportBatch } from './import.entity.js';

/** Whether it may be taken back still. */
export const mayBeTakenBack = ({ state, takeBackUntil }: ImportBatch, now: Date): boolean =>
  state === 'confirmed' && takeBackUntil !== null && now < takeBackUntil;
