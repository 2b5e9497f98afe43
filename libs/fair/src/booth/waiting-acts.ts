import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { EnterpriseReads } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { putBefore } from '../domain/waiting.js';
import { Fair } from '../fair.entity.js';
import { eventOf } from '../fair.events.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import type { BoothWait } from './booth.entity.js';
import { waitRemoved } from './booth.events.js';
import { WaitingList } from './waiting.service.js';
import { WaitingRepository } from './waiting.repository.js';

export interface WaitView {
  entry: BoothWait;
  enterpriseName: string;
  /** How many stand before it. */
  ahead: number;
}

/** What people do with the waiting list of a fair: look at it, leave it, and put its order right with a reason. */
@Injectable()
export class WaitingActs {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly waits: WaitingRepository,
    private readonly list: WaitingList,
    private readonly enterprises: EnterpriseReads,
    private readonly access: AccessService,
    private readonly ports: FairPorts,
  ) {}

  /** The list in its order, for the office that holds the fair. */
  async of(who: Principal, fairId: string, cursor: string | undefined, limit: number): Promise<{ items: WaitView[]; next: string | null }> {
    const fair = await this.fairs.byId(fairId);
    if (!fair) throw notFound('fair', fairId);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    const { items, next } = await this.waits.page(fairId, cursor, limit);
    const first = items[0] ? await this.waits.ahead(items[0]) : 0;
    const names = new Map((await this.enterprises.many(items.map((one) => one.enterpriseId))).map(({ id, name }) => [id, name]));
    return {
      items: items.map((entry, i) => ({ entry, enterpriseName: names.get(entry.enterpriseId) ?? '', ahead: first + i })),
      next,
    };
  }

  /** Places of the enterprises that a person acts for, with their fairs. */
  async mine(who: Principal): Promise<{ entry: BoothWait; ahead: number; fair: Fair }[]> {
    const entries = await this.waits.ofEnterprises(who.grants.flatMap(({ enterpriseId }) => (enterpriseId ? [enterpriseId] : [])));
    const fairs = new Map((await this.fairs.many(entries.map(({ fairId }) => fairId))).map((fair) => [fair.id, fair]));
    const found: { entry: BoothWait; ahead: number; fair: Fair }[] = [];
    for (const entry of entries) {
      const fair = fairs.get(entry.fairId);
      if (fair) found.push({ entry, fair, ahead: await this.waits.ahead(entry) });
    }
    return found;
  }

  /** The enterprise leaves by itself; an office says why it takes it off. An offer that it has stays an offer. */
  async leave(who: Principal, id: string, reason: string | undefined): Promise<void> {
    await this.uow.run(async () => {
      const { fair, entry } = await this.kept(id);
      const one = await this.enterprises.byId(entry.enterpriseId);
      if (!one) throw notFound('wait', id);
      const byOffice = this.access.can(who, 'fair.manage');
      this.access.require(who, 'fair.book', { enterpriseId: one.id, nodePath: byOffice ? fair.nodePath : one.nodePath });
      if (byOffice && !reason) throw problems('booth.reason');
      if (entry.state !== 'waiting') return;
      await this.waits.update(id, { state: byOffice ? 'removed' : 'left' });
      const at = this.ports.clock.now().toISOString();
      if (byOffice) await this.ports.events.record(waitRemoved, { ...eventOf(fair), at, enterpriseId: one.id, reason: reason ?? '' });
      await this.ports.trace(who, 'wait.left', fair, { enterprise: one.name, ...(reason && { reason }) });
    });
  }

  /** Puts one before another, or last, and says why. @throws Problem when who it was put before is not there any more */
  async order(who: Principal, id: string, before: string | null, reason: string): Promise<void> {
    await this.uow.run(async () => {
      const { fair, entry } = await this.kept(id);
      this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
      const places = entry.state === 'waiting' && before !== id ? putBefore(await this.waits.active(fair.id), id, before) : [];
      if (places.length === 0) throw problems('wait.order');
      await this.waits.setPlaces(places);
      await this.waits.update(id, { orderReason: reason, orderedById: who.userId });
      const name = (await this.enterprises.byId(entry.enterpriseId))?.name;
      await this.ports.trace(who, 'wait.ordered', fair, { enterprise: name, reason });
      await this.list.serve(fair);
    });
  }

  private async kept(id: string): Promise<{ fair: Fair; entry: BoothWait }> {
    const known = await this.waits.byId(id);
    const fair = known && (await this.uow.forUpdate(Fair, { id: known.fairId }));
    const entry = fair && (await this.waits.byId(id));
    if (!fair || !entry) throw notFound('wait', id);
    return { fair, entry };
  }
}
