import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { retentionExport } from './dispatch.export.js';
import { RetentionAnswers } from './retention-answers.service.js';
import { RetentionService } from './retention.service.js';
import { RetentionViews, type RetentionView } from './retention.views.js';
import {
  RetentionAnswerDto,
  RetentionConfirmDto,
  RetentionConfirmedDto,
  RetentionCountDto,
  RetentionDto,
  RetentionQuery,
} from './retention.dto.js';

const MOST_COUNTED = 100;
const filterOf = ({ dueBy, open, enterprise, days, late }: RetentionQuery) => ({ dueBy, open, enterpriseId: enterprise, days, late });

@Resource('retention')
export class RetentionController {
  constructor(
    private readonly retention: RetentionService,
    private readonly answers: RetentionAnswers,
    private readonly views: RetentionViews,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'GET',
    permission: 'dispatch.retention_read',
    returns: RetentionDto,
    list: true,
    summary: 'Checks after 30, 90 and 180 days, by due day',
  })
  async list(@Caller() who: Principal, @Query() query: RetentionQuery) {
    const page = await this.retention.list(who, filterOf(query), query.cursor, query.limit ?? 20);
    return { items: (await this.views.of(who, page.items)).map((view) => RetentionDto.of(view)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'count',
    permission: 'dispatch.retention_read',
    returns: RetentionCountDto,
    summary: 'How many there are: for reminders, which look at nobody’s name',
  })
  async count(@Caller() who: Principal, @Query() query: RetentionQuery): Promise<RetentionCountDto> {
    const { items, next } = await this.retention.list(who, filterOf(query), undefined, MOST_COUNTED);
    return { count: items.length, more: next !== null };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'dispatch.retention_read',
    file: XLSX,
    rate: 'upload',
    summary: 'All checks that the filter finds, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: RetentionQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, retentionExport, query, (asked) => this.list(who, asked));
  }

  @Action({
    method: 'POST',
    path: 'confirm',
    permission: 'dispatch.retention',
    body: RetentionConfirmDto,
    returns: RetentionConfirmedDto,
    summary: 'The employer says in one go that all of these are still there',
  })
  async confirm(@Caller() who: Principal, @Body() body: RetentionConfirmDto): Promise<RetentionConfirmedDto> {
    return { stayed: await this.answers.confirm(who, body.ids) };
  }

  @Action({
    method: 'POST',
    path: ':id',
    permission: 'dispatch.retention',
    body: RetentionAnswerDto,
    returns: RetentionDto,
    summary:
      'The employer says whether somebody stayed, or how and why they left: then the need is open again where it was not stated anew',
  })
  async answer(@Caller() who: Principal, @Param('id') id: string, @Body() body: RetentionAnswerDto) {
    const { says, leaving = null, reason = null } = body;
    const [view] = await this.views.of(who, [await this.answers.answer(who, id, { says, leaving, reason })]);
    return RetentionDto.of(view as RetentionView);
  }
}
