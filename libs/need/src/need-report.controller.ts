import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, MaybeCaller, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { NeedReportDto, ReportAnswerDto, ReportDto, ReportQuery } from './need-report.dto.js';
import { reportsExport } from './need-report.export.js';
import { NeedNamer } from './need.names.js';
import { NeedReads } from './need.reads.js';
import { NeedReports } from './need.reports.js';

/** What readers of the board say about posts. */
@Resource('needs')
export class NeedReportController {
  constructor(
    private readonly reports: NeedReports,
    private readonly reads: NeedReads,
    private readonly namer: NeedNamer,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'GET',
    path: 'reports',
    permission: 'need.answer_report',
    returns: NeedReportDto,
    list: true,
    summary: 'What readers of the board reported',
  })
  async list(@Caller() who: Principal, @Query() query: ReportQuery) {
    const page = await this.reports.list(who, query.state ?? 'open', query.cursor, query.limit ?? 20);
    const needs = new Map((await this.reads.many(page.items.map(({ needId }) => needId))).map((need) => [need.id, need]));
    const names = await this.namer.of([...needs.values()]);
    return {
      items: page.items.map((report) =>
        NeedReportDto.of(report, needs.get(report.needId)?.title ?? '', names.enterprise(needs.get(report.needId)?.enterpriseId ?? '')),
      ),
      next: page.next,
    };
  }

  @Action({
    method: 'GET',
    path: 'reports/export',
    permission: 'need.answer_report',
    file: XLSX,
    rate: 'upload',
    summary: 'All reports that the filter finds, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: ReportQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, reportsExport, query, (asked) => this.list(who, asked));
  }

  @Action({
    method: 'POST',
    path: 'reports/:id/close',
    permission: 'need.answer_report',
    body: ReportAnswerDto,
    summary: 'Answer a report',
  })
  async close(@Caller() who: Principal, @Param('id') id: string, @Body() body: ReportAnswerDto): Promise<void> {
    await this.reports.close(who, id, body.answer);
  }

  @Action({
    method: 'POST',
    path: ':id/report',
    permission: 'public',
    rate: 'login',
    body: ReportDto,
    summary: 'Tell the county that a post is filled or not true',
  })
  async report(@MaybeCaller() _who: Principal | null, @Param('id') id: string, @Body() body: ReportDto): Promise<void> {
    await this.reports.report(id, body.kind, body.note ?? null);
  }
}
