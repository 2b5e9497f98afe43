import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { Settings } from '#platform/config';
import { Clock, insertRows, newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { forbidden, notFound, Problem, type Grant, type Principal } from '#platform/http';
import { ApiToken, UserAccount } from './access.entity.js';
import { problems } from './access.problems.js';
import { AccessService } from './access.service.js';
import { Audit } from './audit.service.js';
import { carriedBy, hintOf, tokenText } from './domain/api-token.js';
import { TOUCH_MS } from './domain/session-life.js';
import { Identities } from './identity.js';
import { OwnPassword } from './own-password.service.js';
import { permissionCatalogue } from './permissions.js';
import { Sessions } from './session.service.js';
import { hashToken, newToken } from './tokens.js';

const DAY_MS = 86_400_000;

export interface NewToken extends Partial<Pick<Grant, 'nodeId' | 'enterpriseId' | 'supplierId'>> {
  name: string;
  role: Grant['role'];
  permissions: readonly string[];
  /** That it lives. */
  days: number;
  /** The maker's own. */
  password: string;
}

/** What a grant stands on, as it is kept with it. */
const keyOf = ({ nodeId, enterpriseId, supplierId }: Grant): string =>
  enterpriseId ? `enterprise ${enterpriseId}` : supplierId ? `supplier ${supplierId}` : `node ${nodeId}`;

/** Tokens with which other systems act for a person: on one grant, with chosen permissions, until a day, and only while the person may. */
@Injectable()
export class ApiTokens {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly access: AccessService,
    private readonly sessions: Sessions,
    private readonly password: OwnPassword,
    private readonly audit: Audit,
    private readonly identities: Identities,
  ) {}

  /** The person whom a token acts for. @throws Problem 401 for one that is unknown, expired or ended, or whose person lost the role */
  async principal(text: string, locale: 'zh' | 'en'): Promise<Principal> {
    const token = await this.uow.manager.findOneBy(ApiToken, { tokenHash: hashToken(text) });
    if (!token || token.endedAt || token.expiresAt <= this.clock.now()) throw problems('access.token_over');
    const account = await this.uow.manager.findOneBy(UserAccount, { id: token.userId });
    if (!account || account.disabledAt || account.mustChange || account.generation !== token.generation)
      throw problems('access.token_over');
    const grants = await this.sessions.grantsOf(account.id);
    const grant = grants.find((one) => one.role === token.role && keyOf(one) === token.scopeKey);
    if (!grant) throw problems('access.token_over');
    await this.touch(token);
    const { id, name, permissions } = token;
    return {
      userId: account.id,
      name: this.identities.nameOf(account),
      grants: [grant],
      sessionId: id,
      locale,
      token: { id, name, permissions },
    };
  }

  /** What the person's roles let a token carry. */
  offers(who: Principal): { grant: Grant; permissions: string[] }[] {
    return who.grants.map((grant) => ({ grant, permissions: carriedBy(grant.role, permissionCatalogue.all()) }));
  }

  /** @returns the token itself, which nobody can read again
   * @throws Problem 401 for a wrong password; 422 for a permission that the role lacks, or a life too long; 409 for one too many */
  async make(who: Principal, asked: NewToken): Promise<{ id: string; token: string; expiresAt: Date }> {
    const grant = this.chosen(who, asked);
    const permissions = [...new Set(asked.permissions)].sort();
    this.requireFit(grant, permissions, asked.days);
    const { generation } = await this.password.check(who.userId, asked.password);
    const now = this.clock.now();
    const token = tokenText(newToken());
    const made = {
      id: newId(),
      userId: who.userId,
      name: asked.name,
      hint: hintOf(token),
      tokenHash: hashToken(token),
      role: grant.role,
      scopeKey: keyOf(grant),
      permissions,
      generation,
      createdAt: now,
      expiresAt: new Date(now.getTime() + asked.days * DAY_MS),
      lastUsedAt: null,
      endedAt: null,
    };
    await this.uow.run(async () => {
      // Locks the account's row, so that two at once are counted one after the other.
      const standing = { id: who.userId, generation, disabledAt: IsNull() };
      const { affected } = await this.uow.manager.update(UserAccount, standing, { generation });
      if (affected !== 1) throw problems('access.sign_in_failed');
      const living = await this.uow.manager.countBy(ApiToken, { userId: who.userId, endedAt: IsNull(), expiresAt: MoreThan(now) });
      if (living >= this.settings.API_TOKENS_EACH) throw problems('access.tokens_many', { most: this.settings.API_TOKENS_EACH });
      await insertRows(this.uow.manager, ApiToken, [made]);
      const { name, role, expiresAt } = made;
      await this.audit.record(who, 'api_token.made', { kind: 'api_token', id: made.id }, { name, role, permissions, until: expiresAt });
    });
    return { id: made.id, token, expiresAt: made.expiresAt };
  }

  /** Newest first. @param of everybody's are for administrators */
  async page(
    who: Principal,
    of: 'mine' | 'all',
    cursor: string | undefined,
    limit = 20,
  ): Promise<Paged<ApiToken & { userName: string; living: boolean }>> {
    if (of === 'all') this.access.require(who, 'user.manage');
    const query = this.uow.manager.createQueryBuilder(ApiToken, 'token').where(of === 'all' ? {} : { userId: who.userId });
    const page = await pageOf(query, {
      order: [
        ['token.createdAt', 'DESC'],
        ['token.id', 'DESC'],
      ],
      cursor,
      limit,
    });
    const owners = await this.uow.manager.findBy(UserAccount, { id: In([...new Set(page.items.map((token) => token.userId))]) });
    const byId = new Map(owners.map((owner) => [owner.id, owner]));
    const items = page.items.map((token) => {
      const owner = byId.get(token.userId);
      const living = token.endedAt === null && owner?.disabledAt === null && owner.generation === token.generation;
      return Object.assign(token, { living, userName: owner ? this.identities.nameOf(owner) : '' });
    });
    return { ...page, items };
  }

  /** Ends one's own, or, as an administrator, anybody's. A second click changes nothing. @throws Problem 404 for somebody else's */
  async end(who: Principal, id: string): Promise<void> {
    await this.uow.run(async () => {
      const where = { id, ...(this.access.can(who, 'user.manage') ? {} : { userId: who.userId }) };
      const { affected } = await this.uow.manager.update(ApiToken, { ...where, endedAt: IsNull() }, { endedAt: this.clock.now() });
      if (affected !== 1) {
        if (!(await this.uow.manager.existsBy(ApiToken, where))) throw notFound('api-token', id);
        return;
      }
      const { name } = await this.uow.manager.findOneByOrFail(ApiToken, { id });
      await this.audit.record(who, 'api_token.ended', { kind: 'api_token', id }, { name });
    });
  }

  private chosen(who: Principal, asked: NewToken): Grant {
    const fits = (grant: Grant): boolean =>
      grant.role === asked.role &&
      (['nodeId', 'enterpriseId', 'supplierId'] as const).every((key) => asked[key] === undefined || asked[key] === grant[key]);
    const [grant, ...others] = who.grants.filter(fits);
    if (!grant) throw forbidden();
    if (others.length > 0) throw problems('access.token_role');
    return grant;
  }

  private requireFit(grant: Grant, permissions: readonly string[], days: number): void {
    const carried = new Set(carriedBy(grant.role, permissionCatalogue.all()));
    const odd = permissions.findIndex((name) => !carried.has(name));
    if (odd >= 0) {
      const detail = { zh: `该角色不能授予“${permissions[odd]}”`, en: `This role cannot give “${permissions[odd]}”` };
      throw new Problem('request.invalid', 422, { detail, errors: [{ path: `permissions.${odd}`, code: 'permission', message: detail }] });
    }
    const most = this.settings.API_TOKEN_MAX_DAYS;
    if (days > most) throw problems('access.token_days', { most });
  }

  private async touch(token: ApiToken): Promise<void> {
    const now = this.clock.now();
    if (token.lastUsedAt && now.getTime() - token.lastUsedAt.getTime() < TOUCH_MS) return;
    await this.uow.run(() => this.uow.manager.update(ApiToken, { id: token.id }, { lastUsedAt: now }));
  }
}
