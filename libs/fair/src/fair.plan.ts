import type { Fair } from './fair.entity.js';

/** What somebody says of a fair that they plan. */
export type NewFair = Omit<
  Fair,
  'id' | 'nodePath' | 'state' | 'stage' | 'cancelReason' | 'createdAt' | 'version' | 'seriesId' | 'openedAt'
>;
export type FairPatch = Partial<Omit<NewFair, 'nodeId'>>;
