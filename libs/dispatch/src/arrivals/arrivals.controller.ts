import { Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, day, int, listOf, nested, PageQuery, Resource, text, type Principal } from '#platform/http';
import { Clock } from '#platform/db';
import { XLSX } from '#platform/table';
import { ComingDto } from './arrivals.dto.js';
import { arrivalsExport } from './arrivals.export.js';
import { Arrivals, type ArrivalSummary } from './arrivals.js';

const FORTNIGHT = 14;

class ComingQuery extends PageQuery {
  @day({ optional: true, about: 'arriving on or after; today when left out' }) from?: string;
  @int({ optional: true, min: 1, max: 60 }) days?: number;
}

class ComingSpanQuery {
  @int({ optional: true, min: 1, max: 60 }) days?: number;
}

class UnderWayDto {
  @int() trips: number;
  @int() people: number;
}

class MissingDto {
  @int() open: number;
  @int({ about: 'of which nobody has said anything in time' }) late: number;
}

class ComingDayDto {
  @day() day: string;
  @text({ about: 'county or zone' }) region: string;
  @int() people: number;
  @int() trips: number;
}

class ComingSummaryDto implements ArrivalSummary {
  @nested(() => UnderWayDto) underWay: UnderWayDto;
  @nested(() => MissingDto) missing: MissingDto;
  @listOf(() => ComingDayDto) days: ComingDayDto[];
}

@Resource('arrivals')
export class ArrivalsController {
  constructor(
    private readonly arrivals: Arrivals,
    private readonly clock: Clock,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'GET',
    permission: 'dispatch.read',
    returns: ComingDto,
    list: true,
    summary: 'Who arrives in the next 14 days, by enterprise, with what has to be prepared; the earliest first',
  })
  async list(@Caller() who: Principal, @Query() { from, days = FORTNIGHT, cursor, limit = 20 }: ComingQuery) {
    const page = await this.arrivals.list(who, from ?? this.clock.today(), days, cursor, limit);
    return { items: page.items.map((one) => ComingDto.of(one)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'dispatch.read',
    file: XLSX,
    rate: 'upload',
    summary: 'All who arrive in the span, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: ComingQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, arrivalsExport, query, (asked) => this.list(who, asked));
  }

  @Action({
    method: 'GET',
    path: 'summary',
    permission: 'dispatch.read',
    returns: ComingSummaryDto,
    summary: 'Trips under way, people missing, and arrivals of the next 14 days by county',
  })
  summary(@Caller() who: Principal, @Query() { days = FORTNIGHT }: ComingSpanQuery): Promise<ComingSummaryDto> {
    return this.arrivals.summary(who, days);
  }
}
