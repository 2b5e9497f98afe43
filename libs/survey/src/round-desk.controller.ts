import { Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { SurveyDoubtDto, SurveyMemberDto } from './answer.dto.js';
import { SurveyDesk } from './desk.service.js';
import {
  SurveyCallDto,
  SurveyCallQuery,
  SurveyDoubtQuery,
  SurveyProgressDto,
  SurveyProgressQuery,
  SurveySampleQuery,
} from './round.dto.js';
import { RoundService } from './round.service.js';
import { callsExport, doubtsExport } from './survey.export.js';

/** What staff look at while a round is open: who is asked, who has answered, whom to call, what is doubtful. */
@Resource('survey-rounds')
export class RoundDeskController {
  constructor(
    private readonly rounds: RoundService,
    private readonly desk: SurveyDesk,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'GET',
    path: ':id/sample',
    permission: 'survey.read',
    returns: SurveyMemberDto,
    list: true,
    summary: 'Enterprises that are asked',
  })
  async sample(@Caller() who: Principal, @Param('id') id: string, @Query() query: SurveySampleQuery) {
    const round = await this.rounds.one(id);
    const page = await this.desk.sample(
      who,
      id,
      { node: query.node, state: query.state, stratum: query.stratum },
      query.cursor,
      query.limit ?? 20,
    );
    return { items: page.items.map((member) => SurveyMemberDto.of({ member, round })), next: page.next };
  }

  @Action({
    method: 'GET',
    path: ':id/progress',
    permission: 'survey.read',
    returns: SurveyProgressDto,
    array: true,
    summary: 'Asked, started and answered by county or by liaison',
  })
  async progress(@Caller() who: Principal, @Param('id') id: string, @Query() query: SurveyProgressQuery) {
    await this.rounds.one(id);
    return (await this.desk.progress(who, id, query.by ?? 'county')).map(({ place, name, liaisons }) =>
      SurveyProgressDto.of(place, name, liaisons),
    );
  }

  @Action({
    method: 'GET',
    path: ':id/not-answered',
    permission: 'survey.read',
    returns: SurveyCallDto,
    list: true,
    summary: 'Call sheet: who has not answered, and whom to call',
  })
  async notAnswered(@Caller() who: Principal, @Param('id') id: string, @Query() query: SurveyCallQuery) {
    await this.rounds.one(id);
    const page = await this.desk.notAnswered(who, id, query.node, query.cursor, query.limit ?? 20);
    const items = page.items.map(({ member, contact }): SurveyCallDto => ({
      id: member.id,
      enterpriseId: member.enterpriseId,
      enterpriseName: member.enterpriseName,
      nodeId: member.nodeId,
      state: member.state,
      contactName: contact?.name ?? null,
      contactPhone: contact?.phone ?? null,
    }));
    return { items, next: page.next };
  }

  @Action({
    method: 'GET',
    path: ':id/not-answered/export',
    permission: 'survey.read',
    file: XLSX,
    rate: 'upload',
    summary: 'The call sheet as a workbook',
  })
  exportCalls(@Caller() who: Principal, @Param('id') id: string, @Query() query: SurveyCallQuery, @Res() reply: FastifyReply) {
    return this.exports.answer(reply, who, callsExport, query, (asked) => this.notAnswered(who, id, asked));
  }

  @Action({
    method: 'GET',
    path: ':id/doubts',
    permission: 'survey.read',
    returns: SurveyDoubtDto,
    list: true,
    summary: 'Doubtful answers beside last quarter’s',
  })
  async doubts(@Caller() who: Principal, @Param('id') id: string, @Query() query: SurveyDoubtQuery) {
    await this.rounds.one(id);
    const page = await this.desk.doubts(
      who,
      id,
      { kind: query.kind, state: query.state, node: query.node },
      query.cursor,
      query.limit ?? 20,
    );
    return {
      items: page.items.map(({ doubt, member, final }) => SurveyDoubtDto.of(doubt, who.locale, final, member?.enterpriseName ?? null)),
      next: page.next,
    };
  }

  @Action({
    method: 'GET',
    path: ':id/doubts/export',
    permission: 'survey.read',
    file: XLSX,
    rate: 'upload',
    summary: 'All doubtful answers that the filter finds, as a workbook',
  })
  exportDoubts(@Caller() who: Principal, @Param('id') id: string, @Query() query: SurveyDoubtQuery, @Res() reply: FastifyReply) {
    return this.exports.answer(reply, who, doubtsExport, query, (asked) => this.doubts(who, id, asked));
  }
}
