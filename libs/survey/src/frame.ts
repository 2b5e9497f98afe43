import { Injectable } from '@nestjs/common';
import { idsOf, OrgTree } from '#access';
import { EnterpriseReads, type EnterpriseView } from '#enterprise';
import { NeedReads } from '#need';
import { yuanOf } from '#reference';
import { pairKey } from './domain/industry-fit.js';
import type { FrameUnit } from './domain/sample.js';
import { wageRanges, type WageOffer, type WageRanges } from './domain/wages.js';
import type { SurveyRound } from './survey.entity.js';
import { SurveyReads } from './survey.reads.js';

const AT_ONCE = 2_000;
/** Enterprises that have to name a pair of occupation and industry before it counts as usual. */
const USUAL_FROM = 3;

/** An enterprise as the sample is drawn from. */
export interface FrameEnterprise extends FrameUnit {
  enterprise: EnterpriseView;
}

/** What a round starts from: all enterprises, and what was usual before. */
@Injectable()
export class Frame {
  constructor(
    private readonly enterprises: EnterpriseReads,
    private readonly needs: NeedReads,
    private readonly surveys: SurveyReads,
    private readonly org: OrgTree,
  ) {}

  async units(): Promise<FrameEnterprise[]> {
    const units: FrameEnterprise[] = [];
    const regionOf = await this.org.regions();
    // Who hangs on the city itself is drawn from there.
    const countyOf = (nodePath: string): string => regionOf(nodePath) ?? idsOf(nodePath).at(-1) ?? '';
    for (let after = ''; ;) {
      const some = await this.enterprises.inOrder(after, AT_ONCE);
      for (const enterprise of some) units.push({ ...enterprise, countyId: countyOf(enterprise.nodePath), enterprise });
      if (some.length < AT_ONCE) return units;
      after = some.at(-1)?.id ?? after;
    }
  }

  /** Wages that were offered in the last round and in the ledger, and pairs of occupation and industry that several enterprises named. */
  async usual(units: readonly FrameEnterprise[], previous: SurveyRound | null): Promise<{ ranges: WageRanges; usualPairs: string[] }> {
    const industry = new Map(units.map(({ id, industryCode }) => [id, industryCode]));
    const offers: WageOffer[] = [];
    const named = new Map<string, Set<string>>();
    const take = (enterpriseId: string, industryCode: string | null, offer: WageOffer): void => {
      offers.push(offer);
      const key = pairKey(offer.occupationCode, industryCode);
      named.set(key, (named.get(key) ?? new Set()).add(enterpriseId));
    };
    for (const row of previous ? (await this.surveys.frozen(previous.id)).rows : []) {
      take(row.enterpriseId, row.industryCode, { occupationCode: row.occupationCode, fromYuan: row.wageFromYuan, toYuan: row.wageToYuan });
    }
    for (let after: string | undefined; ;) {
      const needs = await this.needs.openFor({ ...(after ? { after } : {}), limit: AT_ONCE });
      for (const { enterpriseId, occupationCode, wageFromFen, wageToFen } of needs) {
        if (occupationCode)
          take(enterpriseId, industry.get(enterpriseId) ?? null, {
            occupationCode,
            fromYuan: yuanOf(wageFromFen),
            toYuan: yuanOf(wageToFen),
          });
      }
      if (needs.length < AT_ONCE) break;
      after = needs.at(-1)?.id;
    }
    return { ranges: wageRanges(offers), usualPairs: [...named].flatMap(([key, who]) => (who.size >= USUAL_FROM ? [key] : [])) };
  }
}
