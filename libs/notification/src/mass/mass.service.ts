import { Injectable } from '@nestjs/common';
import { withinScope } from '#access';
import { guarded, newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { JobQueue } from '#platform/jobs';
import { Desk } from '../desk.js';
import type { Channel } from '../domain/delivery.js';
import { afterStep, unknownNames, type MassCount, type MassKind, type MassStep, type MassText } from '../domain/mass.js';
import { massPortion, releaseMass } from '../notification.jobs.js';
import { problem } from '../notification.problems.js';
import { Notifier } from '../notifier.service.js';
import { RuleBook } from '../rule/rule-book.service.js';
import { MassCounts, type MassSample } from './mass-count.service.js';
import { MassFanOut } from './mass-fan-out.service.js';
import { MassMessage } from './mass.entity.js';
import type { MassFilter } from './mass.ports.js';

export interface MassDraft extends MassText, Omit<MassFilter, 'paths'> {
  kind: MassKind;
  /** Offices whose enterprises are meant; none means all of one's own. */
  nodeIds: readonly string[];
  channels: readonly Channel[];
}

export interface MassPreview extends MassCount {
  /** In thousandths of a yuan; null where nobody said what a part costs. */
  cost: number | null;
  /** A second person has to approve it. */
  asksApproval: boolean;
  samples: MassSample[];
}

/** Messages of offices to many enterprises: written, looked at, tried, approved, sent, stopped. */
@Injectable()
export class MassMessages {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: Desk,
    private readonly queue: JobQueue,
    private readonly notifier: Notifier,
    private readonly book: RuleBook,
    private readonly counts: MassCounts,
    private readonly fanOut: MassFanOut,
  ) {}

  /** Newest first. */
  page(who: Principal, cursor: string | undefined, limit: number): Promise<Paged<MassMessage>> {
    const query = withinScope(this.uow.manager.createQueryBuilder(MassMessage, 'mass'), this.desk.access.scope(who, 'mass.send'), {
      nodePath: 'mass.nodePath',
    });
    return pageOf(query, {
      order: [
        ['mass.createdAt', 'DESC'],
        ['mass.id', 'DESC'],
      ],
      cursor,
      limit,
    });
  }

  async one(who: Principal, id: string): Promise<MassMessage> {
    const mass = await this.uow.manager.findOneBy(MassMessage, { id });
    if (!mass) throw notFound('mass-message', id);
    this.desk.access.require(who, 'mass.send', { nodePath: mass.nodePath });
    return mass;
  }

  /** @throws Problem mass.variable; 404 for an office that is not theirs */
  async create(who: Principal, draft: MassDraft): Promise<MassMessage> {
    this.desk.access.require(who, 'mass.send');
    const said = await this.said(who, draft);
    const nodePath = this.desk.access.scope(who, 'mass.send').paths[0] ?? (await this.desk.org.city()).path;
    const row: MassMessage = {
      ...said,
      id: newId(),
      nodePath,
      state: 'draft',
      ...{ enterprises: null, people: null, after: '', told: 0, written: false },
      ...{ createdById: who.userId, createdAt: this.desk.clock.now(), sentById: null, approvedById: null, startedAt: null, endedAt: null },
      version: 1,
    };
    return this.uow.run(async () => {
      await this.uow.manager.insert(MassMessage, { ...row });
      await this.desk.audit.record(who, 'mass.created', about(row), { titleZh: row.titleZh });
      return row;
    });
  }

  /** While it is a draft. @throws GuardError when somebody changed it or sent it off */
  async edit(who: Principal, id: string, version: number, draft: MassDraft): Promise<MassMessage> {
    const before = await this.one(who, id);
    const said = await this.said(who, draft);
    await this.uow.run(async () => {
      const patch = { ...said, version: version + 1, createdById: who.userId };
      guarded(await this.uow.manager.update(MassMessage, { id, version, state: 'draft' }, patch), 'the message');
      await this.desk.audit.record(who, 'mass.edited', about(before), { titleZh: said.titleZh });
    });
    return { ...before, ...said, createdById: who.userId, version: version + 1 };
  }

  private async said(who: Principal, { nodeIds, industries, keyOnly, aboveScaleOnly, openNeedsOnly, kind, channels, ...text }: MassDraft) {
    const { titleZh, bodyZh, titleEn, bodyEn } = text;
    const wording = { titleZh, bodyZh, titleEn, bodyEn };
    const [unknown] = unknownNames(wording);
    if (unknown !== undefined) throw problem('mass.variable', { name: unknown });
    if ((titleEn === '') !== (bodyEn === '')) throw problem('mass.english');
    const nodes = await this.desk.org.byIds([...nodeIds]);
    const paths = nodeIds.map((id) => nodes.get(id)?.path ?? '');
    for (const nodePath of paths) this.desk.access.require(who, 'mass.send', { nodePath });
    const own = this.desk.access.scope(who, 'mass.send').paths;
    const filter: MassFilter = { paths: paths.length > 0 ? paths : own, industries, keyOnly, aboveScaleOnly, openNeedsOnly };
    return { ...wording, kind, channels: [...channels], filter };
  }

  /** Who would get what, as it stands now. */
  async preview(who: Principal, id: string): Promise<MassPreview> {
    const mass = await this.one(who, id);
    const count = await this.counts.of(mass);
    const parts = count.channels.reduce((sum, one) => sum + (one.parts ?? 0), 0);
    const { approveAbove } = (await this.book.today()).policy;
    return {
      ...count,
      cost: await this.counts.costOf(parts),
      asksApproval: count.people > approveAbove,
      samples: await this.counts.samples(mass),
    };
  }

  /** Sends it to oneself, as the first of those whom it is for would get it. */
  async test(who: Principal, id: string): Promise<void> {
    const mass = await this.one(who, id);
    const [sample] = await this.counts.samples(mass);
    const [self] = await this.desk.directory.users([who.userId]);
    if (!self) return;
    const one = { enterpriseName: sample?.enterpriseName ?? '—', nodeId: self.nodeId ?? '', needs: 0, places: 0 };
    const key = mass.kind === 'commercial' ? 'test' : null;
    await this.uow.run(async () => {
      const { mass: _, ...notice } = this.fanOut.noticeOf(mass, one, self, key, `mass-test:${newId()}`);
      await this.notifier.notifyAll([notice]);
      await this.desk.audit.record(who, 'mass.tested', about(mass));
    });
  }

  /** @throws Problem mass.own for whoever would approve what they wrote or sent off; GuardError where somebody was faster */
  async step(who: Principal, id: string, step: MassStep, version: number): Promise<MassMessage> {
    const before = await this.one(who, id);
    const count = step === 'send' ? await this.counts.of(before) : null;
    if (count?.people === 0) throw problem('mass.nobody');
    const asksApproval = (count?.people ?? 0) > (await this.book.today()).policy.approveAbove;
    if (step === 'approve' && (who.userId === before.createdById || who.userId === before.sentById)) throw problem('mass.own');
    return this.uow.run(async () => {
      const mass = await this.uow.forUpdate(MassMessage, { id });
      const state = mass && afterStep(mass.state, step, { asksApproval });
      if (!mass || !state) throw problem('mass.step');
      const now = this.desk.clock.now();
      const patch = {
        state,
        version: version + 1,
        ...(count && { enterprises: count.enterprises, people: count.people, sentById: who.userId }),
        ...(step === 'approve' && { approvedById: who.userId }),
        ...(state === 'sending' && mass.startedAt === null && { startedAt: now }),
        ...(state === 'cancelled' && { endedAt: now }),
      };
      guarded(await this.uow.manager.update(MassMessage, { id, version, state: mass.state }, patch), 'the message');
      await this.follow(mass, state);
      await this.desk.audit.record(who, `mass.${DONE[step]}`, about(mass));
      return { ...mass, ...patch };
    });
  }

  /** What a step means for what is written already. */
  private async follow({ id, state: before, written }: MassMessage, state: MassMessage['state']): Promise<void> {
    if (state === 'paused') await this.fanOut.hold(id);
    if (state === 'cancelled') await this.fanOut.drop(id);
    if (state !== 'sending') return;
    if (before === 'paused') await this.queue.enqueue(releaseMass, { massId: id });
    if (!written) await this.queue.enqueue(massPortion, { massId: id });
  }
}

const DONE = {
  send: 'sent',
  approve: 'approved',
  return: 'returned',
  pause: 'paused',
  continue: 'continued',
  cancel: 'cancelled',
} as const satisfies Record<MassStep, string>;

const about = ({ id, nodePath }: Pick<MassMessage, 'id' | 'nodePath'>) => ({ kind: 'mass_message', id, nodePath });
