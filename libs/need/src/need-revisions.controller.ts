import { Body, Param, Query } from '@nestjs/common';
import { Action, Caller, PageQuery, Resource, type Principal } from '#platform/http';
import { ApproveNeedDto, NeedRevisionDto, SendBackDto } from './need-checks.dto.js';
import { NeedEdits } from './need.edits.js';
import { NeedNamer } from './need.names.js';
import { NeedRevisions } from './need.revisions.js';

@Resource('needs')
export class NeedRevisionController {
  constructor(
    private readonly revisions: NeedRevisions,
    private readonly edits: NeedEdits,
    private readonly namer: NeedNamer,
  ) {}

  @Action({
    method: 'GET',
    path: 'revisions',
    permission: 'need.check',
    returns: NeedRevisionDto,
    list: true,
    summary: 'Changes of published needs that wait to be looked at, oldest first',
  })
  async list(@Caller() who: Principal, @Query() query: PageQuery) {
    const page = await this.revisions.page(who, query.cursor, query.limit ?? 20);
    return { items: await this.namer.revisions(page.items), next: page.next };
  }

  @Action({
    method: 'POST',
    path: ':id/revision/approve',
    permission: 'need.check',
    body: ApproveNeedDto,
    summary: 'Let a change of a published need apply; version names the change that was looked at',
  })
  async approve(@Caller() who: Principal, @Param('id') id: string, @Body() body: ApproveNeedDto): Promise<void> {
    await this.edits.approveRevision(who, id, body.version);
  }

  @Action({
    method: 'DELETE',
    path: ':id/revision',
    permission: 'need.publish',
    summary: 'Take back a change that waits; the need stays as it is published',
  })
  async takeBack(@Caller() who: Principal, @Param('id') id: string): Promise<void> {
    await this.revisions.takeBack(who, id);
  }

  @Action({
    method: 'POST',
    path: ':id/revision/send-back',
    permission: 'need.check',
    body: SendBackDto,
    summary: 'Refuse a change with a reason; the need stays as it is published',
  })
  async sendBack(@Caller() who: Principal, @Param('id') id: string, @Body() body: SendBackDto): Promise<void> {
    await this.revisions.sendBack(who, id, body.version, body.reason);
  }
}
