import { Injectable } from '@nestjs/common';
import { AccessService, changesOf, OrgTree } from '#access';
import { checkCreditCode, EnterpriseReads, type EnterpriseView } from '#enterprise';
import { newId, UnitOfWork, type Paged } from '#platform/db';
import { notFound, Problem, type FieldFault, type Principal } from '#platform/http';
import { occupations } from '#reference';
import { countedFor, isStaffingAgency, isUnposted, mayBecome, onTheWay, type NeedState } from './domain/need.js';
import { faultsOf, gapsOf, startPassed, wordsOf, type Posting } from './domain/posting.js';
import { checkWording, type WordingFinding } from './domain/wording.js';
import { NeedChecks } from './need.checks.js';
import type { Need, NeedEntry } from './need.entity.js';
import { needApproved, needAwaitsCheck, needChanged, needPublished, needWithdrawn } from './need.events.js';
import { NeedLedger, type NeedView } from './need.ledger.js';
import { faultWording, gapWording, problems } from './need.problems.js';
import { NeedPorts } from './need.ports.js';
import { NeedRepository, type NeedFilter } from './need.repository.js';

/** A new need: whose it is, where, and what is said about it. */
export interface NewNeed {
  posting: Posting;
  /** Left out by somebody who acts for one enterprise only. */
  enterpriseId?: string | undefined;
  /** County or zone of the workplace; the enterprise's own when left out. */
  nodeId?: string | undefined;
}

/** A need after a use case, with what a person should look at although it was allowed. */
export interface Saved {
  need: NeedView;
  warnings: WordingFinding[];
}

