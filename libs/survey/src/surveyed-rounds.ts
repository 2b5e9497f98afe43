import { Injectable } from '@nestjs/common';
import { idsOf, OrgTree } from '#access';
import { EnterpriseReads } from '#enterprise';
import { roundDataOf, type Client, type RoundData } from './round-data.js';
import { SurveyReads, type FrozenSurvey } from './survey.reads.js';

const AT_ONCE = 500;

/** A frozen round, and what makes it citable. */
export interface SurveyedRound {
  data: RoundData;
  /** SHA-256 of the frozen answers. */
  digest: string;
  /** The version that was published; 0 before. */
  publishedVersion: number;
  publishedAt: Date | null;
}

/** Hands frozen rounds over to whoever makes figures of them. */
@Injectable()
export class SurveyedRounds {
  constructor(
    private readonly surveys: SurveyReads,
    private readonly enterprises: EnterpriseReads,
    private readonly org: OrgTree,
  ) {}

  /** @returns null for a round or version that does not exist. */
  async read(roundId: string, which: number | 'latest'): Promise<SurveyedRound | null> {
    const round = await this.surveys.round(roundId);
    const version = which === 'latest' ? (round?.latest ?? 0) : which;
    if (!round || version < 1 || version > round.latest) return null;
    const frozen = await this.surveys.frozen(roundId, version);
    const region = await this.org.regions();
    // What hangs on the city itself is a place of its own.
    const regionOf = (nodePath: string): string => region(nodePath) ?? idsOf(nodePath).at(-1) ?? '';
    const data = roundDataOf(frozen, { regionOf, clients: await this.clientsIn(frozen) });
    return { data, digest: frozen.digest, publishedVersion: round.publishedVersion, publishedAt: round.publishedAt };
  }

  private async clientsIn({ rows }: FrozenSurvey): Promise<Map<string, Client>> {
    const codes = [...new Set(rows.flatMap(({ clientCreditCode }) => clientCreditCode ?? []))];
    const clients = new Map<string, Client>();
    for (let i = 0; i < codes.length; i += AT_ONCE)
      for (const one of await this.enterprises.byCreditCodes(codes.slice(i, i + AT_ONCE))) clients.set(one.creditCode ?? '', one);
    return clients;
  }
}
