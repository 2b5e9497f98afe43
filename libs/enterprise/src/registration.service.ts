import { Injectable } from '@nestjs/common';
import { Accounts, AccessService, Audit, isBureau, Newcomers, OrgTree } from '#access';
import { Clock, newId, UnitOfWork, type Paged } from '#platform/db';
import { Events, JobQueue } from '#platform/jobs';
import { notFound, requestContext, type Principal } from '#platform/http';
import { checkCreditCode } from './domain/credit-code.js';
import { deciderOf, mayBecome, type MembershipState } from './domain/membership.js';
import type { Enterprise, Membership } from './enterprise.entity.js';
import { ownerRegisteredAgain, registrationApproved, registrationRefused, registrationRequested } from './enterprise.events.js';
import { tellNamesakes } from './enterprise.jobs.js';
import { problems } from './enterprise.problems.js';
import { EnterpriseRepository } from './enterprise.repository.js';
import { FileService, type OpenedFile } from './file.service.js';

/** What the registration tells the rest of the house, and the time. */
@Injectable()
export class RegistrationPorts {
  constructor(
    readonly clock: Clock,
    readonly events: Events,
    readonly queue: JobQueue,
    readonly audit: Audit,
  ) {}
}

export interface Application {
  creditCode: string;
  enterpriseName: string;
  nodeId: string;
  position?: string | undefined;
  licenceFileId?: string | undefined;
  letterFileId?: string | undefined;
}

export interface NewPerson {
  name: string;
  phone: string;
  email?: string | undefined;
  password: string;
  privacyVersion: string;
}

