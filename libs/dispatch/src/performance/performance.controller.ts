import { Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { CurveQuery, PerformanceDto, PerformanceQuery, PeriodQuery, ProvinceFlowDto, RetentionCurveDto } from './performance.dto.js';
import { performanceExport } from './performance.export.js';
import { PerformanceService } from './performance.service.js';

@Resource('performance')
export class PerformanceController {
  constructor(
    private readonly performance: PerformanceService,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'GET',
    permission: 'dispatch.performance',
    returns: PerformanceDto,
    list: true,
    summary: 'What became of promises, by supplier or enterprise, most people first; one’s own people only',
  })
  async list(@Caller() who: Principal, @Query() query: PerformanceQuery) {
    const page = await this.performance.list(who, query.by ?? 'supplier', query, query.cursor, query.limit ?? 20);
    return { items: page.items.map((one) => PerformanceDto.of(one)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'dispatch.performance',
    file: XLSX,
    rate: 'upload',
    summary: 'The same as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: PerformanceQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, performanceExport, query, (asked) => this.list(who, asked));
  }

  @Action({
    method: 'GET',
    path: 'retention',
    permission: 'dispatch.performance',
    returns: RetentionCurveDto,
    summary: 'Who is still there after 30, 90 and 180 days, by supplier, enterprise, occupation or month of signing',
  })
  async curve(@Caller() who: Principal, @Query() query: CurveQuery): Promise<RetentionCurveDto> {
    const { groups, all } = await this.performance.curve(who, query.by ?? 'cohort', query);
    return { groups: groups.map((one) => PerformanceDto.of(one)), all: PerformanceDto.of(all) };
  }

  @Action({
    method: 'GET',
    path: 'provinces',
    permission: 'dispatch.performance',
    returns: ProvinceFlowDto,
    array: true,
    summary: 'From which provinces people are promised, set off, arrive and sign',
  })
  async provinces(@Caller() who: Principal, @Query() query: PeriodQuery) {
    return (await this.performance.provinces(who, query)).map((flow) => ProvinceFlowDto.of(flow));
  }
}
