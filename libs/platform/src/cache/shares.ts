import type { Settings } from '#platform/config';

const MIB = 1_048_576;

/** How the memory of CACHE_MIB is divided. */
const SHARES = {
  /** Answers of the board, as they went out. */
  'board.answers': 0.2,
  /** Posts that the board has shown. */
  'board.posts': 0.15,
  /** Which titles of the board a query finds. */
  'board.searches': 0.1,
  /** Public pages as they were drawn. */
  'pages.drawn': 0.05,
  /** Published catalogues, opened. */
  'catalogue.opened': 0.15,
  /** Their documents: PDF, Excel, CSV. */
  'catalogue.documents': 0.12,
  /** Frozen answers behind their figures. */
  'catalogue.rounds': 0.2,
  /** Pictures of fairs for messengers. */
  'fair.pictures': 0.03,
} as const;

export type CacheName = keyof typeof SHARES;

/** Bytes that this cache of the process may take. */
export const cacheBytes = ({ CACHE_MIB }: Settings, name: CacheName): number => CACHE_MIB * MIB * SHARES[name];
