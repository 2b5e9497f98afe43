import { Injectable } from '@nestjs/common';
import { AccessService, changesOf } from '#access';
import type { EnterpriseView } from '#enterprise';
import { newId, UnitOfWork, type Paged } from '#platform/db';
import type { Principal, Problem } from '#platform/http';
import { isUnposted, onTheWay } from './domain/need.js';
import type { NeedMove } from './domain/moves.js';
import { copied, type Posting } from './domain/posting-fields.js';
import { gapsOf } from './domain/posting.js';
import { NeedEdits } from './need.edits.js';
import { NeedChecks } from './need.checks.js';
import type { Need, NeedEntry } from './need.entity.js';
import { needApproved, needAwaitsCheck, needChanged, needPublished, needWithdrawn } from './need.events.js';
import { NeedLedger, refuseMove, type NeedView } from './need.ledger.js';
import { problems } from './need.problems.js';
import { NeedPorts } from './need.ports.js';
import { NeedRepository, type NeedFilter } from './need.repository.js';
import { eventOf, NeedRules, officeOf, ownerOf, postingOf, type Saved } from './need.rules.js';

/** A new need: whose it is, where, and what is said about it. */
export interface NewNeed {
  posting: Posting;
  /** Left out by somebody who acts for one enterprise only. */
  enterpriseId?: string | undefined;
  /** County or zone of the workplace; the enterprise's own when left out. */
  nodeId?: string | undefined;
  /** A figure that is out of proportion is meant. */
  figuresConfirmed?: boolean | undefined;
}

/** What somebody says with "it is still so". */
export type Confirmed = Partial<Pick<Posting, 'short' | 'startFrom' | 'startBy'>>;

