import type { SchemaPart } from '#platform/db';

export { ShortageModule } from './shortage.module.js';

/** The live board has no tables of its own: it is summed from the needs. */
export const shortageSchema: SchemaPart = { entities: [], migrations: [] };
