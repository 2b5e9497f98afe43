/** What a closed survey round hands over: plain data, one answer per enterprise, one row per occupation and skill level it is short of. */
export interface RoundData {
  round: { id: string; quarter: string; version: number; asOf: string };
  strata: Stratum[];
  /** Those that answered. */
  enterprises: RoundEnterprise[];
  rows: RoundRow[];
  /** People looking for work in the quarter; left out, no ratio can be told. */
  seekers?: Seekers | undefined;
  /** What became of posted needs in the quarter, by occupation; left out, those indicators are not scored. */
  posts?: PostHistory[] | undefined;
}

export interface Stratum {
  /** Parts from coarse to fine, parted by `|`, such as `large|manufacturing`. */
  key: string;
  population: number;
  sampled: number;
  responded: number;
}

export interface RoundEnterprise {
  id: string;
  /** County or zone. */
  nodeId: string;
  industry: string;
  size: string;
  /** 规上: above the designated size. */
  aboveScale: boolean;
  stratum: string;
  employees: number;
}

export interface RoundRow {
  enterpriseId: string;
  /** A code of the classification, of any level; empty when nobody could tell. */
  occupation: string;
  skillLevel: number;
  short: number;
  /** People needed in all, those who are there included; 0 when not asked. */
  neededInAll: number;
  reason: string | null;
  /** Fen a month. */
  wageFrom: number | null;
  wageTo: number | null;
  needId?: string | null | undefined;
}

export interface Seekers {
  byOccupation: Record<string, number>;
  byLevel: Record<number, number>;
  /** Seekers who name no occupation. */
  unnamed: number;
}

export interface PostHistory {
  occupation: string;
  asked: number;
  filled: number;
  /** Mean days for which the open places have been open. */
  daysOpen: number;
}

/** Levels of a code below "all": major, middle, minor group, occupation. */
export const DEPTH = 4;

/** Holds the place of a level that a row's code does not reach; such a code is never shown. */
export const UNNAMED = '·';

/** A code's line through the classification, from "all" (empty) to itself, always {@link DEPTH} + 1 long. */
export const lineOf = (code: string): string[] => {
  const parts = code === '' ? [] : code.split('-').slice(0, DEPTH);
  while (parts.length < DEPTH) parts.push(UNNAMED);
  return ['', ...parts.map((_, i) => parts.slice(0, i + 1).join('-'))];
};

export const depthOf = (code: string): number => (code === '' ? 0 : code.split('-').length);