@Injectable()
export class NeedService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly needs: NeedRepository,
    private readonly ledger: NeedLedger,
    private readonly enterprises: EnterpriseReads,
    private readonly org: OrgTree,
    private readonly access: AccessService,
    private readonly checks: NeedChecks,
    private readonly ports: NeedPorts,
  ) {}

  list(who: Principal, filter: Omit<NeedFilter, 'scope'>, cursor: string | undefined, limit: number): Promise<Paged<Need>> {
    return this.needs.page({ ...filter, scope: this.access.scope(who, 'need.read') }, cursor, limit);
  }

  async one(who: Principal, id: string): Promise<Need> {
    return this.allowed(who, 'need.read', id, await this.needs.byId(id));
  }

  async entries(who: Principal, id: string, cursor: string | undefined, limit: number): Promise<Paged<NeedEntry>> {
    this.allowed(who, 'need.read', id, await this.needs.byId(id));
    return this.needs.entries(id, cursor, limit);
  }

  /**
   * Publishes a new need at once, or hands it to its county where that checks first.
   * @throws Problem naming what is wrong, missing or may not be said.
   */
  async publish(who: Principal, given: NewNeed): Promise<Saved> {
    return this.uow.run(async () => {
      const { need } = await this.insertDraft(who, given);
      return this.publishDraft(who, need);
    });
  }

  /** Keeps a new need as a draft: its gaps are named, its faults refused. */
  async saveDraft(who: Principal, given: NewNeed): Promise<Saved> {
    return this.uow.run(() => this.insertDraft(who, given));
  }

  /** A new draft that says what an older need said; what was short then is not taken over as a fact of today. */
  async copy(who: Principal, id: string): Promise<Saved> {
    const old = this.allowed(who, 'need.read', id, await this.needs.byId(id));
    const today = this.ports.clock.today();
    const posting: Posting = { ...postingOf(old), asOf: today, startFrom: null, startBy: null };
    return this.saveDraft(who, { posting, enterpriseId: old.enterpriseId, nodeId: old.nodeId });
  }

  /** Publishes a draft, or a stale or filled need that is short again. */
  async publishAgain(who: Principal, id: string): Promise<Saved> {
    return this.uow.run(async () => this.publishDraft(who, this.allowed(who, 'need.publish', id, await this.needs.forUpdate(id))));
  }

  /** Publishes a need that waited for its county. @throws Problem when it does not wait, or has changed since `version` */
  async approve(who: Principal, id: string, version: number): Promise<Saved> {
    return this.uow.run(async () => {
      const need = this.allowed(who, 'need.check', id, await this.needs.forUpdate(id));
      if (need.state !== 'checking') throw cannot('published')(need);
      // Takes the row as well: what is published is what was looked at.
      if ((await this.needs.updateAt(id, version, {})) !== 1) throw problems('need.version_stale');
      const saved = await this.publishDraft(who, { ...need, version: version + 1 });
      await this.ports.events.record(needApproved, eventOf(saved.need));
      await this.ports.trace(who, 'need.approved', saved.need);
      return saved;
    });
  }

  /** Changes what is said. A changed `short` or `asOf` of a published need restates it in the ledger.
   * @throws Problem `need.version_stale`, or naming what is wrong. */
  async edit(who: Principal, id: string, version: number, patch: Partial<Posting> & { nodeId?: string | undefined }): Promise<Saved> {
    return this.uow.run(async () => {
      const before = this.allowed(who, 'need.publish', id, await this.needs.forUpdate(id));
      if (before.state === 'withdrawn') throw cannot('published')(before);
      const { nodeId, ...said } = patch;
      const posting: Posting = { ...postingOf(before), ...said };
      if (said.short !== undefined && said.asOf === undefined) posting.asOf = this.ports.clock.today();
      const enterprise = await this.enterpriseOf(before.enterpriseId);
      this.refuseFaults(posting, before);
      const warnings = this.words(posting);
      const place = nodeId && nodeId !== before.nodeId ? await this.place(nodeId) : {};
      const draft = isUnposted(before.state);
      const { short, asOf, ...rest } = posting;
      const gaps = gapsOf(posting, ownerOf(enterprise)).filter((gap) => draft || gap !== 'short');
      if (!draft && gaps.length > 0) throw problems('need.gaps', gapWording(gaps));
      const row = { ...rest, ...place, gaps, countedFor: await this.counted(enterprise, posting), updatedAt: this.ports.clock.now() };
      if ((await this.needs.updateAt(id, version, draft ? { ...row, short, asOf } : row)) !== 1) throw problems('need.version_stale');
      if (!draft && (short !== before.short || asOf !== before.asOf)) await this.ledger.restate(id, short, asOf, { kind: 'need', id });
      else await this.needs.announce(id, this.ports.clock.now());
      const need = await this.needs.byId(id);
      if (!need) throw notFound('need', id);
      if (!draft) await this.ports.events.record(needChanged, eventOf(need));
      await this.ports.trace(who, 'need.edited', need, changesOf(before, said));
      return { need, warnings };
    });
  }

  /** "It is still so": the need counts as confirmed from now; a stale one is live again. With `short`, as many as that are short now. */
  async confirm(who: Principal, id: string, short?: number): Promise<Saved> {
    return this.uow.run(async () => {
      const before = this.allowed(who, 'need.publish', id, await this.needs.forUpdate(id));
      if (short !== undefined && short !== before.short - before.filled)
        await this.ledger.restate(id, short, this.ports.clock.today(), { kind: 'need', id });
      const set = { confirmedAt: instantSql(this.ports.clock.now()), state: "CASE WHEN state = 'stale' THEN 'published' ELSE state END" };
      const need = await this.ledger.mark(
        id,
        'confirmed',
        set,
        "state IN ('published', 'stale', 'filled')",
        { kind: 'need', id },
        null,
        cannot('published'),
      );
      if (before.state === 'stale') await this.ports.events.record(needPublished, eventOf(need));
      await this.ports.trace(who, 'need.confirmed', need, changesOf(before, { short: need.short, state: need.state }));
      return { need, warnings: [] };
    });
  }

  /** Takes a need off the board for good.
   * @throws Problem `need.people_on_the_way` with the needs that could take them, while anybody is promised or committed. */
  async withdraw(who: Principal, id: string, reason: string): Promise<NeedView> {
    return this.uow.run(async () => {
      const before = this.allowed(who, 'need.publish', id, await this.needs.forUpdate(id));
      if (onTheWay(before) > 0) throw await this.substitutesFirst(before);
      const guard = "state <> 'withdrawn' AND promised = 0 AND committed = 0";
      const need = await this.ledger.mark(
        id,
        'withdrawn',
        { state: "'withdrawn'" },
        guard,
        { kind: 'need', id },
        reason,
        cannot('withdrawn'),
      );
      if (!isUnposted(before.state)) await this.ports.events.record(needWithdrawn, { ...eventOf(need), reason });
      await this.ports.trace(who, 'need.withdrawn', need, { reason });
      return need;
    });
  }

  private allowed(who: Principal, permission: string, id: string, need: Need | null): Need {
    if (!need) throw notFound('need', id);
    this.access.require(who, permission, { nodePath: need.nodePath, enterpriseId: need.enterpriseId });
    return need;
  }

  private async insertDraft(who: Principal, given: NewNeed): Promise<{ need: Need; warnings: WordingFinding[] }> {
    const enterprise = await this.enterpriseOf(given.enterpriseId ?? ownEnterprise(who));
    const place = await this.place(given.nodeId ?? enterprise.nodeId);
    this.access.require(who, 'need.publish', { nodePath: place.nodePath, enterpriseId: enterprise.id });
    this.refuseFaults(given.posting);
    const warnings = this.words(given.posting);
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
      countedFor: await this.counted(enterprise, given.posting),
      state: 'draft',
      publishedAt: null,
      confirmedAt: now,
      createdAt: now,
      updatedAt: now,
      moves: 0,
      version: 1,
      importKey: null,
      importHash: null,
      sentBack: null,
    };
    await this.needs.insert(need);
    await this.ports.trace(who, 'need.created', need);
    return { need, warnings };
  }

  private async publishDraft(who: Principal, draft: Need): Promise<Saved> {
    this.access.require(who, 'need.publish', { nodePath: draft.nodePath, enterpriseId: draft.enterpriseId });
    const posting = postingOf(draft);
    const enterprise = await this.enterpriseOf(draft.enterpriseId);
    if (!mayBecome(draft.state, 'published')) throw cannot('published')(draft);
    const gaps = gapsOf(posting, ownerOf(enterprise));
    if (gaps.length > 0) throw problems('need.gaps', gapWording(gaps));
    if (startPassed(posting, this.ports.clock.today())) throw faults([{ path: 'startBy', code: 'start_passed' }]);
    const warnings = this.words(posting);
    if (await this.checks.mustWait(who, draft)) return { need: await this.handIn(who, draft), warnings };
    const now = this.ports.clock.now();
    await this.needs.update(draft.id, {
      gaps: [],
      sentBack: null,
      countedFor: await this.counted(enterprise, posting),
      publishedAt: draft.publishedAt ?? now,
    });
    const set = { state: "'published'", confirmedAt: instantSql(now) };
    const need = await this.ledger.post(draft, set, cannot('published'));
    await this.ports.events.record(needPublished, eventOf(need));
    await this.ports.trace(who, 'need.published', need, { title: need.title, short: need.short });
    return { need, warnings };
  }

  /** A second click finds it handed in and changes nothing. */
  private async handIn(who: Principal, draft: Need): Promise<Need> {
    if (draft.state === 'checking') return draft;
    const at = this.ports.clock.now();
    const patch = { state: 'checking' as const, gaps: [], sentBack: null, updatedAt: at };
    if ((await this.needs.updateAt(draft.id, draft.version, patch)) !== 1) throw problems('need.version_stale');
    await this.ports.events.record(needAwaitsCheck, { ...eventOf(draft), nodeId: draft.nodeId, at: at.toISOString() });
    await this.ports.trace(who, 'need.handed_in', draft);
    return { ...draft, ...patch, version: draft.version + 1 };
  }

  private async enterpriseOf(id: string | undefined): Promise<EnterpriseView> {
    const enterprise = id ? await this.enterprises.byId(id) : null;
    if (!enterprise) throw problems('need.enterprise');
    return enterprise;
  }

  private async place(nodeId: string): Promise<{ nodeId: string; nodePath: string }> {
    const node = await this.org.byId(nodeId);
    if (!node || node.kind === 'province') throw problems('need.node');
    return { nodeId: node.id, nodePath: node.path };
  }

  private async counted(enterprise: EnterpriseView, posting: Posting): Promise<string | null> {
    const agency = isStaffingAgency(enterprise.industryCode);
    const client = agency && posting.clientCreditCode ? await this.enterprises.byCreditCode(posting.clientCreditCode) : null;
    return countedFor({ agency, enterpriseId: enterprise.id, clientCreditCode: posting.clientCreditCode, clientId: client?.id ?? null });
  }

  private refuseFaults(posting: Posting, figures?: Need): void {
    const found = faultsOf(posting, {
      today: this.ports.clock.today(),
      isPostable: (code) => occupations.isPostable(code),
      isCreditCode: (code) => checkCreditCode(code).ok,
      ...(figures ? { figures } : {}),
    });
    const below = found.find((fault) => fault.code === 'below_on_the_way');
    if (below) throw problems('need.below_on_the_way', below.params);
    if (found.length > 0) throw faults(found);
  }

  /** @throws Problem for wording that may not be; what is only doubtful comes back. */
  private words(posting: Posting): WordingFinding[] {
    const findings = wordsOf(posting).flatMap(checkWording);
    const refused = findings.find((finding) => finding.severity === 'refuse');
    if (refused) throw problems('need.wording', { phrase: refused.phrase, ruleZh: refused.rule.zh, ruleEn: refused.rule.en });
    return findings;
  }

  private async substitutesFirst(need: Need): Promise<Problem> {
    const { promised, committed } = need;
    const places = await this.needs.substitutes(need, onTheWay(need));
    return problems('need.people_on_the_way', { promised, committed, substitutes: places.map(({ id, title }) => ({ id, title })) });
  }
}

