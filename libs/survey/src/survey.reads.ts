import { Injectable } from '@nestjs/common';
import { notFound } from '#platform/http';
import { unpack, type FrozenRow } from './domain/frozen.js';
import type { RoundForm, RoundState } from './domain/round.js';
import { Freezer } from './freeze.service.js';
import { MemberRepository } from './member.repository.js';
import { RoundRepository } from './round.repository.js';
import type { SurveyRound } from './survey.entity.js';

/** A round as other libraries may know it. */
export interface SurveyRoundView {
  id: string;
  quarter: string;
  form: RoundForm;
  state: RoundState;
  opensOn: string;
  closesOn: string;
  closedAt: Date | null;
  publishedAt: Date | null;
  seed: number;
  /** Frozen version that is true now, 0 while open, and the one that was published, 0 before. */
  latest: number;
  publishedVersion: number;
}

/** A stratum of the sample: county × industry division × size, those asked for certain apart. */
export interface FrozenStratum {
  /** 'county|division|size|all' or '…|part'. */
  key: string;
  countyId: string;
  division: string;
  sizeClass: string;
  certain: boolean;
  /** Enterprises in the frame, N_h; asked, n_h; and answered. */
  frame: number;
  asked: number;
  responded: number;
}

export interface FrozenSurvey {
  round: SurveyRoundView;
  version: number;
  digest: string;
  /** Enterprises that answered; one that is short of nobody has no rows but stands here. */
  enterprises: {
    memberId: string;
    enterpriseId: string;
    stratum: string;
    nodePath: string;
    industryCode: string | null;
    sizeClass: string | null;
    aboveScale: boolean;
    employees: number | null;
  }[];
  strata: FrozenStratum[];
  rows: FrozenRow[];
}

/** Answers other libraries' questions about rounds; checks no permission. */
@Injectable()
export class SurveyReads {
  constructor(
    private readonly rounds: RoundRepository,
    private readonly members: MemberRepository,
    private readonly freezer: Freezer,
  ) {}

  async round(id: string): Promise<SurveyRoundView | null> {
    const round = await this.rounds.byId(id);
    return round && viewOf(round);
  }

  /** Rounds that are closed or published, latest quarter first. */
  async closedRounds(limit = 40): Promise<SurveyRoundView[]> {
    const rounds = [...(await this.rounds.ofState('closed')), ...(await this.rounds.ofState('published'))];
    return rounds
      .sort((a, b) => (a.quarter < b.quarter ? 1 : -1))
      .slice(0, limit)
      .map(viewOf);
  }

  /** What a closed round holds, in one read of compact portions.
   * @param version the latest when left out
   * @throws Problem for a round or version that does not exist */
  async frozen(roundId: string, version?: number): Promise<FrozenSurvey> {
    const round = await this.rounds.byId(roundId);
    if (!round) throw notFound('survey-round', roundId);
    const { version: kept, answers } = await this.freezer.read(roundId, version ?? round.latest);
    const strata = (await this.members.strata(roundId)).map(({ stratum, stratumSize, stratumDrawn }): FrozenStratum => {
      const [countyId = '', division = '-', sizeClass = '-', kind] = stratum.split('|');
      return {
        key: stratum,
        countyId,
        division,
        sizeClass,
        certain: kind === 'all',
        frame: stratumSize,
        asked: stratumDrawn,
        responded: kept.responded[stratum] ?? 0,
      };
    });
    return {
      round: viewOf(round),
      version: kept.number,
      digest: kept.digest,
      strata,
      rows: answers.flatMap(unpack),
      enterprises: answers.map(([memberId, enterpriseId, nodePath, industryCode, sizeClass, stratum, employees, , aboveScale]) => ({
        memberId,
        enterpriseId,
        stratum,
        nodePath,
        industryCode,
        sizeClass,
        aboveScale,
        employees,
      })),
    };
  }
}

const viewOf = ({
  id,
  quarter,
  form,
  state,
  opensOn,
  closesOn,
  closedAt,
  publishedAt,
  seed,
  latest,
  publishedVersion,
}: SurveyRound): SurveyRoundView => ({
  id,
  quarter,
  form,
  state,
  opensOn,
  closesOn,
  closedAt,
  publishedAt,
  seed,
  latest,
  publishedVersion,
});
