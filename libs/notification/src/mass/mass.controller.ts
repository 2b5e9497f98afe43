import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, conflict, IfMatch, PageQuery, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import type { MassStep } from '../domain/mass.js';
import {
  MassDraftDto,
  MassDto,
  MassPreviewDto,
  MassRecipientDto,
  MassRecipientQuery,
  MassWithProgressDto,
  OneClickDto,
} from './mass.dto.js';
import type { MassMessage } from './mass.entity.js';
import { massExport } from './mass.export.js';
import { MassMessages } from './mass.service.js';
import { MassViews } from './mass.views.js';
import { Unsubscribing } from './unsubscribe.service.js';

const versionIn = (version: number | null): number => {
  if (version === null) throw conflict('request.if_match', { zh: '缺少 If-Match 版本号', en: 'If-Match with the version is missing' });
  return version;
};

@Resource('mass-messages')
export class MassController {
  constructor(
    private readonly messages: MassMessages,
    private readonly views: MassViews,
    private readonly exports: ListExports,
  ) {}

  @Action({ method: 'GET', permission: 'mass.send', returns: MassDto, list: true, summary: 'Messages to many, newest first' })
  async list(@Caller() who: Principal, @Query() query: PageQuery) {
    const page = await this.messages.page(who, query.cursor, query.limit ?? 20);
    return { items: (await this.views.of(page.items)).map((view) => MassDto.of(view)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'mass.send',
    file: XLSX,
    rate: 'upload',
    summary: 'All messages to many, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, massExport, query, (asked) => this.list(who, asked));
  }

  @Action({
    method: 'POST',
    permission: 'mass.send',
    body: MassDraftDto,
    returns: MassDto,
    status: 201,
    summary: 'Begin a message to many; nothing is sent yet',
  })
  async create(@Caller() who: Principal, @Body() body: MassDraftDto): Promise<MassDto> {
    return this.shown(await this.messages.create(who, body));
  }

  @Action({
    method: 'GET',
    path: ':id',
    permission: 'mass.send',
    returns: MassWithProgressDto,
    summary: 'A message to many and how far it is',
  })
  async one(@Caller() who: Principal, @Param('id') id: string): Promise<MassWithProgressDto> {
    const mass = await this.messages.one(who, id);
    return { ...(await this.shown(mass)), progress: await this.views.progress(id) };
  }

  @Action({
    method: 'PATCH',
    path: ':id',
    permission: 'mass.send',
    body: MassDraftDto,
    returns: MassDto,
    summary: 'Change a draft; If-Match names the version',
  })
  async edit(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null, @Body() body: MassDraftDto) {
    return this.shown(await this.messages.edit(who, id, versionIn(version), body));
  }

  @Action({
    method: 'GET',
    path: ':id/preview',
    permission: 'mass.send',
    returns: MassPreviewDto,
    summary: 'Who would get what by which channel, what that costs, and how it reads',
  })
  preview(@Caller() who: Principal, @Param('id') id: string): Promise<MassPreviewDto> {
    return this.messages.preview(who, id);
  }

  @Action({
    method: 'GET',
    path: ':id/recipients',
    permission: 'mass.send',
    returns: MassRecipientDto,
    list: true,
    summary: 'Each of whom it concerns, and what became of it',
  })
  async recipients(@Caller() who: Principal, @Param('id') id: string, @Query() query: MassRecipientQuery) {
    const page = await this.views.recipients(who, id, query.state, query.cursor, query.limit ?? 20);
    return { items: page.items.map((view) => MassRecipientDto.of(view)), next: page.next };
  }

  @Action({ method: 'POST', path: ':id/test', permission: 'mass.send', summary: 'Send it to oneself' })
  async test(@Caller() who: Principal, @Param('id') id: string): Promise<void> {
    await this.messages.test(who, id);
  }

  @Action({ method: 'POST', path: ':id/send', permission: 'mass.send', returns: MassDto, summary: 'Send it off, or ask for approval' })
  send(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null): Promise<MassDto> {
    return this.step(who, id, 'send', version);
  }

  @Action({ method: 'POST', path: ':id/approve', permission: 'mass.send', returns: MassDto, summary: 'Approve what somebody else wrote' })
  approve(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null): Promise<MassDto> {
    return this.step(who, id, 'approve', version);
  }

  @Action({ method: 'POST', path: ':id/return', permission: 'mass.send', returns: MassDto, summary: 'Hand it back to be changed' })
  handBack(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null): Promise<MassDto> {
    return this.step(who, id, 'return', version);
  }

  @Action({ method: 'POST', path: ':id/pause', permission: 'mass.send', returns: MassDto, summary: 'Hold what has not gone yet' })
  pause(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null): Promise<MassDto> {
    return this.step(who, id, 'pause', version);
  }

  @Action({ method: 'POST', path: ':id/continue', permission: 'mass.send', returns: MassDto, summary: 'Go on after a pause' })
  goOn(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null): Promise<MassDto> {
    return this.step(who, id, 'continue', version);
  }

  @Action({ method: 'POST', path: ':id/cancel', permission: 'mass.send', returns: MassDto, summary: 'Stop it; what went stays gone' })
  cancel(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null): Promise<MassDto> {
    return this.step(who, id, 'cancel', version);
  }

  private async step(who: Principal, id: string, step: MassStep, version: number | null): Promise<MassDto> {
    await this.messages.one(who, id);
    return this.shown(await this.messages.step(who, id, step, versionIn(version)));
  }

  private async shown(mass: MassMessage): Promise<MassDto> {
    const [view] = await this.views.of([mass]);
    if (!view) throw new Error('a message has one view');
    return MassDto.of(view);
  }
}

@Resource('unsubscribe')
export class UnsubscribeController {
  constructor(private readonly unsubscribing: Unsubscribing) {}

  @Action({
    method: 'POST',
    path: ':key',
    permission: 'public',
    body: OneClickDto,
    summary: 'Get no more advertising: by the key of the link, without an account (RFC 8058)',
  })
  async by(@Param('key') key: string, @Body() _pressed: OneClickDto): Promise<void> {
    await this.unsubscribing.by(key);
  }
}