@Injectable()
export class NeedService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly needs: NeedRepository,
    private readonly ledger: NeedLedger,
    private readonly rules: NeedRules,
    private readonly access: AccessService,
    private readonly checks: NeedChecks,
    private readonly ports: NeedPorts,
    private readonly edits: NeedEdits,
  ) {}

  list(who: Principal, filter: Omit<NeedFilter, 'scope'>, cursor: string | undefined, limit: number): Promise<Paged<Need>> {
    return this.needs.page({ ...filter, scope: this.access.scope(who, 'need.read') }, cursor, limit);
  }

  async one(who: Principal, id: string): Promise<Need> {
    return this.rules.allowed(who, 'need.read', id);
  }

  async entries(who: Principal, id: string, cursor: string | undefined, limit: number): Promise<Paged<NeedEntry>> {
    await this.rules.allowed(who, 'need.read', id);
    return this.needs.entries(id, cursor, limit);
  }

  /**
   * Publishes a new need at once, or hands it to its county where that checks first.
   * @throws Problem naming what is wrong, missing or may not be said.
   */
  async publish(who: Principal, given: NewNeed): Promise<Saved> {
    return this.uow.run(async () => {
      const enterprise = await this.enterpriseOf(who, given);
      const { need } = await this.insertDraft(who, given, enterprise);
      return this.publishDraft(who, need, 'post', given.figuresConfirmed, enterprise);
    });
  }

  /** Keeps a new need as a draft: its gaps are named, its faults refused. */
  async saveDraft(who: Principal, given: NewNeed): Promise<Saved> {
    return this.uow.run(async () => this.insertDraft(who, given, await this.enterpriseOf(who, given)));
  }

  /** A new draft that says what an older need said; what was short then is not taken over as a fact of today. */
  async copy(who: Principal, id: string): Promise<Saved> {
    const old = await this.rules.allowed(who, 'need.read', id);
    const today = this.ports.clock.today();
    return this.saveDraft(who, { posting: copied(postingOf(old), today), enterpriseId: old.enterpriseId, nodeId: old.nodeId });
  }

  /** Publishes a draft, or a stale or filled need that is short again. */
  async publishAgain(who: Principal, id: string, figuresConfirmed = false): Promise<Saved> {
    return this.uow.run(async () =>
      this.publishDraft(who, await this.rules.allowedForUpdate(who, 'need.publish', id), 'post', figuresConfirmed),
    );
  }

  /** Publishes a need that waited for its county. @throws Problem when it does not wait, or has changed since `version` */
  async approve(who: Principal, id: string, version: number): Promise<Saved> {
    return this.uow.run(async () => {
      const need = await this.rules.allowedForUpdate(who, 'need.check', id);
      refuseMove(need, 'approve');
      // Takes the row as well: what is published is what was looked at.
      if ((await this.needs.updateAt(id, version, {})) !== 1) throw problems('need.version_stale');
      const saved = await this.publishDraft(who, { ...need, version: version + 1 }, 'approve');
      await this.ports.events.record(needApproved, eventOf(saved.need));
      await this.ports.trace(who, 'need.approved', saved.need);
      return saved;
    });
  }

  /** "It is still so": the need counts as confirmed from now; a stale one is live again. What has become another since is said along: how
   * many are short, and new days for a start that has passed.
   * @throws Problem that asks for the days, or naming what publishing would refuse, when it comes back to the board by this. */
  async confirm(who: Principal, id: string, { short, ...said }: Confirmed = {}, figuresConfirmed = false): Promise<Saved> {
    return this.uow.run(async () => {
      const before = await this.rules.allowedForUpdate(who, 'need.publish', id);
      refuseMove(before, 'confirm');
      const posting = { ...postingOf(before), ...(short === undefined ? {} : { short }), ...said };
      if (before.state !== 'filled' || posting.short > before.filled) this.rules.refusePassedStart(posting);
      const enterprise = await this.rules.enterprise(before.enterpriseId);
      if (returnsToBoard(before, short)) this.rules.refuseEdit(posting, enterprise, before);
      if (Object.keys(said).length > 0) await this.edits.edit(who, id, before.version, said);
      if (short !== undefined && short !== before.short - before.filled) {
        const change = { posting: { ...before, short }, standing: before, answered: before.doubts };
        const doubts = await this.rules.figures.settle(who, enterprise, change, figuresConfirmed);
        await this.ledger.restate(id, short, this.ports.clock.today(), { kind: 'need', id }, doubts);
        await this.rules.figures.confirmed(who, { ...before, short }, doubts);
      }
      const need = await this.ledger.move(id, 'confirm');
      if (before.state === 'stale') await this.ports.events.record(needPublished, eventOf(need));
      if (need.termsVersion !== before.termsVersion) await this.ports.events.record(needChanged, eventOf(need));
      await this.ports.trace(who, 'need.confirmed', need, changesOf(before, { short: need.short, state: need.state }));
      return { need, warnings: [] };
    });
  }

  /** Takes a need off the board for good.
   * @throws Problem `need.people_on_the_way` with the needs that could take them, while anybody is promised or committed. */
  async withdraw(who: Principal, id: string, reason: string): Promise<NeedView> {
    return this.uow.run(async () => {
      const before = await this.rules.allowedForUpdate(who, 'need.publish', id);
      if (onTheWay(before) > 0) throw await this.substitutesFirst(before);
      const need = await this.ledger.move(id, 'withdraw', { reason });
      await this.edits.dropWaiting(id);
      if (!isUnposted(before.state)) await this.ports.events.record(needWithdrawn, { ...eventOf(need), reason });
      await this.ports.trace(who, 'need.withdrawn', need, { reason });
      return need;
    });
  }

  private enterpriseOf(who: Principal, given: NewNeed): Promise<EnterpriseView> {
    return this.rules.enterprise(given.enterpriseId ?? ownEnterprise(who));
  }

  private async insertDraft(who: Principal, given: NewNeed, enterprise: EnterpriseView): Promise<Saved> {
    // Who may post for it follows from where the enterprise belongs, not from where the request places the work.
    this.access.require(who, 'need.publish', { nodePath: enterprise.nodePath, enterpriseId: enterprise.id });
    const place = await this.rules.place(who, given.nodeId ?? enterprise.nodeId);
    const warnings = this.rules.refuseDraft(given.posting);
    const now = this.ports.clock.now();
    const need: Need = {
      ...given.posting,
      ...place,
      id: newId(),
      enterpriseId: enterprise.id,
      filled: 0,
      promised: 0,
      committed: 0,
      divisionCode: null,
      priority: enterprise.isKey ? 1 : 0,
      gaps: gapsOf(given.posting, ownerOf(enterprise)),
      countedFor: await this.rules.counted(enterprise, given.posting),
      state: 'draft',
      publishedAt: null,
      confirmedAt: now,
      createdAt: now,
      updatedAt: now,
      moves: 0,
      version: 1,
      termsVersion: 1,
      importKey: null,
      importHash: null,
      sentBack: null,
      doubts: null,
      doubtsAt: null,
      doubtsById: null,
    };
    await this.needs.insert(need);
    await this.ports.trace(who, 'need.created', need);
    return { need, warnings };
  }

  private async publishDraft(
    who: Principal,
    given: Need,
    move: NeedMove,
    figuresConfirmed = false,
    known?: EnterpriseView,
  ): Promise<Saved> {
    this.access.require(who, 'need.publish', { nodePath: given.nodePath, enterpriseId: given.enterpriseId });
    const posting = postingOf(given);
    const enterprise = known ?? (await this.rules.enterprise(given.enterpriseId));
    refuseMove(given, move);
    const warnings = this.rules.refuseUnpublishable(posting, enterprise);
    // What a list placed in the city as a whole goes to its enterprise's office, which may want to look first.
    const checks = this.access.canSee(who, 'need.check', { nodePath: given.nodePath });
    const place = checks ? { nodeId: given.nodeId, nodePath: given.nodePath } : officeOf(given, enterprise);
    // What waited for its county was asked about when it was handed in; what stood on the board when it was posted.
    const standing = given.publishedAt || move === 'approve' ? posting : undefined;
    const doubts = await this.rules.figures.settle(who, enterprise, { posting, standing, answered: given.doubts }, figuresConfirmed);
    await this.rules.figures.confirmed(who, { ...given, ...place }, doubts);
    const draft = { ...given, ...place, ...doubts };
    if (await this.checks.mustWait(who, draft)) return { need: await this.handIn(who, draft), warnings };
    const patch = { ...place, ...doubts, gaps: [], sentBack: null, countedFor: await this.rules.counted(enterprise, posting) };
    const need = await this.ledger.move(draft.id, move, { patch });
    await this.ports.events.record(needPublished, eventOf(need));
    await this.ports.trace(who, 'need.published', need, { title: need.title, short: need.short });
    return { need, warnings };
  }

  /** A second click finds it handed in and changes nothing. */
  private async handIn(who: Principal, draft: Need): Promise<Need> {
    if (draft.state === 'checking') return draft;
    const { nodeId, nodePath, version, doubts, doubtsAt, doubtsById } = draft;
    const need = await this.ledger.move(draft.id, 'handIn', {
      version,
      patch: { nodeId, nodePath, gaps: [], sentBack: null, doubts, doubtsAt, doubtsById },
    });
    await this.ports.events.record(needAwaitsCheck, { ...eventOf(need), nodeId, at: need.updatedAt.toISOString() });
    await this.ports.trace(who, 'need.handed_in', draft);
    return need;
  }

  private async substitutesFirst(need: Need): Promise<Problem> {
    const { promised, committed } = need;
    const places = await this.needs.substitutes(need, onTheWay(need));
    return problems('need.people_on_the_way', { promised, committed, substitutes: places.map(({ id, title }) => ({ id, title })) });
  }
}

/** Whether confirming it makes it live that is not. */
const returnsToBoard = ({ state, short }: Need, stated: number | undefined): boolean =>
  (state === 'stale' && (stated ?? short) > 0) || (state === 'filled' && stated !== undefined && stated > 0);

const ownEnterprise = (who: Principal): string | undefined => {
  const own = new Set(who.grants.flatMap((grant) => (grant.enterpriseId ? [grant.enterpriseId] : [])));
  return own.size === 1 ? [...own][0] : undefined;
};
