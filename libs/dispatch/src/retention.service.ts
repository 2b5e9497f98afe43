import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { withinScope, type Scope } from '#access';
import { addDays, dayOf, newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import { ManifestLine, RetentionCheck } from './dispatch.entity.js';
import { lateSince } from './domain/chase.js';
import { RETENTION_DAYS, type Leaving, type Says } from './domain/retention.js';
import { DispatchPorts } from './dispatch.ports.js';
import { DispatchRules } from './dispatch-rules.js';
import { TripRepository } from './trip.repository.js';

export interface RetentionFilter {
  dueBy?: string | undefined;
  open?: boolean | undefined;
  enterpriseId?: string | undefined;
  days?: number | undefined;
  /** The employer had its time for them. */
  late?: boolean | undefined;
}

@Injectable()
export class RetentionRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** People who signed and have no checks yet. */
  unprepared(limit: number): Promise<ManifestLine[]> {
    return this.uow.manager
      .createQueryBuilder(ManifestLine, 'line')
      .where("line.state = 'signed' AND line.signedAt IS NOT NULL")
      .andWhere('NOT EXISTS (SELECT 1 FROM retention_check c WHERE c.lineId = line.id)')
      .orderBy('line.signedAt', 'ASC')
      .limit(limit)
      .getMany();
  }

  async insert(checks: RetentionCheck[]): Promise<void> {
    if (checks.length > 0)
      await this.uow.manager.createQueryBuilder().insert().into(RetentionCheck).values(checks).orIgnore().updateEntity(false).execute();
  }

  byId(id: string): Promise<RetentionCheck | null> {
    return this.uow.manager.findOneBy(RetentionCheck, { id });
  }

  page(scope: Scope, filter: RetentionFilter, cursor: string | undefined, limit: number): Promise<Paged<RetentionCheck>> {
    const query = this.uow.manager.createQueryBuilder(RetentionCheck, 'retention');
    withinScope(query, scope, {
      nodePath: 'retention.nodePath',
      enterpriseId: 'retention.enterpriseId',
      supplierId: 'retention.supplierId',
    });
    if (filter.dueBy) query.andWhere('retention.dueOn <= :dueBy', { dueBy: filter.dueBy });
    if (filter.open) query.andWhere({ employerSays: IsNull() });
    if (filter.enterpriseId) query.andWhere({ enterpriseId: filter.enterpriseId });
    if (filter.days) query.andWhere({ days: filter.days });
    return pageOf(query, {
      order: [
        ['retention.dueOn', 'ASC'],
        ['retention.id', 'ASC'],
      ],
      cursor,
      limit,
    });
  }

  /** All checks of a person, the earliest first. */
  ofLine(lineId: string): Promise<RetentionCheck[]> {
    return this.uow.manager.find(RetentionCheck, { where: { lineId }, order: { days: 'ASC' } });
  }

  async say(id: string, said: { employerSays: Says | null; employerSaidAt: Date | null; leaving: Leaving | null; reason: string | null }) {
    await this.uow.manager.update(RetentionCheck, { id }, said);
  }
}

/** 留岗: whether people who signed are still with the same employer after 30, 90 and 180 days. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly checks: RetentionRepository,
    private readonly trips: TripRepository,
    private readonly rules: DispatchRules,
    private readonly ports: DispatchPorts,
  ) {}

  async list(who: Principal, filter: RetentionFilter, cursor: string | undefined, limit: number): Promise<Paged<RetentionCheck>> {
    const scope = this.ports.access.scope(who, 'dispatch.retention_read');
    return this.checks.page(scope, filter.late ? await this.lateOnly(filter) : filter, cursor, limit);
  }

  private async lateOnly(filter: RetentionFilter): Promise<RetentionFilter> {
    const today = this.ports.clock.today();
    const { answerDays } = await this.rules.on(today);
    return { ...filter, open: true, dueBy: lateSince(today, answerDays) };
  }

  /** Makes the checks of up to `limit` people. @returns of how many. */
  async prepare(limit: number): Promise<number> {
    return this.uow.run(async () => {
      const lines = await this.checks.unprepared(limit);
      const suppliers = await this.trips.suppliersOf(lines.map(({ tripId }) => tripId));
      await this.checks.insert(
        lines.flatMap((line) =>
          RETENTION_DAYS.map((days) => ({
            id: newId(),
            lineId: line.id,
            enterpriseId: line.enterpriseId,
            nodePath: line.nodePath,
            supplierId: suppliers.get(line.tripId) ?? null,
            days,
            dueOn: addDays(dayOf(line.signedAt ?? line.createdAt), days),
            employerSays: null,
            employerSaidAt: null,
            leaving: null,
            reason: null,
            insuranceSays: null,
            workerSays: null,
            workerSaidAt: null,
            dueToldAt: null,
            lateToldAt: null,
          })),
        ),
      );
      return lines.length;
    });
  }
}
