import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { EnterpriseReads } from '#enterprise';
import { newId, UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { MEETING_FIELDS } from '../domain/fair.js';
import { allows, stateOf } from '../domain/states.js';
import { Fair } from '../fair.entity.js';
import { eventOf, fairMoved } from '../fair.events.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import { FairChange, FairReply } from './booth.entity.js';
import { BoothRepository } from './booth.repository.js';
import { WaitingList } from './waiting.service.js';
import { WaitingRepository } from './waiting.repository.js';

export interface ReplyView {
  enterpriseId: string;
  enterpriseName: string;
  answer: 'yes' | 'no' | null;
  askedAt: Date;
  answeredAt: Date | null;
}

/** An announced fair takes place at another time or place: who has a booth keeps it and is asked whether they still come. */
@Injectable()
export class FairMoves {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly booths: BoothRepository,
    private readonly waits: WaitingRepository,
    private readonly list: WaitingList,
    private readonly enterprises: EnterpriseReads,
    private readonly access: AccessService,
    private readonly ports: FairPorts,
  ) {}

  /** Inside the unit of work that moved it. Nobody is asked when nothing changed that they came for. */
  async moved(before: Fair, after: Fair): Promise<void> {
    if (MEETING_FIELDS.every((field) => before[field] === after[field])) return;
    const { day, opensAt, closesAt, place } = before;
    const now = this.ports.clock.now();
    // Who holds one without having confirmed, or was offered one, is told with those who wait.
    const booked = (await this.booths.taken(after.id)).filter(({ heldUntil }) => heldUntil === null);
    const enterpriseIds = [...new Set(booked.flatMap(({ enterpriseId }) => (enterpriseId ? [enterpriseId] : [])))];
    await this.uow.manager.insert(FairChange, { id: newId(), fairId: after.id, at: now, day, opensAt, closesAt, place });
    await this.askAgain(after.id, enterpriseIds, now);
    await this.ports.events.record(fairMoved, {
      ...eventOf(after),
      ...{ opensAt: after.opensAt, closesAt: after.closesAt, before: { day, opensAt, closesAt, place } },
      ...{ version: after.version, enterpriseIds, waitingIds: await this.waitingAt(after.id, enterpriseIds) },
    });
  }

  /** Enterprises that wait for a booth of it, besides these. */
  async waitingAt(fairId: string, besides: readonly string[]): Promise<string[]> {
    return (await this.waits.active(fairId)).map(({ enterpriseId }) => enterpriseId).filter((id) => !besides.includes(id));
  }

  /** Who waits is offered what is free after a fair got more booths. */
  serve(fair: Fair): Promise<void> {
    return this.list.serve(fair);
  }

  /** What it was before, newest first: everybody may know. */
  changes(fairId: string): Promise<FairChange[]> {
    return this.uow.manager.find(FairChange, { where: { fairId }, order: { id: 'DESC' }, take: 20 });
  }

  /** Who was asked again and what they said. */
  async replies(who: Principal, fairId: string): Promise<ReplyView[]> {
    const fair = await this.fairs.byId(fairId);
    if (!fair) throw notFound('fair', fairId);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    const rows = await this.uow.manager.find(FairReply, { where: { fairId }, take: 2_000 });
    const names = new Map((await this.enterprises.many(rows.map((one) => one.enterpriseId))).map(({ id, name }) => [id, name]));
    return rows
      .map(({ enterpriseId, answer, askedAt, answeredAt }) => ({
        ...{ enterpriseId, enterpriseName: names.get(enterpriseId) ?? '', answer, askedAt, answeredAt },
      }))
      .sort((a, b) => Number(a.answer !== null) - Number(b.answer !== null) || a.enterpriseName.localeCompare(b.enterpriseName, 'zh-CN'));
  }

  /** Of the enterprises that a person acts for, by fair: what is still to be answered. */
  async asked(enterpriseIds: readonly string[], fairIds: readonly string[]): Promise<FairReply[]> {
    if (enterpriseIds.length === 0 || fairIds.length === 0) return [];
    return this.uow.manager
      .createQueryBuilder(FairReply, 'reply')
      .where('reply.fairId IN (:...fairIds) AND reply.enterpriseId IN (:...enterpriseIds)', { fairIds, enterpriseIds })
      .getMany();
  }

  /** It still comes, or it does not and gives its booths back: then who waits is offered them. */
  async reply(who: Principal, fairId: string, answer: 'yes' | 'no', given: string | undefined): Promise<void> {
    await this.uow.run(async () => {
      const fair = await this.uow.forUpdate(Fair, { id: fairId });
      const own = who.grants.flatMap((grant) => (grant.enterpriseId ? [grant.enterpriseId] : []));
      const one = await this.enterprises.byId(given ?? (own.length === 1 ? (own[0] ?? '') : ''));
      if (!fair || !one) throw problems('fair.not_asked');
      this.access.require(who, 'fair.book', { nodePath: one.nodePath, enterpriseId: one.id });
      const asked = await this.uow.manager.findOneBy(FairReply, { fairId, enterpriseId: one.id });
      if (!asked) throw problems('fair.not_asked');
      if (!allows(stateOf(fair), 'giveBack')) throw problems('fair.state');
      if (asked.answer === answer) return;
      await this.uow.manager.update(FairReply, { id: asked.id }, { answer, answeredAt: this.ports.clock.now() });
      if (answer === 'no')
        for (const booth of await this.booths.shares(fairId, one.id))
          if (await this.list.vacate(fair, booth)) await this.list.gaveBack(fair, booth, one);
      await this.ports.trace(who, answer === 'yes' ? 'fair.reply_yes' : 'fair.reply_no', fair, { enterprise: one.name });
      if (answer === 'no') await this.list.serve(fair);
    });
  }

  private async askAgain(fairId: string, enterpriseIds: readonly string[], askedAt: Date): Promise<void> {
    for (const enterpriseId of enterpriseIds) {
      const before = await this.uow.manager.findOneBy(FairReply, { fairId, enterpriseId });
      if (before) await this.uow.manager.update(FairReply, { id: before.id }, { answer: null, askedAt, answeredAt: null });
      else await this.uow.manager.insert(FairReply, { id: newId(), fairId, enterpriseId, answer: null, askedAt, answeredAt: null });
    }
  }
}
