import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { mask } from '#platform/crypto';
import type { Paged } from '#platform/db';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import {
  InvitedUserDto,
  NewGrantDto,
  NewOrgNodeDto,
  NewUserDto,
  OrgNodeDto,
  OrgNodeQuery,
  PasswordLinkDto,
  UserDto,
  UserQuery,
} from './access.dto.js';
import { Identities } from './identity.js';
import { ListExports } from './list-exports.service.js';
import { OrgAdmin } from './org-admin.service.js';
import { OrgTree } from './org-tree.service.js';
import { SecondFactorAdmin } from './second-factor-admin.service.js';
import { SecondFactors } from './second-factor.service.js';
import { usersExport } from './users.export.js';
import { Users, type UserWithGrants } from './users.service.js';

@Resource('users')
export class UserController {
  constructor(
    private readonly users: Users,
    private readonly org: OrgTree,
    private readonly identities: Identities,
    private readonly factors: SecondFactors,
    private readonly factorAdmin: SecondFactorAdmin,
    private readonly exports: ListExports,
  ) {}

  @Action({ method: 'GET', permission: 'user.manage', returns: UserDto, list: true, summary: 'Accounts, newest first' })
  async page(@Caller() who: Principal, @Query() query: UserQuery): Promise<Paged<UserDto>> {
    const page = await this.users.page(who, query, query.cursor, query.limit ?? 20);
    return { items: await this.describe(page.items), next: page.next };
  }

  @Action({
    method: 'POST',
    permission: 'user.manage',
    body: NewUserDto,
    returns: InvitedUserDto,
    status: 201,
    summary: 'Invite somebody by a one-time link',
  })
  async invite(@Caller() who: Principal, @Body() { grants, ...person }: NewUserDto): Promise<InvitedUserDto> {
    const { id, link } = await this.users.invite(who, person, grants);
    return { ...(await this.one(who, id)), link };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'user.manage',
    file: XLSX,
    rate: 'upload',
    summary: 'All accounts that the filter finds, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: UserQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, usersExport, query, (asked) => this.page(who, asked));
  }

  @Action({ method: 'GET', path: ':id', permission: 'user.manage', returns: UserDto, summary: 'One account' })
  async one(@Caller() who: Principal, @Param('id') id: string): Promise<UserDto> {
    const [user] = await this.describe([await this.users.one(who, id)]);
    return user as UserDto;
  }

  @Action({ method: 'POST', path: ':id/disable', permission: 'user.manage', summary: 'Lock an account out; its sessions end at once' })
  disable(@Caller() who: Principal, @Param('id') id: string): Promise<void> {
    return this.users.disable(who, id);
  }

  @Action({ method: 'POST', path: ':id/enable', permission: 'user.manage', summary: 'Let a disabled account sign in again' })
  enable(@Caller() who: Principal, @Param('id') id: string): Promise<void> {
    return this.users.enable(who, id);
  }

  @Action({
    method: 'POST',
    path: ':id/reset',
    permission: 'user.manage',
    returns: PasswordLinkDto,
    summary: 'End the password and the sessions; a link to choose another is sent',
  })
  async reset(@Caller() who: Principal, @Param('id') id: string): Promise<PasswordLinkDto> {
    return { link: await this.users.reset(who, id) };
  }

  @Action({
    method: 'POST',
    path: ':id/second-factor/reset',
    permission: 'user.manage',
    summary: 'Take the second factor away from somebody who lost it; their sessions end',
  })
  resetSecondFactor(@Caller() who: Principal, @Param('id') id: string): Promise<void> {
    return this.factorAdmin.reset(who, id);
  }

  @Action({
    method: 'POST',
    path: ':id/grants',
    permission: 'user.manage',
    body: NewGrantDto,
    returns: UserDto,
    status: 201,
    summary: 'Give a role',
  })
  async grant(@Caller() who: Principal, @Param('id') id: string, @Body() body: NewGrantDto): Promise<UserDto> {
    await this.users.grant(who, id, body);
    return this.one(who, id);
  }

  @Action({ method: 'DELETE', path: ':id/grants/:grantId', permission: 'user.manage', summary: 'Take a role away' })
  revoke(@Caller() who: Principal, @Param('id') id: string, @Param('grantId') grantId: string): Promise<void> {
    return this.users.revoke(who, id, grantId);
  }

  private async describe(users: readonly UserWithGrants[]): Promise<UserDto[]> {
    const enrolled = await this.factors.enrolled(users.map(({ account }) => account.id));
    const nodes = await this.org.byIds(users.flatMap(({ grants }) => grants.flatMap((grant) => grant.nodeId ?? [])));
    return users.map(({ account, grants }) => {
      const { name, login, email, phone } = this.identities.open(account);
      const [maskedEmail, maskedPhone] = [email && mask.email(email), phone && mask.phone(phone)];
      return {
        id: account.id,
        name,
        login: login ?? maskedEmail ?? maskedPhone ?? '',
        email: maskedEmail,
        phone: maskedPhone,
        state: account.disabledAt ? 'disabled' : account.passwordHash === null ? 'invited' : 'active',
        grants: grants.map(({ id, role, nodeId, enterpriseId, supplierId }) => ({
          id,
          role,
          nodeId,
          nodeName: nodeId === null ? null : (nodes.get(nodeId)?.name ?? null),
          enterpriseId,
          supplierId,
        })),
        secondFactor: enrolled.has(account.id),
        createdAt: account.createdAt.toISOString(),
        lastSignInAt: account.lastSignInAt?.toISOString() ?? null,
      };
    });
  }
}

@Resource('org-nodes')
export class OrgNodeController {
  constructor(
    private readonly org: OrgTree,
    private readonly admin: OrgAdmin,
  ) {}

  @Action({ method: 'GET', permission: 'public', returns: OrgNodeDto, array: true, summary: 'The organisation tree, a level at a time' })
  async list(@Query() query: OrgNodeQuery): Promise<OrgNodeDto[]> {
    if (query.kind === 'county') return this.org.countiesAndZones();
    if (query.kind === 'all') return this.org.ofKinds(['province', 'city', 'county', 'zone', 'outside']);
    return this.org.children(query.parent ?? null);
  }

  @Action({
    method: 'POST',
    permission: 'org.manage',
    body: NewOrgNodeDto,
    returns: OrgNodeDto,
    status: 201,
    summary: 'Add a town or a development zone',
  })
  add(@Caller() who: Principal, @Body() body: NewOrgNodeDto): Promise<OrgNodeDto> {
    return this.admin.add(who, body.parentId, body.kind, body.name, body.divisionCode ?? null);
  }
}
