import { Injectable } from '@nestjs/common';
import { withinScope, type Scope } from '#access';
import { pageOf, UnitOfWork, type Paged } from '#platform/db';
import { NeedReport } from './need.entity.js';

@Injectable()
export class NeedReportRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Stays open until the end of the unit of work. */
  open(openKey: string): Promise<NeedReport | null> {
    return this.uow.forUpdate(NeedReport, { openKey });
  }

  byId(id: string): Promise<NeedReport | null> {
    return this.uow.manager.findOneBy(NeedReport, { id });
  }

  async insert(report: NeedReport): Promise<void> {
    await this.uow.manager.insert(NeedReport, report);
  }

  async count(id: string): Promise<void> {
    await this.uow.manager.increment(NeedReport, { id }, 'times', 1);
  }

  async close(id: string, patch: Partial<NeedReport>): Promise<number> {
    return (await this.uow.manager.update(NeedReport, { id, state: 'open' }, { ...patch, state: 'closed' })).affected ?? 0;
  }

  page(filter: { scope: Scope; state: 'open' | 'closed' }, cursor: string | undefined, limit: number): Promise<Paged<NeedReport>> {
    const query = this.uow.manager.createQueryBuilder(NeedReport, 'report').where('report.state = :state', { state: filter.state });
    withinScope(query, filter.scope, { nodePath: 'report.nodePath' });
    return pageOf(query, {
      order: [
        ['report.createdAt', 'DESC'],
        ['report.id', 'DESC'],
      ],
      cursor,
      limit,
    });
  }
}
