import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { EnterpriseReads } from '#enterprise';
import { NeedReads } from '#need';
import type { Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { occupations, occupationsMeant } from '#reference';
import { filingOf, type Filing } from './domain/filing.js';
import { stateOf, stepsFrom, type FairState, type FairStep } from './domain/states.js';
import type { Booth, Fair } from './fair.entity.js';
import { FairRepository, type FairFilter } from './fair.repository.js';
import { FairRules } from './fair-rules.js';
import { VenueRepository } from './venue.repository.js';

/** A fair as it is shown. */
export interface FairShown {
  fair: Fair;
  state: FairState;
  /** Where its state may go from here. */
  steps: FairStep[];
  booked: number;
  filing: Filing;
  venueId: string | null;
  wayThere: string | null;
}

export interface BoothView {
  booth: Booth;
  enterpriseName: string | null;
}

/** Enough to find every fair that people in an occupation would go to: the best paid needs of it. */
const MOST_NEEDS = 1_000;
/** Occupations that a word may mean. */
const MOST_MEANT = 5;

/** Fairs as people see them: everybody those that were announced, an office its own drafts as well. */
@Injectable()
export class FairViews {
  constructor(
    private readonly fairs: FairRepository,
    private readonly venues: VenueRepository,
    private readonly rules: FairRules,
    private readonly access: AccessService,
    private readonly enterprises: EnterpriseReads,
    private readonly needs: NeedReads,
  ) {}

  async list(
    who: Principal | null,
    {
      occupation,
      near,
      ...filter
    }: Omit<FairFilter, 'draftsOf' | 'forOccupations'> & {
      occupation?: string | undefined;
      near?: string | undefined;
    },
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<FairShown>> {
    const codes = occupation === undefined ? near && [...occupationsMeant(near).keys()].slice(0, MOST_MEANT) : [occupation];
    const forOccupations = codes === undefined || codes === '' ? undefined : await this.soughtBy(codes);
    const page = await this.fairs.page({ ...filter, forOccupations, draftsOf: this.draftsOf(who) }, cursor, limit);
    return { items: await this.shown(page.items), next: page.next };
  }

  /** Fairs that people in these occupations would go to: about one of them or a group of it, or with an enterprise that is short of it. */
  private async soughtBy(codes: readonly string[]): Promise<FairFilter['forOccupations']> {
    const needs = await Promise.all(codes.map((code) => this.needs.openOfOccupation(code, MOST_NEEDS)));
    const enterpriseIds = [...new Set(needs.flat().map(({ enterpriseId }) => enterpriseId))];
    return { themes: [...new Set(codes.flatMap((code) => [code, ...occupations.parents(code)]))], enterpriseIds };
  }

  async one(who: Principal | null, id: string): Promise<FairShown> {
    const fair = await this.fairs.byId(id);
    const drafts = this.draftsOf(who);
    const visible = fair && (fair.state !== 'draft' || drafts?.all || drafts?.paths.some((path) => fair.nodePath.startsWith(path)));
    if (!visible) throw notFound('fair', id);
    return this.show(fair);
  }

  async show(fair: Fair): Promise<FairShown> {
    const [shown] = await this.shown([fair]);
    if (!shown) throw new Error('a fair that is there is shown');
    return shown;
  }

  /** Who stands where. */
  async booths(fairId: string): Promise<BoothView[]> {
    const booths = await this.fairs.booths(fairId);
    const ids = booths.flatMap((booth) => (booth.enterpriseId ? [booth.enterpriseId] : []));
    const names = new Map((await this.enterprises.many(ids)).map((one) => [one.id, one.name]));
    return booths.map((booth) => ({ booth, enterpriseName: names.get(booth.enterpriseId ?? '') ?? null }));
  }

  private async shown(fairs: readonly Fair[]): Promise<FairShown[]> {
    const [counts, rulesOn, venues] = await Promise.all([
      this.fairs.bookedCounts(fairs.map(({ id }) => id)),
      this.rules.byDay(),
      this.venues.venueOf(fairs.flatMap(({ roomId }) => (roomId ? [roomId] : []))),
    ]);
    return fairs.map((fair) => {
      const [state, venue] = [stateOf(fair), venues.get(fair.roomId ?? '')];
      return {
        ...{ fair, state, steps: stepsFrom(state), booked: counts.get(fair.id) ?? 0 },
        filing: filingOf(fair, rulesOn(fair.day)),
        ...{ venueId: venue?.id ?? null, wayThere: venue?.wayThere ?? null },
      };
    });
  }

  private draftsOf(who: Principal | null): { all: boolean; paths: string[] } | null {
    return who && this.access.can(who, 'fair.manage') ? this.access.scope(who, 'fair.manage') : null;
  }
}
