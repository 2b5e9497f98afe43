import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AccessService, withinScope } from '#access';
import { EnterpriseReads } from '#enterprise';
import { addDays } from '#platform/dates';
import { newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import { BoothAbsence } from '../booth/booth.entity.js';
import { reminderOf, resultsDueOn, type Reminder } from '../domain/results.js';
import { after, stateOf } from '../domain/states.js';
import { Booth, Fair } from '../fair.entity.js';
import { eventOf } from '../fair.events.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import { ResultDoor } from './result-door.js';
import { OwedResult } from './result.entity.js';
import { resultsAsked } from './result.events.js';
import { ResultRuleBook } from './result-rules.js';
import { resultProblems } from './result.problems.js';

/** Fairs that were over before this are not asked about any more. */
const DAYS_BACK = 60;
export const AT_ONCE = 200;

export interface OwedFilter {
  fairId?: string | undefined;
  enterpriseId?: string | undefined;
  open?: boolean | undefined;
  late?: boolean | undefined;
}

export interface OwedView {
  owed: OwedResult;
  fair: Pick<Fair, 'name' | 'day'>;
  enterpriseName: string;
  late: boolean;
}

/** Which enterprises owe the results of fairs that are over, and what becomes of the fair when all are in. */
@Injectable()
export class OwedResults {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly enterprises: EnterpriseReads,
    private readonly rules: ResultRuleBook,
    private readonly door: ResultDoor,
    private readonly access: AccessService,
    private readonly ports: FairPorts,
  ) {}

  /** What is open first, by the day on which it is due. */
  async list(who: Principal, filter: OwedFilter, cursor: string | undefined, limit: number): Promise<Paged<OwedView>> {
    const today = this.ports.clock.today();
    const query = this.uow.manager.createQueryBuilder(OwedResult, 'owed');
    withinScope(query, this.access.scope(who, 'fair.outcomes'), { nodePath: 'owed.nodePath', enterpriseId: 'owed.enterpriseId' });
    if (filter.fairId) query.andWhere('owed.fairId = :fairId', { fairId: filter.fairId });
    if (filter.enterpriseId) query.andWhere('owed.enterpriseId = :one', { one: filter.enterpriseId });
    if (filter.open || filter.late) query.andWhere('owed.handedInAt IS NULL').andWhere(PRESENT);
    if (filter.late) query.andWhere('owed.dueOn < :today', { today });
    const page = await pageOf(query, {
      order: [
        ['owed.dueOn', 'ASC'],
        ['owed.id', 'ASC'],
      ],
      cursor,
      limit,
    });
    const fairs = new Map((await this.fairs.many(page.items.map(({ fairId }) => fairId))).map((fair) => [fair.id, fair]));
    const names = new Map(
      (await this.enterprises.many(page.items.map(({ enterpriseId }) => enterpriseId))).map((one) => [one.id, one.name]),
    );
    const items = page.items.map((owed): OwedView => ({
      owed,
      fair: fairs.get(owed.fairId) ?? { name: '', day: owed.dueOn },
      enterpriseName: names.get(owed.enterpriseId) ?? '',
      late: owed.handedInAt === null && owed.dueOn < today,
    }));
    return { items, next: page.next };
  }

  /** An enterprise has said all that came of it, or that nothing did. With the last one the results of the fair are in. */
  async handIn(who: Principal, fairId: string, enterpriseId: string | undefined): Promise<OwedResult> {
    return this.uow.run(async () => {
      const { fair, one } = await this.door.open(who, fairId, enterpriseId);
      if (fair.day > this.ports.clock.today() || stateOf(fair) === 'running') throw resultProblems('result.not_over');
      await this.ensure(fair);
      const row = await this.uow.manager.findOneBy(OwedResult, { fairId, enterpriseId: one.id });
      if (!row) throw problems('fair.not_booked');
      const said = { handedInAt: this.ports.clock.now(), handedInById: who.userId };
      const changed = await this.uow.manager.update(OwedResult, { id: row.id, handedInAt: IsNull() }, said);
      if (changed.affected === 1) await this.ports.trace(who, 'fair.results_handed_in', fair, { enterprise: one.name });
      await this.close(fair);
      return { ...row, ...(row.handedInAt ? {} : said) };
    });
  }

  /** Writes down who owes what of fairs that have ended since. @returns of how many fairs */
  async ensureSome(): Promise<number> {
    const today = this.ports.clock.today();
    const fairs = await this.uow.manager
      .createQueryBuilder(Fair, 'fair')
      .where("fair.state = 'held' AND fair.day >= :from AND fair.day <= :today", { from: addDays(today, -DAYS_BACK), today })
      .andWhere(`EXISTS (SELECT 1 FROM booth b WHERE ${CAME})`)
      .andWhere('NOT EXISTS (SELECT 1 FROM fair_result r WHERE r.fairId = fair.id)')
      .orderBy('fair.day', 'ASC')
      .limit(AT_ONCE)
      .getMany();
    for (const { id } of fairs)
      await this.uow.run(async () => {
        const fair = await this.uow.forUpdate(Fair, { id });
        if (fair) await this.ensure(fair);
      });
    return fairs.length;
  }

  /** Tells who has not said yet: at first, before the day, and after it. @returns how many were told */
  async remindSome(): Promise<number> {
    const today = this.ports.clock.today();
    const rulesOn = await this.rules.byDay();
    const open = await this.uow.manager
      .createQueryBuilder(OwedResult, 'owed')
      .where("owed.handedInAt IS NULL AND (owed.reminded IS NULL OR owed.reminded <> 'late')")
      .andWhere('owed.dueOn >= :from', { from: addDays(today, -DAYS_BACK) })
      .andWhere(PRESENT)
      .orderBy('owed.dueOn', 'ASC')
      .limit(MOST)
      .getMany();
    let told = 0;
    for (const { id } of open) told += await this.remindOf(id, today, rulesOn);
    return told;
  }

  private remindOf(id: string, today: string, rulesOn: Awaited<ReturnType<ResultRuleBook['byDay']>>): Promise<number> {
    return this.uow.run(async () => {
      const owed = await this.uow.forUpdate(OwedResult, { id });
      const fair = owed && (await this.fairs.byId(owed.fairId));
      if (!owed || !fair || owed.handedInAt) return 0;
      const reminded: Reminder | null = reminderOf(owed, today, rulesOn(fair.day));
      if (reminded === null) return 0;
      await this.uow.manager.update(OwedResult, { id }, { reminded });
      await this.ports.events.record(resultsAsked, { ...eventOf(fair), enterpriseId: owed.enterpriseId, due: owed.dueOn, kind: reminded });
      return 1;
    });
  }

  /** Whoever had a booth and came owes it; asked again nothing changes. */
  private async ensure(fair: Fair): Promise<void> {
    const [booths, absent, known, rules] = [
      await this.uow.manager.findBy(Booth, { fairId: fair.id, heldUntil: IsNull() }),
      await this.uow.manager.findBy(BoothAbsence, { fairId: fair.id }),
      await this.uow.manager.findBy(OwedResult, { fairId: fair.id }),
      await this.rules.on(fair.day),
    ];
    const not = new Set([...absent, ...known].map(({ enterpriseId }) => enterpriseId));
    const owing = [...new Set(booths.flatMap(({ enterpriseId }) => (enterpriseId && !not.has(enterpriseId) ? [enterpriseId] : [])))];
    for (const enterpriseId of owing.sort())
      await this.uow.manager.insert(OwedResult, {
        ...{ id: newId(), fairId: fair.id, enterpriseId, nodePath: fair.nodePath, dueOn: resultsDueOn(fair.day, rules) },
        ...{ reminded: null, handedInAt: null, handedInById: null },
      });
  }

  private async close(fair: Fair): Promise<void> {
    const left = await this.uow.manager
      .createQueryBuilder(OwedResult, 'owed')
      .where({ fairId: fair.id, handedInAt: IsNull() })
      .andWhere(PRESENT)
      .getCount();
    const to = after(stateOf(fair), 'report');
    if (left === 0 && to) await this.fairs.move(fair, to);
  }
}

const MOST = 5_000;
const CAME = `b.fairId = fair.id AND b.enterpriseId IS NOT NULL AND b.heldUntil IS NULL
  AND NOT EXISTS (SELECT 1 FROM booth_absence a WHERE a.fairId = b.fairId AND a.enterpriseId = b.enterpriseId)`;
/** Who was found to have stayed away owes nothing. */
const PRESENT = 'NOT EXISTS (SELECT 1 FROM booth_absence a WHERE a.fairId = owed.fairId AND a.enterpriseId = owed.enterpriseId)';
