import { Injectable } from '@nestjs/common';
import { EnterpriseReads } from '#enterprise';
import { NeedReads, NeedShortages, type NeedView } from '#need';
import { pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import { addDays } from '#platform/dates';
import { BoothPost } from '../booth/booth.entity.js';
import { allows, stateOf } from '../domain/states.js';
import { isWithinIndustry, isWithinOccupation } from '../domain/theme.js';
import { Booth, type Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { FairRepository } from '../fair.repository.js';
import { FairViews, type FairShown } from '../fair.views.js';

const DAYS_AHEAD = 120;
const MOST = 1_000;
const SHOWN = 100;

export interface FittingFair {
  shown: FairShown;
  /** Why it fits: it is about an occupation that is short, about the industry, or for everybody and near. */
  why: 'occupation' | 'industry' | 'general';
}

export interface PostAtFair {
  need: NeedView;
  enterpriseName: string;
  boothNumber: string;
}

/** Fairs as they are looked for: which fit an enterprise, and which posts are shown at one. */
@Injectable()
export class FairSearch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly views: FairViews,
    private readonly needs: NeedReads,
    private readonly shortages: NeedShortages,
    private readonly enterprises: EnterpriseReads,
    private readonly ports: FairPorts,
  ) {}

  /** Open fairs for the enterprises that a person acts for: the best reason first, then by day. */
  async fitting(who: Principal): Promise<FittingFair[]> {
    const own = who.grants.flatMap(({ enterpriseId }) => (enterpriseId ? [enterpriseId] : []));
    const today = this.ports.clock.today();
    const span = { from: today, to: addDays(today, DAYS_AHEAD), draftsOf: null, only: null };
    const open = (await this.fairs.between(span, MOST)).filter((fair) => allows(stateOf(fair), 'book'));
    const codes = [...(await this.shortages.occupationsOf(own)).values()].flat();
    const known = await this.enterprises.many(own);
    const reason = (fair: Fair): FittingFair['why'] | null => {
      const { themeOccupation: occupation, themeIndustry: industry } = fair;
      if (occupation !== null && codes.some((code) => isWithinOccupation(code, occupation))) return 'occupation';
      const alike = known.some(
        ({ industryCode }) => industry !== null && industryCode !== null && isWithinIndustry(industryCode, industry),
      );
      if (alike && occupation === null) return 'industry';
      const near = known.some(({ nodePath }) => nodePath.startsWith(fair.nodePath));
      return occupation === null && industry === null && near ? 'general' : null;
    };
    const found = open.flatMap((fair) => {
      const why = reason(fair);
      return why ? [{ fair, why }] : [];
    });
    const order = ['occupation', 'industry', 'general'];
    found.sort((a, b) => order.indexOf(a.why) - order.indexOf(b.why) || (a.fair.day < b.fair.day ? -1 : 1));
    return Promise.all(found.slice(0, SHOWN).map(async ({ fair, why }) => ({ why, shown: await this.views.show(fair) })));
  }

  /** Published needs that enterprises show at a fair. @throws Problem 404 for a fair that the person may not see */
  async posts(who: Principal | null, fairId: string, cursor: string | undefined, limit: number): Promise<Paged<PostAtFair>> {
    await this.views.one(who, fairId);
    const query = this.uow.manager.createQueryBuilder(BoothPost, 'post').where('post.fairId = :fairId', { fairId });
    const page = await pageOf(query, { order: [['post.id', 'ASC']], cursor, limit });
    const [needs, booths, names] = [
      new Map((await this.needs.many(page.items.map(({ needId }) => needId))).map((need) => [need.id, need])),
      await this.uow.manager.find(Booth, { where: { fairId }, order: { ordinal: 'ASC' } }),
      new Map((await this.enterprises.many(page.items.map((one) => one.enterpriseId))).map(({ id, name }) => [id, name])),
    ];
    const items = page.items.flatMap(({ needId, enterpriseId }): PostAtFair[] => {
      const [need, booth] = [needs.get(needId), booths.find((one) => one.enterpriseId === enterpriseId && one.heldUntil === null)];
      if (need?.state !== 'published' || !booth) return [];
      return [{ need, enterpriseName: names.get(enterpriseId) ?? '', boothNumber: booth.number }];
    });
    return { items, next: page.next };
  }
}
