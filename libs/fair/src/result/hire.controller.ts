import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { HireAnswers } from './hire-answers.js';
import { HireLinks } from './hire-links.js';
import { HireViews } from './hire-views.js';
import { fairHiresExport } from './hires.export.js';
import { FairHireDto, HireAnswerDto, HireLinkAnswerDto, HireLookDto, HireQuery, HireQuestionDto } from './result.dto.js';

@Resource('fair-hires')
export class HireController {
  constructor(
    private readonly views: HireViews,
    private readonly answers: HireAnswers,
    private readonly links: HireLinks,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'GET',
    permission: 'fair.outcomes',
    returns: FairHireDto,
    list: true,
    summary: 'What is asked about hires: whether they were, and are there after 30 and 90 days; by the day on which it is due',
  })
  async list(@Caller() who: Principal, @Query() { fair, enterprise, open, late, mine, cursor, limit = 20 }: HireQuery) {
    const page = await this.views.list(who, { fairId: fair, enterpriseId: enterprise, open, late, mine }, cursor, limit);
    return { items: page.items.map((view) => FairHireDto.of(view)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'fair.outcomes',
    file: XLSX,
    rate: 'upload',
    summary: 'All that is asked about hires under the filter, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: HireQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, fairHiresExport, query, (asked) => this.list(who, asked));
  }

  @Action({
    method: 'POST',
    path: ':id/answer',
    permission: 'fair.outcomes',
    body: HireAnswerDto,
    status: 200,
    summary: 'Say whether somebody was hired or is still there; who is gone opens the place again',
  })
  async answer(@Caller() who: Principal, @Param('id') id: string, @Body() { says }: HireAnswerDto): Promise<void> {
    await this.answers.answer(who, id, says);
  }

  @Action({
    method: 'POST',
    path: ':id/take',
    permission: 'fair.manage',
    status: 200,
    summary: 'Go after it: one sees whom to call from now on',
  })
  async take(@Caller() who: Principal, @Param('id') id: string): Promise<void> {
    await this.answers.take(who, id);
  }

  @Action({ method: 'POST', path: ':id/ask', permission: 'fair.manage', status: 200, summary: 'Ask the person once more, by a new link' })
  async ask(@Caller() who: Principal, @Param('id') id: string): Promise<void> {
    await this.links.askAgain(who, id);
  }
}

@Resource('hire-links')
export class HireLinkController {
  constructor(private readonly links: HireLinks) {}

  @Action({
    method: 'POST',
    permission: 'public',
    rate: 'login',
    body: HireLookDto,
    returns: HireQuestionDto,
    status: 200,
    summary: 'What a link asks; nothing is said of anybody before the last four digits are',
  })
  async look(@Body() { link, lastFour }: HireLookDto) {
    return HireQuestionDto.of(await this.links.look(link, lastFour));
  }

  @Action({
    method: 'POST',
    path: 'answer',
    permission: 'public',
    rate: 'login',
    body: HireLinkAnswerDto,
    returns: HireQuestionDto,
    status: 200,
    summary: 'Answer it, once',
  })
  async answer(@Body() { link, lastFour, says }: HireLinkAnswerDto) {
    return HireQuestionDto.of(await this.links.answer(link, lastFour, says));
  }
}
