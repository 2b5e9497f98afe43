import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, IfMatch, PageQuery, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import {
  CloseSurveyDto,
  NewSurveyRoundDto,
  ReopenSurveyDto,
  SurveyRoundDto,
  SurveyRoundEditDto,
  SurveyRoundQuery,
  SurveyStratumDto,
  SurveyVersionDto,
} from './round.dto.js';
import { roundsExport } from './survey.export.js';
import type { SurveyRound } from './survey.entity.js';
import { Publication } from './publication.service.js';
import { RoundService } from './round.service.js';
import { RoundUndo } from './round-undo.service.js';

@Resource('survey-rounds')
export class RoundController {
  constructor(
    private readonly rounds: RoundService,
    private readonly publication: Publication,
    private readonly undo: RoundUndo,
    private readonly exports: ListExports,
  ) {}

  private dto(round: SurveyRound): SurveyRoundDto {
    return SurveyRoundDto.of(round, this.publication.needsTwo);
  }

  @Action({ method: 'GET', permission: 'survey.read', returns: SurveyRoundDto, list: true, summary: 'Survey rounds, latest quarter first' })
  async list(@Query() query: SurveyRoundQuery) {
    const page = await this.rounds.list({ state: query.state }, query.cursor, query.limit ?? 20);
    return { items: page.items.map((round) => this.dto(round)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'survey.read',
    file: XLSX,
    rate: 'upload',
    summary: 'All survey rounds that the filter finds, as a workbook',
  })
  exportRounds(@Caller() who: Principal, @Query() query: SurveyRoundQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, roundsExport, query, (asked) => this.list(asked));
  }

  @Action({
    method: 'POST',
    permission: 'survey.manage',
    body: NewSurveyRoundDto,
    returns: SurveyRoundDto,
    status: 201,
    summary: 'Plan the round of a quarter',
  })
  async create(@Caller() who: Principal, @Body() body: NewSurveyRoundDto) {
    return this.dto(await this.rounds.create(who, body));
  }

  @Action({ method: 'GET', path: ':id', permission: 'survey.read', returns: SurveyRoundDto, summary: 'One round' })
  async one(@Param('id') id: string) {
    return this.dto(await this.rounds.one(id));
  }

  @Action({
    method: 'PATCH',
    path: ':id',
    permission: 'survey.manage',
    body: SurveyRoundEditDto,
    returns: SurveyRoundDto,
    summary: 'Change a draft; of an open round its closing day and reminders',
  })
  async edit(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null, @Body() body: SurveyRoundEditDto) {
    return this.dto(await this.rounds.edit(who, id, version, body));
  }

  @Action({
    method: 'POST',
    path: ':id/open',
    permission: 'survey.manage',
    returns: SurveyRoundDto,
    summary: 'Draw the sample and open; its members are invited',
  })
  async open(@Caller() who: Principal, @Param('id') id: string) {
    return this.dto(await this.rounds.open(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/close',
    permission: 'survey.manage',
    body: CloseSurveyDto,
    returns: SurveyRoundDto,
    summary: 'Close and freeze as version 1',
  })
  async close(@Caller() who: Principal, @Param('id') id: string, @Body() body: CloseSurveyDto) {
    return this.dto(await this.rounds.close(who, id, body.evenWithDoubts ?? false));
  }

  @Action({
    method: 'POST',
    path: ':id/ask-publication',
    permission: 'survey.manage',
    returns: SurveyRoundDto,
    summary: 'Ask a second person to publish the version that is true now',
  })
  async askPublication(@Caller() who: Principal, @Param('id') id: string) {
    return this.dto(await this.publication.ask(who, id));
  }

  @Action({ method: 'DELETE', path: ':id', permission: 'survey.manage', summary: 'Remove a draft' })
  async remove(@Caller() who: Principal, @Param('id') id: string) {
    await this.undo.remove(who, id);
  }

  @Action({
    method: 'POST',
    path: ':id/take-back',
    permission: 'survey.manage',
    returns: SurveyRoundDto,
    summary: 'Make an open round a draft again, until the first answer is begun',
  })
  async takeBack(@Caller() who: Principal, @Param('id') id: string) {
    return this.dto(await this.undo.takeBack(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/reopen',
    permission: 'survey.manage',
    body: ReopenSurveyDto,
    returns: SurveyRoundDto,
    summary: 'Open a closed round again, until it is corrected or to be published',
  })
  async reopen(@Caller() who: Principal, @Param('id') id: string, @Body() body: ReopenSurveyDto) {
    return this.dto(await this.undo.reopen(who, id, body.closesOn));
  }

  @Action({
    method: 'POST',
    path: ':id/publish',
    permission: 'survey.manage',
    returns: SurveyRoundDto,
    summary: 'Publish: figures rest on the version that is true now. Where two are needed, somebody else than who asked',
  })
  async publish(@Caller() who: Principal, @Param('id') id: string) {
    return this.dto(await this.publication.publish(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/remind',
    permission: 'survey.remind',
    summary: 'Remind all within reach who have not answered, each once a day',
  })
  async remind(@Caller() who: Principal, @Param('id') id: string) {
    await this.rounds.remind(who, id);
  }

  @Action({
    method: 'GET',
    path: ':id/strata',
    permission: 'survey.read',
    returns: SurveyStratumDto,
    array: true,
    summary: 'Strata of the sample: frame, asked, answered; of a draft as it would be drawn',
  })
  async strata(@Param('id') id: string) {
    return (await this.rounds.strata(id)).map((stratum) => SurveyStratumDto.of(stratum));
  }

  @Action({
    method: 'GET',
    path: ':id/versions',
    permission: 'survey.read',
    returns: SurveyVersionDto,
    list: true,
    summary: 'Frozen versions, latest first',
  })
  async versions(@Param('id') id: string, @Query() query: PageQuery) {
    const page = await this.rounds.versions(id, query.cursor, query.limit ?? 20);
    return { items: page.items.map((version) => SurveyVersionDto.of(version)), next: page.next };
  }
}
