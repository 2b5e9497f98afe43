import type { Change } from './change.js';
import type { Grade, GradePolicy, Indicator } from './grade.js';
import type { RankWeights } from './rank.js';
import type { TableName } from './tables.js';

/** A frozen quarter: what is published of a round, and never changed afterwards. Numbers of people are rounded to whole ones. */
export interface Catalogue {
  roundId: string;
  quarter: string;
  version: number;
  asOf: string;
  figure: 'frozen';
  response: { population: number; sampled: number; responded: number; responseRate: number; coverage: number };
  policy: { rank: RankWeights; grade: GradePolicy; withholdBelow: number; confidence: 0.95 };
  occupations: CatalogueLine[];
  /** Codes of the list before that are not on this one. */
  left: string[];
  cells: CatalogueCell[];
}

/** One occupation of any level of the code. What is withheld has null in every figure. */
export interface CatalogueLine {
  code: string;
  withheld: boolean;
  estimate: number | null;
  low: number | null;
  high: number | null;
  enterprises: number | null;
  /** Short / needed in all. */
  shortageRate: number | null;
  ratio: number | null;
  divisions: number | null;
  /** Occupations only, not the groups above them. */
  rank: number | null;
  score: number | null;
  change: Change | null;
  grade: Grade;
  points: Record<Indicator, number | null> | null;
  quarters: number | null;
  /** Median of the middles of the offered wages, fen a month. */
  wageFen: number | null;
  /** The reason behind the most people; shares are not told, as they would tell of single enterprises. */
  mainReason: string | null;
}

export interface CatalogueCell {
  table: TableName;
  occupation: string | null;
  node: string | null;
  level: number | null;
  industry: string | null;
  size: string | null;
  aboveScale: boolean | null;
  withheld: boolean;
  estimate: number | null;
  /** Only in the total and the one-way tables. */
  low: number | null;
  high: number | null;
  /** By level only. */
  ratio: number | null;
  /** Short / needed in all; in the province's table only. */
  shortageRate: number | null;
}

/** What of the quarter before is looked at. */
export interface Earlier {
  occupations: readonly Pick<CatalogueLine, 'code' | 'rank' | 'quarters' | 'wageFen'>[];
}
