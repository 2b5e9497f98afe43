import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { EnterpriseReads, type EnterpriseView } from '#enterprise';
import { Settings } from '#platform/config';
import { UnitOfWork } from '#platform/db';
import { notFound, type FieldFault, type Principal, type Wording } from '#platform/http';
import { withLists } from '#platform/layout';
import { NotATableError, tableLimits } from '#platform/table';
import { boothsADay, type BoothRules } from '../domain/booking.js';
import { placementColumns, placementLists, placementOf, type PlacementRow } from '../domain/placement-table.js';
import { allows, stateOf } from '../domain/states.js';
import { Fair, type Booth } from '../fair.entity.js';
import { FairClaims } from '../fair-claims.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import { boothEvent, boothPlaced } from './booth.events.js';
import { BoothClaims } from './booth-claims.js';
import { BoothDays } from './booth-days.js';
import { BoothRepository } from './booth.repository.js';
import { WaitingList } from './waiting.service.js';

const MOST_LINES = 2_000;

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

/** An office gives booths to the enterprises of a list: shown first, and then all or nothing. */
@Injectable()
export class Placements {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly booths: BoothRepository,
    private readonly enterprises: EnterpriseReads,
    private readonly claims: BoothClaims,
    private readonly hours: FairClaims,
    private readonly days: BoothDays,
    private readonly waiting: WaitingList,
    private readonly access: AccessService,
    private readonly settings: Settings,
    private readonly ports: FairPorts,
  ) {}

  /** What the list of a file comes to; nothing is kept. @throws Problem `booth.not_a_list` */
  async preview(who: Principal, fairId: string, file: string, signal?: AbortSignal): Promise<Placement[]> {
    const fair = await this.fairs.byId(fairId);
    if (!fair) throw notFound('fair', fairId);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    return this.plan(fair, await this.read(file, signal));
  }

  /** Gives all of them their booths. @throws Problem `booth.list` that names each line that stands against it; then nothing was saved */
  async place(who: Principal, fairId: string, rows: readonly PlacementRow[]): Promise<Booth[]> {
    return this.uow.run(async () => {
      const fair = await this.uow.forUpdate(Fair, { id: fairId });
      if (!fair) throw notFound('fair', fairId);
      this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
      if (!allows(stateOf(fair), 'place')) throw problems('fair.state');
      await this.waiting.freeOverdue(fair);
      const plan = await this.plan(fair, rows);
      const wrong = plan.flatMap(({ fault }, i): FieldFault[] =>
        fault === null ? [] : [{ path: `rows.${i}`, code: fault, message: PLACEMENT_FAULTS[fault] }],
      );
      if (wrong.length > 0) throw problems('booth.list', { n: wrong.length }, wrong);
      const rules = await this.claims.rulesOn(fair.day);
      const placed: Booth[] = [];
      for (const one of plan) placed.push(await this.placeOne(who, fair, rules, one));
      await this.ports.trace(who, 'booth.list_placed', fair, { rows: placed.length });
      return placed;
    });
  }

  private async placeOne(who: Principal, fair: Fair, rules: BoothRules, { enterpriseId, booth }: Placement): Promise<Booth> {
    const one = await this.enterprises.byId(enterpriseId ?? '');
    if (!one) throw notFound('enterprise', enterpriseId ?? '');
    const wanted = await this.claims.wanted(fair.id, booth ?? '');
    const given = await this.claims.give(wanted, one, fair, rules, [], { bookedById: who.userId, bookedAt: this.ports.clock.now() });
    await this.waiting.given(fair.id, one.id);
    await this.ports.events.record(boothPlaced, boothEvent(fair, given, one, this.ports.clock.now()));
    return given;
  }

  private async read(file: string, signal: AbortSignal | undefined): Promise<PlacementRow[]> {
    try {
      return await withLists(file, placementLists, { limits: tableLimits(this.settings), signal }, async (lists) => {
        const rows: PlacementRow[] = [];
        for (const { header, hiddenColumns, portions } of lists) {
          const columns = placementColumns(header, hiddenColumns);
          if (!columns) throw new NotATableError('找不到“企业名称”一列', 'there is no column headed 企业名称 (enterprise)');
          for await (const portion of portions) {
            rows.push(...portion.rows.flatMap(({ cells, line }) => placementOf(columns, cells, line) ?? []));
            if (rows.length > MOST_LINES) throw new NotATableError(`超过 ${MOST_LINES} 行`, `it has more than ${MOST_LINES} lines`);
          }
        }
        return rows;
      });
    } catch (error) {
      if (error instanceof NotATableError) throw problems('booth.not_a_list', { zh: error.zh, en: error.en });
      throw error;
    }
  }

  private async plan(fair: Fair, rows: readonly PlacementRow[]): Promise<Placement[]> {
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
