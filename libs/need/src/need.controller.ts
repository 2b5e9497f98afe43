import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports, OrgTree } from '#access';
import { Clock } from '#platform/db';
import { Action, Caller, IfMatch, MaybeCaller, PageQuery, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { ApproveNeedDto, SendBackDto } from './need-checks.dto.js';
import { ConfirmDto, NeedDto, NeedEntryDto, NeedPatchDto, NeedQuery, NewNeedDto, PublishNeedDto, WithdrawNeedDto } from './need.dto.js';
import { postingIn, saidIn } from './posting.dto.js';
import { NeedReportDto, ReportAnswerDto, ReportDto, ReportQuery } from './need-report.dto.js';
import { needsExport } from './need.export.js';
import { NeedEdits } from './need.edits.js';
import { NeedChecks } from './need.checks.js';
import type { NeedView } from './need.ledger.js';
import { NeedNamer } from './need.names.js';
import { problems } from './need.problems.js';
import { NeedReads } from './need.reads.js';
import { NeedReports } from './need.reports.js';
import type { Saved } from './need.rules.js';
import { NeedService } from './need.service.js';

@Resource('needs')
export class NeedController {
  constructor(
    private readonly needs: NeedService,
    private readonly edits: NeedEdits,
    private readonly reports: NeedReports,
    private readonly checks: NeedChecks,
    private readonly reads: NeedReads,
    private readonly namer: NeedNamer,
    private readonly org: OrgTree,
    private readonly clock: Clock,
    private readonly exports: ListExports,
  ) {}

  @Action({ method: 'GET', permission: 'need.read', returns: NeedDto, list: true, summary: 'Needs in my scope, newest first' })
  async list(@Caller() who: Principal, @Query() query: NeedQuery) {
    const node = query.node ? await this.org.byId(query.node) : null;
    const page = await this.needs.list(
      who,
      {
        states: query.state ? [query.state] : undefined,
        occupation: query.occupation,
        enterpriseId: query.enterprise,
        search: query.q,
        gap: query.gap,
        importId: query.import,
        doubtful: query.doubtful,
        nodePath: query.node ? (node?.path ?? '-') : undefined,
      },
      query.cursor,
      query.limit ?? 20,
    );
    const names = await this.namer.of(page.items);
    return { items: page.items.map((need) => NeedDto.of(need, names)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'need.read',
    file: XLSX,
    rate: 'upload',
    summary: 'All needs that the filter finds, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: NeedQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, needsExport, query, (asked) => this.list(who, asked));
  }

  @Action({
    method: 'POST',
    permission: 'need.publish',
    body: NewNeedDto,
    returns: NeedDto,
    status: 201,
    summary: 'Post a need; it stands on the board at once, unless it is kept as a draft or its county checks first',
  })
  async create(@Caller() who: Principal, @Body() body: NewNeedDto) {
    const { enterpriseId, nodeId, figuresConfirmed } = body;
    const given = { posting: postingIn(body, this.clock.today()), enterpriseId, nodeId, figuresConfirmed };
    return this.answer(who, body.draft ? await this.needs.saveDraft(who, given) : await this.needs.publish(who, given));
  }

  @Action({
    method: 'GET',
    path: 'reports',
    permission: 'need.answer_report',
    returns: NeedReportDto,
    list: true,
    summary: 'What readers of the board reported',
  })
  async reported(@Caller() who: Principal, @Query() query: ReportQuery) {
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
    method: 'POST',
    path: 'reports/:id/close',
    permission: 'need.answer_report',
    body: ReportAnswerDto,
    summary: 'Answer a report',
  })
  async closeReport(@Caller() who: Principal, @Param('id') id: string, @Body() body: ReportAnswerDto): Promise<void> {
    await this.reports.close(who, id, body.answer);
  }

  @Action({ method: 'GET', path: ':id', permission: 'need.read', returns: NeedDto, summary: 'One need' })
  async one(@Caller() who: Principal, @Param('id') id: string) {
    return this.answer(who, { need: await this.needs.one(who, id), warnings: [] });
  }

  @Action({
    method: 'PATCH',
    path: ':id',
    permission: 'need.publish',
    body: NeedPatchDto,
    returns: NeedDto,
    summary: 'Change what is said; If-Match names the version',
  })
  async edit(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null, @Body() body: NeedPatchDto) {
    if (version === null) throw problems('need.if_match');
    return this.answer(who, await this.edits.edit(who, id, version, { ...saidIn(body), nodeId: body.nodeId }, body.figuresConfirmed));
  }

  @Action({
    method: 'POST',
    path: ':id/publish',
    permission: 'need.publish',
    body: PublishNeedDto,
    returns: NeedDto,
    status: 200,
    summary: 'Publish a draft, or a need that went stale',
  })
  async publish(@Caller() who: Principal, @Param('id') id: string, @Body() body: PublishNeedDto) {
    return this.answer(who, await this.needs.publishAgain(who, id, body.figuresConfirmed));
  }

  @Action({
    method: 'POST',
    path: ':id/approve',
    permission: 'need.check',
    body: ApproveNeedDto,
    returns: NeedDto,
    status: 200,
    summary: 'Publish a need that waited for its county',
  })
  async approve(@Caller() who: Principal, @Param('id') id: string, @Body() body: ApproveNeedDto) {
    return this.answer(who, await this.needs.approve(who, id, body.version));
  }

  @Action({
    method: 'POST',
    path: ':id/send-back',
    permission: 'need.check',
    body: SendBackDto,
    returns: NeedDto,
    status: 200,
    summary: 'Hand a need back to its enterprise with a reason',
  })
  async sendBack(@Caller() who: Principal, @Param('id') id: string, @Body() body: SendBackDto) {
    return this.answer(who, { need: await this.checks.sendBack(who, id, body.version, body.reason), warnings: [] });
  }

  @Action({
    method: 'POST',
    path: ':id/copy',
    permission: 'need.publish',
    returns: NeedDto,
    status: 201,
    summary: 'A draft that says what an older need said',
  })
  async copy(@Caller() who: Principal, @Param('id') id: string) {
    return this.answer(who, await this.needs.copy(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/confirm',
    permission: 'need.publish',
    body: ConfirmDto,
    returns: NeedDto,
    status: 200,
    summary: 'It is still so, or as many as this are short now',
  })
  async confirm(@Caller() who: Principal, @Param('id') id: string, @Body() body: ConfirmDto) {
    return this.answer(who, await this.needs.confirm(who, id, saidIn(body), body.figuresConfirmed));
  }

  @Action({
    method: 'POST',
    path: ':id/withdraw',
    permission: 'need.publish',
    body: WithdrawNeedDto,
    returns: NeedDto,
    status: 200,
    summary: 'Take it off the board; refused while people are on the way',
  })
  async withdraw(@Caller() who: Principal, @Param('id') id: string, @Body() body: WithdrawNeedDto) {
    return this.answer(who, { need: await this.needs.withdraw(who, id, body.reason), warnings: [] });
  }

  @Action({
    method: 'GET',
    path: ':id/ledger',
    permission: 'need.read',
    returns: NeedEntryDto,
    list: true,
    summary: 'Every movement with the figures after it',
  })
  async ledger(@Caller() who: Principal, @Param('id') id: string, @Query() query: PageQuery) {
    const page = await this.needs.entries(who, id, query.cursor, query.limit ?? 100);
    const people = await this.namer.people(page.items.map((entry) => entry.actorId));
    return { items: page.items.map((entry) => NeedEntryDto.of(entry, people.get(entry.actorId ?? '') ?? null)), next: page.next };
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

  private async answer(who: Principal, { need, warnings }: Saved | { need: NeedView; warnings: [] }): Promise<NeedDto> {
    return NeedDto.of(need, await this.namer.of([need]), warnings, who.locale);
  }
}
