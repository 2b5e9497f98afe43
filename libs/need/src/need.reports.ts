import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { newId, UnitOfWork, type Paged } from '#platform/db';
import { notFound, requestContext, type Principal } from '#platform/http';
import { isUnposted, type ReportKind } from './domain/need.js';
import type { NeedReport } from './need.entity.js';
import { needReported } from './need.events.js';
import { problems } from './need.problems.js';
import { NeedReportRepository } from './need-report.repository.js';
import { NeedRepository } from './need.repository.js';
import { NeedPorts } from './need.ports.js';

/** What readers of the board say about posts: a task for the county until somebody answers it. */
@Injectable()
export class NeedReports {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly needs: NeedRepository,
    private readonly reports: NeedReportRepository,
    private readonly access: AccessService,
    private readonly ports: NeedPorts,
  ) {}

  /** Anybody may report a post that stands on the board. The same said again counts on the open task instead of opening another. */
  async report(needId: string, kind: ReportKind, note: string | null): Promise<void> {
    await this.uow.run(async () => {
      const need = await this.needs.byId(needId);
      if (!need || isUnposted(need.state)) throw notFound('need', needId);
      const open = await this.reports.open(openKeyOf(needId, kind));
      if (open) return this.reports.count(open.id);
      const report: NeedReport = {
        id: newId(),
        needId,
        nodePath: need.nodePath,
        kind,
        note,
        state: 'open',
        openKey: openKeyOf(needId, kind),
        times: 1,
        answer: null,
        closedById: null,
        closedAt: null,
        createdAt: this.ports.clock.now(),
      };
      await this.reports.insert(report);
      await this.ports.events.record(needReported, {
        needId,
        enterpriseId: need.enterpriseId,
        nodePath: need.nodePath,
        reportId: report.id,
        kind,
      });
      await this.ports.trace(requestContext()?.principal ?? null, 'need.reported', need);
    });
  }

  list(who: Principal, state: 'open' | 'closed', cursor: string | undefined, limit: number): Promise<Paged<NeedReport>> {
    return this.reports.page({ scope: this.access.scope(who, 'need.answer_report'), state }, cursor, limit);
  }

  async close(who: Principal, id: string, answer: string): Promise<void> {
    await this.uow.run(async () => {
      const report = await this.reports.byId(id);
      if (!report) throw notFound('report', id);
      this.access.require(who, 'need.answer_report', { nodePath: report.nodePath });
      const closed = await this.reports.close(id, { answer, openKey: null, closedById: who.userId, closedAt: this.ports.clock.now() });
      if (closed !== 1) throw problems('need.report_closed');
      await this.ports.trace(who, 'need.report_closed', { id: report.needId, nodePath: report.nodePath }, { answer });
    });
  }
}

/** A post has one open task for each thing that is said about it. */
const openKeyOf = (needId: string, kind: ReportKind): string => `${needId} ${kind}`;
