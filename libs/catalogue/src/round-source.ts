import type { RoundData } from './domain/figures/round.js';

/** A frozen round as catalogues are made of it. */
export interface SurveyedRound {
  data: RoundData;
  /** SHA-256 of the frozen answers. */
  digest: string;
  /** The version that was published; 0 before. */
  publishedVersion: number;
  publishedAt: Date | null;
}

/**
 * Between the library that surveys and this one, neither of which may know the other. The map implements it.
 */
export abstract class RoundSource {
  /** @param version `latest` for the one that is true now @returns null for a round or version that does not exist. */
  abstract read(roundId: string, version: number | 'latest'): Promise<SurveyedRound | null>;
}
