import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, PageQuery, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { NewOutcomeDto, OutcomeCountsDto, TalkDto } from './outcome.dto.js';
import { outcomesExport } from './outcome.export.js';
import { Outcomes } from './outcome.service.js';

@Resource('booths')
export class OutcomeController {
  constructor(
    private readonly outcomes: Outcomes,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'GET',
    path: ':id/outcomes',
    permission: 'fair.outcomes',
    returns: TalkDto,
    list: true,
    summary: 'Whom its enterprise met at the fair, with what they let it see, the last first',
  })
  async list(@Caller() who: Principal, @Param('id') boothId: string, @Query() { cursor, limit = 20 }: PageQuery) {
    const page = await this.outcomes.list(who, boothId, cursor, limit);
    return { items: page.items.map((view) => TalkDto.of(view)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: ':id/outcomes/counts',
    permission: 'fair.outcomes',
    returns: OutcomeCountsDto,
    summary: 'How many people it met, and what came of them',
  })
  counts(@Caller() who: Principal, @Param('id') boothId: string): Promise<OutcomeCountsDto> {
    return this.outcomes.counts(who, boothId);
  }

  @Action({
    method: 'GET',
    path: ':id/outcomes/export',
    permission: 'fair.outcomes',
    file: XLSX,
    rate: 'upload',
    summary: 'The same list as a workbook',
  })
  export(@Caller() who: Principal, @Param('id') boothId: string, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, outcomesExport, query, (asked) => this.list(who, boothId, asked));
  }

  @Action({
    method: 'POST',
    path: ':id/outcomes',
    permission: 'fair.outcomes',
    body: NewOutcomeDto,
    returns: TalkDto,
    status: 200,
    summary: 'Say what came of somebody at one’s booth, by the number of their ticket',
  })
  async record(@Caller() who: Principal, @Param('id') boothId: string, @Body() body: NewOutcomeDto): Promise<TalkDto> {
    return TalkDto.of(await this.outcomes.record(who, boothId, body));
  }
}