const eventOf = ({ id, enterpriseId, nodePath }: Need | NeedView) => ({ needId: id, enterpriseId, nodePath });

const cannot =
  (to: NeedState) =>
  (need: Need): Problem =>
    problems('need.transition', { from: need.state, to });

const faults = (found: Parameters<typeof faultWordingOf>[0][]): Problem =>
  problems('need.posting', { count: found.length }, found.map(faultWordingOf));

const faultWordingOf = (fault: ReturnType<typeof faultsOf>[number]): FieldFault => ({
  path: fault.path,
  code: fault.code,
  message: faultWording(fault.code),
  ...(fault.params ? { params: fault.params } : {}),
});

const ownerOf = (enterprise: EnterpriseView) => ({
  claimed: enterprise.state === 'active',
  hasCreditCode: enterprise.creditCode !== null,
  agency: isStaffingAgency(enterprise.industryCode),
});

const ownEnterprise = (who: Principal): string | undefined => {
  const own = new Set(who.grants.flatMap((grant) => (grant.enterpriseId ? [grant.enterpriseId] : [])));
  return own.size === 1 ? [...own][0] : undefined;
};

/** An instant as a literal of both dialects; made of digits only. */
const instantSql = (instant: Date): string => `'${instant.toISOString().replace('T', ' ').replace('Z', '')}'`;

const postingOf = (need: Need): Posting => {
  const {
    title,
    occupationCode,
    skillLevel,
    short,
    asOf,
    neededInAll,
    wageFromFen,
    wageToFen,
    baseWageFen,
    wageText,
    form,
    shift,
    startFrom,
    startBy,
  } = need;
  const { lodging, meals, trainable, minorsAllowed, licences, workplace, note, contactName, contactPhone, clientCreditCode } = need;
  return {
    title,
    occupationCode,
    skillLevel,
    short,
    asOf,
    neededInAll,
    wageFromFen,
    wageToFen,
    baseWageFen,
    wageText,
    form,
    shift,
    startFrom,
    startBy,
    lodging,
    meals,
    trainable,
    minorsAllowed,
    licences,
    workplace,
    note,
    contactName,
    contactPhone,
    clientCreditCode,
  };
};
