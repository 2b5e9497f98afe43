import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Clock } from '#platform/db';
import { Action, Caller, IfMatch, PageQuery, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { ApproveNeedDto, SendBackDto } from './need-checks.dto.js';
import { ConfirmDto, NeedDto, NeedEntryDto, NeedPatchDto, NeedQuery, NewNeedDto, PublishNeedDto, WithdrawNeedDto } from './need.dto.js';
import { postingIn, saidIn } from './posting.dto.js';
import { NeedEdits } from './need.edits.js';
import { NeedChecks } from './need.checks.js';
import type { NeedView } from './need.ledger.js';
import { NeedNamer } from './need.names.js';
import { NeedPages } from './need.pages.js';
import { problems } from './need.problems.js';
import type { Saved } from './need.rules.js';
import { NeedService } from './need.service.js';

@Resource('needs')
export class NeedController {
  constructor(
    private readonly needs: NeedService,
    private readonly edits: NeedEdits,
    private readonly checks: NeedChecks,
    private readonly namer: NeedNamer,
    private readonly clock: Clock,
    private readonly pages: NeedPages,
  ) {}

  @Action({ method: 'GET', permission: 'need.read', returns: NeedDto, list: true, summary: 'Needs in my scope, newest first' })
  list(@Caller() who: Principal, @Query() query: NeedQuery) {
    return this.pages.of(who, query);
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
    return this.pages.take(reply, who, query);
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

  private async answer(who: Principal, { need, warnings }: Saved | { need: NeedView; warnings: [] }): Promise<NeedDto> {
    return NeedDto.of(need, await this.namer.of([need]), warnings, who.locale);
  }
}
