import { Body, Param, Query } from '@nestjs/common';
import type { Paged } from '#platform/db';
import { Clock } from '#platform/db';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { Settings } from '#platform/config';
import { ApiTokenDto, ApiTokenOfferDto, ApiTokenQuery, MadeApiTokenDto, NewApiTokenDto } from './api-token.dto.js';
import { ApiTokens } from './api-tokens.service.js';
import { OrgTree } from './org-tree.service.js';

@Resource('api-tokens')
export class ApiTokenController {
  constructor(
    private readonly tokens: ApiTokens,
    private readonly org: OrgTree,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  @Action({ method: 'GET', permission: 'signed-in', returns: ApiTokenDto, list: true, summary: 'Tokens of other systems that act for me' })
  async list(@Caller() who: Principal, @Query() query: ApiTokenQuery): Promise<Paged<ApiTokenDto>> {
    const { items, next } = await this.tokens.page(who, query.of ?? 'mine', query.cursor, query.limit);
    const now = this.clock.now();
    return {
      next,
      items: items.map(({ id, name, hint, role, permissions, userId, userName, createdAt, expiresAt, lastUsedAt, living }) => ({
        id,
        name,
        hint,
        role,
        permissions,
        userId,
        userName,
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
        state: !living ? 'ended' : expiresAt <= now ? 'expired' : 'living',
      })),
    };
  }

  @Action({
    method: 'GET',
    path: 'offers',
    permission: 'signed-in',
    returns: ApiTokenOfferDto,
    array: true,
    summary: 'What a token may carry, by my roles',
  })
  async offers(@Caller() who: Principal): Promise<ApiTokenOfferDto[]> {
    const nodes = await this.org.byIds(who.grants.flatMap((grant) => grant.nodeId ?? []));
    return this.tokens.offers(who).map(({ grant: { role, nodeId, enterpriseId, supplierId }, permissions }) => ({
      grant: { role, nodeId, nodeName: nodeId === null ? null : (nodes.get(nodeId)?.name ?? null), enterpriseId, supplierId },
      permissions,
      mostDays: this.settings.API_TOKEN_MAX_DAYS,
    }));
  }

  @Action({
    method: 'POST',
    permission: 'signed-in',
    rate: 'login',
    body: NewApiTokenDto,
    returns: MadeApiTokenDto,
    status: 201,
    summary: 'Make a token for another system; it is told this once',
  })
  async make(@Caller() who: Principal, @Body() body: NewApiTokenDto): Promise<MadeApiTokenDto> {
    const { id, token, expiresAt } = await this.tokens.make(who, body);
    return { id, token, expiresAt: expiresAt.toISOString() };
  }

  @Action({ method: 'DELETE', path: ':id', permission: 'signed-in', summary: 'End a token at once' })
  end(@Caller() who: Principal, @Param('id') id: string): Promise<void> {
    return this.tokens.end(who, id);
  }
}
