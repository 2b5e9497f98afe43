import { Body, Param, Query } from '@nestjs/common';
import type { Paged } from '#platform/db';
import { Action, Caller, PageQuery, Resource, type Principal } from '#platform/http';
import { HookLog } from './hook-log.service.js';
import {
  ChangedWebhookDto,
  DispatchDto,
  DispatchQuery,
  NewWebhookDto,
  SendAgainDto,
  SentAgainDto,
  WebhookDto,
  WebhookSecretDto,
  WebhookVersionDto,
} from './webhook.dto.js';
import { Webhooks } from './webhooks.service.js';

@Resource('webhooks')
export class WebhookController {
  constructor(
    private readonly hooks: Webhooks,
    private readonly log: HookLog,
  ) {}

  @Action({
    method: 'GET',
    permission: 'webhook.manage',
    returns: WebhookDto,
    list: true,
    summary: 'Other systems that are told of one’s own',
  })
  async list(@Caller() who: Principal, @Query() query: PageQuery): Promise<Paged<WebhookDto>> {
    const page = await this.hooks.page(who, query.cursor, query.limit ?? 20);
    return { items: page.items.map((one) => WebhookDto.of(one)), next: page.next };
  }

  @Action({ method: 'GET', path: ':id', permission: 'webhook.manage', returns: WebhookDto, summary: 'One of them' })
  async get(@Caller() who: Principal, @Param('id') id: string): Promise<WebhookDto> {
    return WebhookDto.of(await this.hooks.get(who, id));
  }

  @Action({
    method: 'POST',
    permission: 'webhook.manage',
    body: NewWebhookDto,
    returns: WebhookSecretDto,
    status: 201,
    summary: 'Connect another system; its secret is told this once',
  })
  async connect(
    @Caller() who: Principal,
    @Body() { enterpriseId, supplierId, nodeId, ...wishes }: NewWebhookDto,
  ): Promise<WebhookSecretDto> {
    return { ...(await this.hooks.connect(who, wishes, { enterpriseId, supplierId, nodeId })), earlierUntil: null };
  }

  @Action({
    method: 'PUT',
    path: ':id',
    permission: 'webhook.manage',
    body: ChangedWebhookDto,
    returns: WebhookDto,
    summary: 'Change what it is told and where, or switch it on or off',
  })
  async change(@Caller() who: Principal, @Param('id') id: string, @Body() body: ChangedWebhookDto): Promise<WebhookDto> {
    return WebhookDto.of(await this.hooks.change(who, id, body));
  }

  @Action({
    method: 'POST',
    path: ':id/secret',
    permission: 'webhook.manage',
    body: WebhookVersionDto,
    returns: WebhookSecretDto,
    summary: 'Give it another secret; the one before stays valid beside it for a while',
  })
  async changeSecret(@Caller() who: Principal, @Param('id') id: string, @Body() { version }: WebhookVersionDto): Promise<WebhookSecretDto> {
    const { secret, earlierUntil } = await this.hooks.changeSecret(who, id, version);
    return { id, secret, earlierUntil: earlierUntil.toISOString() };
  }

  @Action({ method: 'DELETE', path: ':id', permission: 'webhook.manage', summary: 'Remove it with its log' })
  async remove(@Caller() who: Principal, @Param('id') id: string): Promise<void> {
    await this.hooks.remove(who, id);
  }

  @Action({
    method: 'GET',
    path: ':id/dispatches',
    permission: 'webhook.manage',
    returns: DispatchDto,
    list: true,
    summary: 'What it was told in the last 30 days, newest first',
  })
  async dispatches(@Caller() who: Principal, @Param('id') id: string, @Query() query: DispatchQuery): Promise<Paged<DispatchDto>> {
    const { state, cursor, limit = 20 } = query;
    const page = await this.log.page(who, id, { state, cursor, limit });
    return { items: page.items.map((one) => DispatchDto.of(one)), next: page.next };
  }

  @Action({
    method: 'POST',
    path: ':id/send-again',
    permission: 'webhook.manage',
    body: SendAgainDto,
    returns: SentAgainDto,
    summary: 'Send again what failed, one of them or all',
  })
  async again(@Caller() who: Principal, @Param('id') id: string, @Body() { dispatchId }: SendAgainDto): Promise<SentAgainDto> {
    return { dispatches: await this.log.again(who, id, dispatchId ?? null) };
  }
}
