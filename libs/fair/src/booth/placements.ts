import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { EnterpriseReads } from '#enterprise';
import { Settings } from '#platform/config';
import { UnitOfWork } from '#platform/db';
import { notFound, type FieldFault, type Principal } from '#platform/http';
import { withLists } from '#platform/layout';
import { NotATableError, tableLimits } from '#platform/table';
import type { BoothRules } from '../domain/booking.js';
import { placementColumns, placementLists, placementOf, type PlacementRow } from '../domain/placement-table.js';
import { allows, stateOf } from '../domain/states.js';
import { Fair, type Booth } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { boothEvent, boothPlaced } from './booth.events.js';
import { BoothClaims } from './booth-claims.js';
import { PLACEMENT_FAULTS, PlacementPlans, type Placement } from './placement-plan.js';
import { WaitingList } from './waiting.service.js';

const MOST_LINES = 2_000;

/** An office gives booths to the enterprises of a list: shown first, and then all or nothing. */
@Injectable()
export class Placements {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly plans: PlacementPlans,
    private readonly enterprises: EnterpriseReads,
    private readonly claims: BoothClaims,
    private readonly waiting: WaitingList,
    private readonly access: AccessService,
    private readonly settings: Settings,
    private readonly ports: FairPorts,
  ) {}

  /** What the list of a file comes to; nothing is kept. @throws Problem `booth.not_a_list` */
  async preview(who: Principal, fairId: string, file: string, signal?: AbortSignal): Promise<Placement[]> {
    const fair = await this.uow.manager.findOneBy(Fair, { id: fairId });
    if (!fair) throw notFound('fair', fairId);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    return this.plans.of(fair, await this.read(file, signal));
  }

  /** Gives all of them their booths. @throws Problem `booth.list` that names each line that stands against it; then nothing was saved */
  async place(who: Principal, fairId: string, rows: readonly PlacementRow[]): Promise<Booth[]> {
    return this.uow.run(async () => {
      const fair = await this.uow.forUpdate(Fair, { id: fairId });
      if (!fair) throw notFound('fair', fairId);
      this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
      if (!allows(stateOf(fair), 'place')) throw problems('fair.state');
      await this.waiting.freeOverdue(fair);
      const plan = await this.plans.of(fair, rows);
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
}
