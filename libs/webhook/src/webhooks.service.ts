import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccessService, Audit, OrgTree, permissionCatalogue, withinScope } from '#access';
import { Settings } from '#platform/config';
import { FieldCipher } from '#platform/crypto';
import { Clock, guarded, insertRows, newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { forbidden, notFound, type Grant, type Principal } from '#platform/http';
import { HOOK_KINDS, PING, type HookState } from './domain/hook.js';
import { HookFeed } from './hook-feed.service.js';
import { addressOf } from './outside.js';
import { Webhook, WebhookDispatch } from './webhook.entity.js';
import { problem } from './webhook.problems.js';

const HOUR_MS = 3_600_000;
/** Begins so that scanners for leaked secrets know it. */
const newSecret = (): string => `gqwh_${randomBytes(32).toString('base64url')}`;

interface HookWishes {
  name: string;
  url: string;
  kinds: readonly string[];
}

/** For which of the person's organisations; may be left out by who has one. */
interface Whose {
  enterpriseId?: string | undefined;
  supplierId?: string | undefined;
  nodeId?: string | undefined;
}

/** With its address in the clear, for whose it is. */
export type WebhookView = Omit<Webhook, 'secret' | 'earlierSecret'>;

/** Other systems that are told of what happens: connected by whose they are, and seen by nobody else. */
@Injectable()
export class Webhooks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly cipher: FieldCipher,
    private readonly access: AccessService,
    private readonly audit: Audit,
    private readonly feed: HookFeed,
    private readonly org: OrgTree,
  ) {}

  /** Newest first. */
  async page(who: Principal, cursor: string | undefined, limit: number): Promise<Paged<WebhookView>> {
    const query = this.uow.manager.createQueryBuilder(Webhook, 'webhook');
    const columns = { nodePath: 'webhook.nodePath', enterpriseId: 'webhook.enterpriseId', supplierId: 'webhook.supplierId' };
    withinScope(query, this.access.scope(who, 'webhook.manage'), columns);
    const page = await pageOf(query, { order: [['webhook.id', 'DESC']], cursor, limit });
    return { items: page.items.map((row) => this.view(row)), next: page.next };
  }

  /** @throws Problem not_found, also for somebody else's */
  async get(who: Principal, id: string): Promise<WebhookView> {
    return this.view(await this.own(who, id));
  }

  /** @returns the secret, which nobody can read again
   * @throws Problem webhook.whose, webhook.many, webhook.address, webhook.kind */
  async connect(who: Principal, wishes: HookWishes, whose: Whose): Promise<{ id: string; secret: string }> {
    const { path, enterpriseId, supplierId } = this.grantFor(who, whose);
    await this.requireFit(wishes);
    const [id, secret] = [newId(), newSecret()];
    const owner = { nodePath: (enterpriseId ?? supplierId) ? null : path, enterpriseId, supplierId };
    await this.uow.run(async () => {
      await this.org.oneAtATime();
      const there = await this.uow.manager.countBy(
        Webhook,
        enterpriseId ? { enterpriseId } : supplierId ? { supplierId } : { nodePath: path ?? '' },
      );
      if (there >= this.settings.WEBHOOKS_EACH) throw problem('webhook.many', { most: this.settings.WEBHOOKS_EACH });
      const unused = { earlierSecret: null, earlierUntil: null, failures: 0, gaveUpAt: null, workedAt: null, failedAt: null };
      const row: Webhook = {
        id,
        ...owner,
        ...unused,
        ...this.sealed(id, wishes),
        secret: this.cipher.seal('webhook', 'secret', id, secret),
        state: 'active',
        createdBy: who.userId,
        createdAt: this.clock.now(),
        version: 1,
      };
      await insertRows(this.uow.manager, Webhook, [row]);
      await this.feed.tell(id, PING, {});
      await this.audit.record(who, 'webhook.connected', this.traced(row), traceOf(wishes));
    });
    return { id, secret };
  }

  /** Changes what it is told and where, or switches it on or off. What was not sent meanwhile is sent again from its log.
   * @throws Problem not_found, webhook.address, webhook.kind; GuardError when somebody else was faster */
  async change(who: Principal, id: string, wishes: HookWishes & { state: HookState; version: number }): Promise<WebhookView> {
    await this.own(who, id);
    await this.requireFit(wishes);
    const { state, version } = wishes;
    await this.uow.run(async () => {
      const row = await this.own(who, id);
      const on = state === 'active' && row.state === 'off';
      const begin = on ? { failures: 0, gaveUpAt: null } : {};
      const change = { ...this.sealed(id, wishes), ...begin, state, version: version + 1 };
      guarded(await this.uow.manager.update(Webhook, { id, version }, change), 'the connected system');
      if (state === 'active' && (on || this.view(row).url !== wishes.url)) await this.feed.tell(id, PING, {});
      await this.audit.record(who, 'webhook.changed', this.traced(row), { ...traceOf(wishes), state });
    });
    return this.get(who, id);
  }

  /** Gives it another secret; the one before stays valid beside it for a while, so that nothing is refused while it is put in place.
   * @throws Problem not_found; GuardError when somebody else was faster */
  async changeSecret(who: Principal, id: string, version: number): Promise<{ id: string; secret: string; earlierUntil: Date }> {
    const secret = newSecret();
    const earlierUntil = new Date(this.clock.now().getTime() + this.settings.WEBHOOK_SECRET_HOURS * HOUR_MS);
    await this.uow.run(async () => {
      const row = await this.own(who, id);
      const change = {
        secret: this.cipher.seal('webhook', 'secret', id, secret),
        earlierSecret: this.cipher.seal('webhook', 'earlierSecret', id, this.cipher.open('webhook', 'secret', id, row.secret)),
        earlierUntil,
        version: version + 1,
      };
      guarded(await this.uow.manager.update(Webhook, { id, version }, change), 'the connected system');
      await this.audit.record(who, 'webhook.secret_changed', this.traced(row), { name: row.name });
    });
    return { id, secret, earlierUntil };
  }

  /** With its log. @throws Problem not_found */
  async remove(who: Principal, id: string): Promise<void> {
    await this.uow.run(async () => {
      const row = await this.own(who, id);
      await this.uow.manager.delete(WebhookDispatch, { webhookId: id });
      const { affected } = await this.uow.manager.delete(Webhook, { id });
      if (!affected) throw notFound('webhook', id);
      await this.audit.record(who, 'webhook.removed', this.traced(row), { name: row.name });
    });
  }

  /** @throws Problem not_found */
  async own(who: Principal, id: string): Promise<Webhook> {
    const row = await this.uow.manager.findOneBy(Webhook, { id });
    if (!row || !this.access.canSee(who, 'webhook.manage', row)) throw notFound('webhook', id);
    return row;
  }

  traced({ id, nodePath }: Webhook): { kind: string; id: string; nodePath: string | null } {
    return { kind: 'webhook', id, nodePath };
  }

  private grantFor(who: Principal, whose: Whose): Grant {
    this.access.require(who, 'webhook.manage');
    const roles = permissionCatalogue.rolesOf('webhook.manage');
    const fits = (grant: Grant): boolean =>
      roles.includes(grant.role) &&
      (['nodeId', 'enterpriseId', 'supplierId'] as const).every((key) => whose[key] === undefined || whose[key] === grant[key]);
    const [grant, ...others] = who.grants.filter(fits);
    if (!grant) throw forbidden();
    if (others.length > 0) throw problem('webhook.whose');
    return grant;
  }

  /** The name is looked up again at each call: it may point elsewhere by then. */
  private async requireFit({ url, kinds }: HookWishes): Promise<void> {
    const odd = kinds.find((kind) => !(HOOK_KINDS as readonly string[]).includes(kind));
    if (odd !== undefined) throw problem('webhook.kind', { kind: odd });
    const parsed = URL.canParse(url) ? new URL(url) : null;
    const inside = this.settings.WEBHOOK_INSIDE;
    if (!parsed || parsed.username || !(parsed.protocol === 'https:' || (inside && parsed.protocol === 'http:')))
      throw problem('webhook.address');
    await addressOf(parsed, inside).catch(() => {
      throw problem('webhook.address');
    });
  }

  private sealed(id: string, { name, url, kinds }: HookWishes): Pick<Webhook, 'name' | 'url' | 'kinds'> {
    return { name, url: this.cipher.seal('webhook', 'url', id, url), kinds: [...new Set(kinds)].sort() };
  }

  private view({ secret: _, earlierSecret: __, ...row }: Webhook): WebhookView {
    return { ...row, url: this.cipher.open('webhook', 'url', row.id, row.url) };
  }
}

const traceOf = ({ name, url, kinds }: HookWishes): object => ({ name, hookHost: new URL(url).host, kinds: [...kinds] });
