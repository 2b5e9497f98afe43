import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Settings } from '#platform/config';
import { Action, Caller, IfMatch, Resource, withUpload, type Principal, type UploadRequest } from '#platform/http';
import { answerWorkbook, tableLimits, XLSX } from '#platform/table';
import {
  answerIn,
  rowIn,
  SurveyAnswerDto,
  SurveyAnswerQuery,
  SurveyCorrectionDto,
  SurveyFormDto,
  SurveyMemberDto,
  SurveyReasonDto,
  SurveySavedDto,
  SurveySubmitDto,
} from './answer.dto.js';
import { AnswerService, type Form } from './answer.service.js';
import { ReviewService } from './review.service.js';
import { SurveySheetDto } from './sheet.dto.js';
import { readWorkbook } from './sheet.reader.js';
import { membersExport } from './survey.export.js';
import { writeTemplate, type FormOf } from './template.js';

@Resource('survey-answers')
export class AnswerController {
  constructor(
    private readonly answers: AnswerService,
    private readonly review: ReviewService,
    private readonly settings: Settings,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'GET',
    permission: 'survey.see_answer',
    returns: SurveyMemberDto,
    list: true,
    summary: 'Questionnaires within reach, of a round or an enterprise',
  })
  async list(@Caller() who: Principal, @Query() query: SurveyAnswerQuery) {
    const filter = { roundId: query.round, enterpriseId: query.enterprise, states: query.state && [query.state] };
    const page = await this.answers.list(who, filter, query.cursor, query.limit ?? 20);
    return { items: page.items.map((asked) => SurveyMemberDto.of(asked)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'survey.see_answer',
    file: XLSX,
    rate: 'upload',
    summary: 'All questionnaires that the filter finds, as a workbook: who answered, and when',
  })
  export(@Caller() who: Principal, @Query() query: SurveyAnswerQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, membersExport, query, (asked) => this.list(who, asked));
  }

  @Action({
    method: 'GET',
    path: 'mine',
    permission: 'survey.answer',
    returns: SurveyMemberDto,
    array: true,
    summary: 'Open questionnaires of my enterprise',
  })
  async mine(@Caller() who: Principal) {
    return (await this.answers.mine(who)).map((asked) => SurveyMemberDto.of(asked));
  }

  @Action({
    method: 'GET',
    path: ':id',
    permission: 'survey.see_answer',
    returns: SurveyFormDto,
    summary: 'The form, filled from the draft or the ledger, beside last quarter’s',
  })
  async form(@Caller() who: Principal, @Param('id') id: string) {
    return SurveyFormDto.from(await this.answers.form(who, id), who.locale);
  }

  @Action({
    method: 'PUT',
    path: ':id/draft',
    permission: 'survey.answer',
    body: SurveyAnswerDto,
    returns: SurveySavedDto,
    summary: 'Save as one types; If-Match names the version it began on',
  })
  async save(
    @Caller() who: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | null,
    @Body() body: SurveyAnswerDto,
  ): Promise<SurveySavedDto> {
    const saved = await this.answers.saveDraft(who, id, version, answerIn(body));
    return { version: saved.version, savedAt: saved.at.toISOString() };
  }

  @Action({
    method: 'POST',
    path: ':id/submit',
    permission: 'survey.answer',
    body: SurveySubmitDto,
    returns: SurveyFormDto,
    summary: 'Hand in; the ledger of needs follows',
  })
  async submit(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null, @Body() body: SurveySubmitDto) {
    await this.answers.submit(who, id, version, body.answer ? answerIn(body.answer) : null, body.figuresConfirmed);
    return SurveyFormDto.from(await this.answers.form(who, id), who.locale);
  }

  @Action({ method: 'GET', path: ':id/template.xlsx', permission: 'survey.see_answer', file: XLSX, summary: 'The form as a workbook' })
  async template(@Caller() who: Principal, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const form = await this.answers.takeForm(who, id);
    const { quarter, enterprise } = formOf(form);
    await answerWorkbook(reply, `${quarter}-${enterprise}-缺工调查.xlsx`, (to) => writeTemplate(form.answer, formOf(form), to));
  }

  @Action({
    method: 'POST',
    path: ':id/template/preview',
    permission: 'survey.answer',
    upload: true,
    returns: SurveySheetDto,
    status: 200,
    summary: 'Read a filled workbook; nothing is saved before it is confirmed',
  })
  async preview(@Caller() who: Principal, @Param('id') id: string, @Req() request: UploadRequest): Promise<SurveySheetDto> {
    await this.answers.allowed(who, 'survey.answer', id);
    const form = await this.answers.form(who, id);
    const read = await withUpload(request, this.settings, (file, _, signal) =>
      readWorkbook(file, form.answer, formOf(form), { limits: tableLimits(this.settings), signal }),
    );
    return SurveySheetDto.of(read, form, this.answers.found(form.round, read.answer), who.locale);
  }

  @Action({
    method: 'POST',
    path: ':id/accept',
    permission: 'survey.review',
    returns: SurveyMemberDto,
    summary: 'Accept an answer and its doubts',
  })
  async accept(@Caller() who: Principal, @Param('id') id: string) {
    return SurveyMemberDto.of(await this.review.accept(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/ask-back',
    permission: 'survey.review',
    body: SurveyReasonDto,
    returns: SurveyMemberDto,
    summary: 'Ask the enterprise to look again',
  })
  async askBack(@Caller() who: Principal, @Param('id') id: string, @Body() body: SurveyReasonDto) {
    return SurveyMemberDto.of(await this.review.askBack(who, id, body.reason));
  }

  @Action({
    method: 'POST',
    path: ':id/correct',
    permission: 'survey.review',
    body: SurveyCorrectionDto,
    returns: SurveyMemberDto,
    summary: 'Correct an answer, with the reason; a closed round gets a new version',
  })
  async correct(@Caller() who: Principal, @Param('id') id: string, @Body() body: SurveyCorrectionDto) {
    const patch = { rows: body.rows.map(rowIn), ...(body.employees === undefined ? {} : { employees: body.employees }) };
    return SurveyMemberDto.of(await this.review.correct(who, id, patch, body.reason));
  }
}

const formOf = ({ member, round }: Form): FormOf => ({ id: member.id, quarter: round.quarter, enterprise: member.enterpriseName });
