import type { DemoCity } from './seed.js';

/** Matching, promises and trips of the demo city. */
export const seedChain = async (_demo: DemoCity, _supplierIds: string[]): Promise<void> => {};
