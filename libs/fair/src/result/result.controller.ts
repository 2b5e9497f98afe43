import { Body, Param, Query, Req } from '@nestjs/common';
import { Settings } from '#platform/config';
import { Action, Caller, PageQuery, Resource, withUpload, type Principal, type UploadRequest } from '#platform/http';
import { Hires } from './hires.js';
import { OwedResults } from './owed-results.js';
import {
  EnterpriseQuery,
  HandInDto,
  HireSaidDto,
  NewHireDto,
  NewResultRuleDto,
  OwedQuery,
  OwedResultDto,
  PreviewedResultDto,
  ResultRowsDto,
  ResultRuleDto,
  ResultsTakenDto,
} from './result.dto.js';
import { ResultLists } from './result-lists.js';
import { ResultRuleBook } from './result-rules.js';

@Resource('fairs')
export class ResultController {
  constructor(
    private readonly owed: OwedResults,
    private readonly lists: ResultLists,
    private readonly hires: Hires,
    private readonly settings: Settings,
  ) {}

  @Action({
    method: 'POST',
    path: ':id/results/preview',
    permission: 'fair.outcomes',
    upload: true,
    returns: PreviewedResultDto,
    array: true,
    status: 200,
    summary: 'Read a list of what came of people at a booth; nothing is saved',
  })
  async preview(
    @Caller() who: Principal,
    @Param('id') fairId: string,
    @Query() { enterprise }: EnterpriseQuery,
    @Req() request: UploadRequest,
  ) {
    const rows = await withUpload(request, this.settings, (file, _, signal) => this.lists.preview(who, fairId, enterprise, file, signal));
    return rows.map((row) => PreviewedResultDto.of(row, who.locale));
  }

  @Action({
    method: 'POST',
    path: ':id/results',
    permission: 'fair.outcomes',
    body: ResultRowsDto,
    returns: ResultsTakenDto,
    status: 200,
    summary: 'Say afterwards what came of people, all lines or none',
  })
  take(@Caller() who: Principal, @Param('id') fairId: string, @Body() { enterpriseId, rows }: ResultRowsDto): Promise<ResultsTakenDto> {
    return this.lists.take(who, fairId, enterpriseId, rows);
  }

  @Action({
    method: 'POST',
    path: ':id/results/hand-in',
    permission: 'fair.outcomes',
    body: HandInDto,
    status: 200,
    summary: 'All was said that came of the fair; with the last enterprise its results are in',
  })
  async handIn(@Caller() who: Principal, @Param('id') fairId: string, @Body() { enterpriseId }: HandInDto): Promise<void> {
    await this.owed.handIn(who, fairId, enterpriseId);
  }

  @Action({
    method: 'POST',
    path: ':id/hires',
    permission: 'fair.outcomes',
    body: NewHireDto,
    returns: HireSaidDto,
    status: 200,
    summary: 'Somebody who was checked in at the fair was hired; their post is that much less short',
  })
  async hire(@Caller() who: Principal, @Param('id') fairId: string, @Body() body: NewHireDto): Promise<HireSaidDto> {
    const { id, state, filled } = await this.hires.say(who, fairId, body);
    return { id, state, filled };
  }
}

@Resource('fair-results')
export class OwedResultController {
  constructor(private readonly owed: OwedResults) {}

  @Action({
    method: 'GET',
    permission: 'fair.outcomes',
    returns: OwedResultDto,
    list: true,
    summary: 'Which enterprises owe the results of which fairs, by the day on which they are due',
  })
  async list(@Caller() who: Principal, @Query() { fair, enterprise, open, late, cursor, limit = 20 }: OwedQuery) {
    const page = await this.owed.list(who, { fairId: fair, enterpriseId: enterprise, open, late }, cursor, limit);
    return { items: page.items.map((view) => OwedResultDto.of(view)), next: page.next };
  }
}

@Resource('fair-result-rules')
export class ResultRulesController {
  constructor(private readonly rules: ResultRuleBook) {}

  @Action({
    method: 'GET',
    permission: 'fair.outcomes',
    returns: ResultRuleDto,
    list: true,
    summary: 'What holds for results of fairs, by the day from which on it does, newest first',
  })
  async list(@Query() query: PageQuery) {
    const page = await this.rules.list(query.cursor, query.limit ?? 20);
    return { items: page.items.map((rule) => ResultRuleDto.of(rule)), next: page.next };
  }

  @Action({
    method: 'PUT',
    permission: 'fair.rule',
    body: NewResultRuleDto,
    returns: ResultRuleDto,
    summary: 'Set what holds from a day on',
  })
  async set(@Caller() who: Principal, @Body() body: NewResultRuleDto) {
    return ResultRuleDto.of(await this.rules.set(who, body));
  }
}
