import { Injectable } from '@nestjs/common';
import { EnterpriseReads, type EnterpriseView } from '#enterprise';
import type { Wording } from '#platform/http';
import { boothsADay, type BoothRules } from '../domain/booking.js';
import type { PlacementRow } from '../domain/placement-table.js';
import type { Booth, Fair } from '../fair.entity.js';
import { FairClaims } from '../fair-claims.js';
import { FairRepository } from '../fair.repository.js';
import { BoothClaims } from './booth-claims.js';
import { BoothDays } from './booth-days.js';

export const PLACEMENT_FAULTS = {
  unknown: { zh: '没有这家企业', en: 'no enterprise of this name or code is known' },
  several: { zh: '有几家同名企业，请填统一社会信用代码', en: 'several enterprises have this name: give the credit code' },
  twice: { zh: '名单中重复', en: 'it stands in the list before' },
  has_booth: { zh: '已有展位', en: 'it has a booth already' },
  no_booth: { zh: '没有这个展位号', en: 'the fair has no such booth' },
  booth_taken: { zh: '展位已被占用', en: 'the booth is taken' },
  booth_blocked: { zh: '展位停用', en: 'the booth is not to be had' },
  full: { zh: '没有空展位了', en: 'no booth is left' },
  licence: { zh: '人力资源服务许可证未备案或已过期', en: 'the agency has no good licence on file' },
  elsewhere: { zh: '同一时间已在别的招聘会', en: 'it is at another fair at that time' },
  day_full: { zh: '当天在别的招聘会已有展位', en: 'it has its booths of that day at another fair' },
} as const satisfies Record<string, Wording>;
export type PlacementFault = keyof typeof PLACEMENT_FAULTS;

export interface Placement extends PlacementRow {
  enterpriseId: string | null;
  enterpriseName: string | null;
  /** The booth that it gets. */
  booth: string | null;
  fault: PlacementFault | null;
}

/** Works out which booths the enterprises of a list get, and what stands against each. */
@Injectable()
export class PlacementPlans {
  constructor(
    private readonly fairs: FairRepository,
    private readonly enterprises: EnterpriseReads,
    private readonly claims: BoothClaims,
    private readonly hours: FairClaims,
    private readonly days: BoothDays,
  ) {}

  /** What becomes of each line, in the order of the list. */
  async of(fair: Fair, rows: readonly PlacementRow[]): Promise<Placement[]> {
    const known = await this.known(rows);
    const all = await this.fairs.booths(fair.id);
    const [seen, rules] = [new Set<string>(), await this.claims.rulesOn(fair.day)];
    const plan: Placement[] = rows.map((row) => ({ ...row, enterpriseId: null, enterpriseName: null, booth: null, fault: null }));
    // Booths that a line names are given first, so that no other line takes them.
    for (const one of [...plan.filter(({ number }) => number !== null), ...plan.filter(({ number }) => number === null)]) {
      const found = known(one);
      const enterprise = typeof found === 'string' ? null : found;
      let fault = typeof found === 'string' ? found : await this.faultOf(found, fair, rules, all, seen);
      if (enterprise) seen.add(enterprise.id);
      const booth = one.number ?? all.find(({ number }) => this.boothFault(all, number, seen) === null)?.number ?? null;
      if (fault === null) fault = booth === null ? 'full' : this.boothFault(all, booth, seen);
      if (fault === null) seen.add(`booth ${booth}`);
      Object.assign(one, { enterpriseId: enterprise?.id ?? null, enterpriseName: enterprise?.name ?? null, fault });
      one.booth = fault === null ? booth : null;
    }
    return plan;
  }

  private boothFault(all: readonly Booth[], number: string | null, seen: ReadonlySet<string>): PlacementFault | null {
    const booth = all.find((one) => one.number === number);
    if (!booth) return 'no_booth';
    if (booth.blocked !== null) return 'booth_blocked';
    return booth.enterpriseId !== null || seen.has(`booth ${booth.number}`) ? 'booth_taken' : null;
  }

  private async faultOf(
    one: EnterpriseView,
    fair: Fair,
    rules: BoothRules,
    all: readonly Booth[],
    seen: ReadonlySet<string>,
  ): Promise<PlacementFault | null> {
    if (seen.has(one.id)) return 'twice';
    if (all.some(({ enterpriseId }) => enterpriseId === one.id)) return 'has_booth';
    if ((await this.claims.refusal(one, fair, rules, true)) === 'licence') return 'licence';
    if (fair.mode === 'online') return null;
    if ((await this.hours.clashes('enterprise', [one.id], fair)).length > 0) return 'elsewhere';
    return (await this.days.on(one.id, fair.day)).length >= boothsADay(rules, one.isKey) ? 'day_full' : null;
  }

  /** By the credit code, or without one by the name. */
  private async known(rows: readonly PlacementRow[]): Promise<(row: PlacementRow) => EnterpriseView | 'unknown' | 'several'> {
    const codes = new Map(
      (await this.enterprises.byCreditCodes(rows.flatMap((row) => row.creditCode ?? []))).map((one) => [one.creditCode, one]),
    );
    const named = await this.enterprises.byNames(rows.flatMap((row) => row.name ?? []));
    return ({ creditCode, name }) => {
      if (creditCode !== null) return codes.get(creditCode) ?? 'unknown';
      const found = named.filter((one) => one.name === name);
      return found.length > 1 ? 'several' : (found[0] ?? 'unknown');
    };
  }
}