/**
 * How a person comes to act for an enterprise. Credit codes are public, so whoever knows one is not yet the enterprise:
 * until somebody approved them they hold no grant and can do nothing in its name.
 */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly enterprises: EnterpriseRepository,
    private readonly files: FileService,
    private readonly accounts: Accounts,
    private readonly newcomers: Newcomers,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly ports: RegistrationPorts,
  ) {}

  /** Makes an account and applies with it. Nothing that whoever registers can see or measure depends on whether somebody else has their
   * phone number or e-mail address: that is looked for afterwards. @throws Problem for a wrong code or missing documents */
  async register(person: NewPerson, application: Application): Promise<Membership> {
    const { privacyVersion, ...account } = person;
    return this.newcomers.register({ ...account, locale: requestContext()?.locale ?? 'zh' }, privacyVersion, async (userId) => {
      await this.ports.queue.enqueue(tellNamesakes, { userId });
      return this.apply(userId, person.name, application);
    });
  }

  /** Tells those whose phone number or e-mail address somebody registered with. In the caller's unit of work. */
  async tellNamesakes(userId: string): Promise<void> {
    const userIds = await this.newcomers.namesakes(userId);
    if (userIds.length > 0) await this.ports.events.record(ownerRegisteredAgain, { userIds, day: this.ports.clock.today() });
  }

  /** A signed-in person applies for an enterprise (another one, or again after a refusal).
   * @throws Problem 403 `registration.bureau` for those who decide about enterprises. */
  async applyAgain(who: Principal, application: Application): Promise<Membership> {
    if (who.grants.some(({ role }) => isBureau(role))) throw problems('registration.bureau');
    return this.uow.run(() => this.apply(who.userId, who.name, application));
  }

  private async apply(userId: string, applicant: string, application: Application): Promise<Membership> {
    const checked = checkCreditCode(application.creditCode);
    if (!checked.ok)
      throw problems('registration.credit_code', { reason: checked.message.zh }, [
        { path: 'creditCode', code: checked.code, message: checked.message },
      ]);
    const node = await this.org.byId(application.nodeId);
    if (node?.kind !== 'county' && node?.kind !== 'zone') throw problems('registration.county');
    // Whoever is known already stays where and what it is: its own office decides, wherever the application places it.
    const enterprise = await this.enterprises.ensure(checked.value, {
      name: application.enterpriseName,
      nodeId: node.id,
      nodePath: node.path,
      industryCode: null,
      sizeClass: null,
      aboveScale: false,
      isKey: false,
      employees: null,
      state: 'pending',
      createdAt: this.ports.clock.now(),
    });
    const decidedBy = deciderOf((await this.enterprises.activeMembers(enterprise.id)).length);
    const { licenceFileId = null, letterFileId = null } = application;
    if (decidedBy === 'county' && (!licenceFileId || !letterFileId)) throw problems('registration.documents');
    await this.files.attach([
      ...(licenceFileId ? [{ id: licenceFileId, kind: 'licence' as const }] : []),
      ...(letterFileId ? [{ id: letterFileId, kind: 'letter' as const }] : []),
    ]);
    const membership: Membership = {
      id: newId(),
      enterpriseId: enterprise.id,
      userId,
      state: 'pending',
      decidedBy,
      applicant,
      enterpriseName: application.enterpriseName,
      creditCode: checked.value,
      nodeId: enterprise.nodeId,
      nodePath: enterprise.nodePath,
      position: application.position ?? null,
      licenceFileId,
      letterFileId,
      reason: null,
      decidedById: null,
      decidedAt: null,
      createdAt: this.ports.clock.now(),
    };
    await this.insertOnce(membership);
    await this.ports.events.record(registrationRequested, { ...this.eventOf(membership), decidedBy });
    await this.ports.audit.record(
      { userId },
      'registration.requested',
      { kind: 'registration', id: membership.id, nodePath: node.path },
      { enterprise: application.enterpriseName },
    );
    return membership;
  }

  private async insertOnce(membership: Membership): Promise<void> {
    const before = (await this.enterprises.membershipsOf(membership.userId)).find((one) => one.enterpriseId === membership.enterpriseId);
    if (before?.state === 'pending' || before?.state === 'active') throw problems('registration.pending');
    if (!before) return this.enterprises.insertMembership(membership);
    membership.id = before.id;
    if ((await this.enterprises.moveMembership(before.id, before.state, membership)) !== 1) throw problems('registration.pending');
    // What was handed in before is replaced, and nobody could look at it any more.
    await this.files.removeReplaced([before.licenceFileId, before.letterFileId]);
  }

  list(who: Principal, state: MembershipState, cursor: string | undefined, limit: number): Promise<Paged<Membership>> {
    return this.enterprises.pageOfRegistrations(
      { ...this.access.scope(who, 'registration.decide'), state, notOf: who.userId },
      cursor,
      limit,
    );
  }

  mine(who: Principal): Promise<Membership[]> {
    return this.enterprises.membershipsOf(who.userId);
  }

  async one(who: Principal, id: string): Promise<Membership> {
    const membership = await this.enterprises.membership(id);
    if (!membership) throw notFound('registration', id);
    if (membership.userId !== who.userId) this.requireDecider(who, membership);
    return membership;
  }

  /** Licence or letter of an application, for whoever decides it or handed it in; the look is logged. */
  async document(who: Principal, id: string, kind: 'licence' | 'letter'): Promise<OpenedFile> {
    const membership = await this.one(who, id);
    const fileId = kind === 'licence' ? membership.licenceFileId : membership.letterFileId;
    const file = fileId ? await this.files.open(fileId) : null;
    if (!file) throw notFound(kind, id);
    await this.uow.run(() =>
      this.ports.audit.record(
        who,
        'registration.document_opened',
        { kind: 'registration', id, nodePath: membership.nodePath },
        { document: kind },
      ),
    );
    return file;
  }

  async approve(who: Principal, id: string): Promise<Membership> {
    return this.uow.run(async () => {
      const membership = await this.decide(who, id, 'active', null);
      const enterprise = await this.enterprises.byId(membership.enterpriseId);
      if (membership.decidedBy === 'county') await this.claim(membership, enterprise);
      await this.accounts.grant(membership.userId, { role: 'enterprise', enterpriseId: membership.enterpriseId });
      await this.ports.events.record(registrationApproved, this.eventOf(membership));
      return membership;
    });
  }

  async refuse(who: Principal, id: string, reason: string): Promise<Membership> {
    return this.uow.run(async () => {
      const membership = await this.decide(who, id, 'refused', reason);
      await this.ports.events.record(registrationRefused, { ...this.eventOf(membership), reason });
      return membership;
    });
  }

  private async decide(who: Principal, id: string, to: 'active' | 'refused', reason: string | null): Promise<Membership> {
    // Decisions about one enterprise follow one another: the first one changes who decides about the next.
    await this.enterprises.forUpdate((await this.one(who, id)).enterpriseId);
    const membership = await this.one(who, id);
    this.requireDecider(who, membership);
    if (await this.concerns(who, membership)) throw problems('registration.own');
    if (!mayBecome(membership.state, to)) throw problems('registration.decided');
    const patch = { state: to, reason, decidedById: who.userId, decidedAt: this.ports.clock.now() };
    if ((await this.enterprises.moveMembership(id, 'pending', patch, membership.nodePath)) !== 1) throw problems('registration.decided');
    await this.ports.audit.record(
      who,
      `registration.${to === 'active' ? 'approved' : 'refused'}`,
      { kind: 'registration', id, nodePath: membership.nodePath },
      { enterprise: membership.enterpriseName, reason },
    );
    return { ...membership, ...patch };
  }

  /** Its own office has seen the licence: an enterprise that nobody has spoken for is called what the licence says. Where it lies is
   * known. */
  private async claim(membership: Membership, enterprise: Enterprise | null): Promise<void> {
    // Locks the enterprise's row, so that two cannot both approve a first person.
    const claimed = await this.enterprises.updateAt(membership.enterpriseId, enterprise?.version ?? 0, {
      ...(enterprise?.state === 'active' ? {} : { name: membership.enterpriseName }),
      state: 'active',
    });
    const others = (await this.enterprises.activeMembers(membership.enterpriseId)).filter((one) => one.id !== membership.id);
    if (claimed !== 1 || others.length > 0) throw problems('registration.another_first');
    // Whoever else applied as the first person is now a colleague's to decide.
    await this.enterprises.handToColleague(membership.enterpriseId, membership.id);
  }

  /** Whether it is somebody's own application, or one of their own enterprise that its office has to decide. */
  private async concerns(who: Principal, membership: Membership): Promise<boolean> {
    if (membership.userId === who.userId) return true;
    if (membership.decidedBy === 'colleague') return false;
    const own = await this.enterprises.membershipsOf(who.userId);
    return (
      who.grants.some(({ enterpriseId }) => enterpriseId === membership.enterpriseId) ||
      own.some(({ enterpriseId, state }) => enterpriseId === membership.enterpriseId && (state === 'pending' || state === 'active'))
    );
  }

  private requireDecider(who: Principal, membership: Membership): void {
    this.access.require(
      who,
      'registration.decide',
      membership.decidedBy === 'county'
        ? { nodePath: membership.nodePath }
        : { nodePath: membership.nodePath, enterpriseId: membership.enterpriseId },
    );
  }

  private eventOf(membership: Membership) {
    const { userId, applicant, enterpriseId, enterpriseName, nodeId, nodePath, createdAt } = membership;
    return {
      registrationId: membership.id,
      userId,
      applicant,
      enterpriseId,
      enterpriseName,
      nodeId,
      nodePath,
      appliedAt: createdAt.toISOString(),
    };
  }
}
