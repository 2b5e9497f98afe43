import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { FieldCipher } from '#platform/crypto';
import { Settings } from '#platform/config';
import { Clock, newId, UnitOfWork } from '#platform/db';
import { Events } from '#platform/jobs';
import { passwordLinkMade } from './access.events.js';
import { PasswordLink, UserAccount } from './access.entity.js';
import { problems } from './access.problems.js';
import { Accounts } from './accounts.service.js';
import { Audit } from './audit.service.js';
import { Identities } from './identity.js';
import { hashPassword, requireGoodPassword } from './passwords.js';
import { hashToken, newToken } from './tokens.js';

const HOUR_MS = 3_600_000;
const LIFE_MS = 72 * HOUR_MS;
const PAGE = '/console/password#';

/** Links with which an invited person chooses a password, and one who forgot it another. */
@Injectable()
export class PasswordLinks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
    private readonly events: Events,
    private readonly settings: Settings,
    private readonly identities: Identities,
    private readonly accounts: Accounts,
    private readonly audit: Audit,
  ) {}

  /** Makes a link that holds for 72 hours; earlier ones of the person end. Returns its id and its address. */
  async make(userId: string, purpose: PasswordLink['purpose']): Promise<{ linkId: string; address: string }> {
    return this.uow.run(async () => {
      await this.endAll(userId);
      return this.add(userId, purpose);
    });
  }

  private async endAll(userId: string): Promise<void> {
    await this.uow.manager.update(PasswordLink, { userId, usedAt: IsNull() }, { usedAt: this.clock.now(), token: null });
  }

  private async add(userId: string, purpose: PasswordLink['purpose']): Promise<{ linkId: string; address: string }> {
    const now = this.clock.now();
    const [linkId, token] = [newId(), newToken()];
    await this.uow.run(async () => {
      await this.uow.manager.insert(PasswordLink, {
        id: linkId,
        userId,
        purpose,
        tokenHash: hashToken(token),
        token: this.cipher.seal('password_link', 'token', linkId, token),
        createdAt: now,
        expiresAt: new Date(now.getTime() + LIFE_MS),
        usedAt: null,
      });
      await this.events.record(passwordLinkMade, { userId, linkId, purpose });
    });
    return { linkId, address: this.addressOf(token) };
  }

  /** For the message that carries it; null once it was used or ran out. */
  async address(linkId: string): Promise<string | null> {
    const link = await this.uow.manager.findOneBy(PasswordLink, { id: linkId, usedAt: IsNull() });
    if (!link?.token || link.expiresAt <= this.clock.now()) return null;
    return this.addressOf(this.cipher.open('password_link', 'token', link.id, link.token));
  }

  /** Somebody, perhaps not the owner, says that they forgot their password. Says nothing about whether there is such an account,
   * and leaves links that were sent before as they are. */
  async forgotten(typed: string): Promise<void> {
    const account = await this.uow.manager.findOneBy(UserAccount, { ...this.identities.lookup(typed), disabledAt: IsNull() });
    if (!account) return;
    const { id, passwordHash } = account;
    await this.uow.run(async () => {
      // Changes nothing: requests for one account take turns.
      await this.uow.manager.update(UserAccount, { id }, { id });
      const lately = MoreThan(new Date(this.clock.now().getTime() - HOUR_MS));
      const made = await this.uow.manager.countBy(PasswordLink, { userId: id, createdAt: lately });
      if (made < this.settings.RESET_LINKS) await this.add(id, passwordHash === null ? 'invite' : 'reset');
      await this.audit.record(null, 'password_link.asked', { kind: 'user', id });
    });
  }

  /** Sets the password once and ends all sessions. Whoever was given the link is known. Returns whose it was.
   * @throws Problem 410 for a link that was used, ran out or never was; 422 for a weak password. */
  async redeem(token: string, password: string): Promise<string> {
    const link = await this.usable(token);
    const account = await this.uow.manager.findOneBy(UserAccount, { id: link.userId, disabledAt: IsNull() });
    if (!account) throw problems('access.link_invalid');
    const { name, login, email, phone } = this.identities.open(account);
    requireGoodPassword(
      password,
      [name, login, email, phone].filter((text) => text !== null),
    );
    const passwordHash = await hashPassword(password);
    await this.uow.run(async () => {
      const used = await this.uow.manager.update(
        PasswordLink,
        { id: link.id, usedAt: IsNull() },
        { usedAt: this.clock.now(), token: null },
      );
      if (used.affected !== 1) throw problems('access.link_invalid');
      await this.endAll(account.id);
      await this.accounts.becomeKnown(account.id);
      await this.accounts.changeCredential(account.id, { passwordHash, mustChange: false }, { stillAt: account.generation });
      await this.audit.record(
        { userId: account.id },
        'password_link.redeemed',
        { kind: 'user', id: account.id },
        { purpose: link.purpose },
      );
    });
    return account.id;
  }

  private async usable(token: string): Promise<PasswordLink> {
    const link = await this.uow.manager.findOneBy(PasswordLink, { tokenHash: hashToken(token), usedAt: IsNull() });
    if (!link || link.expiresAt <= this.clock.now()) throw problems('access.link_invalid');
    return link;
  }

  /** Behind a '#', where no server and no proxy logs it. */
  private addressOf(token: string): string {
    return `${this.settings.PUBLIC_URL ?? ''}${PAGE}${token}`;
  }
}
