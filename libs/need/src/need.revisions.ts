import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AccessService, OrgTree, withinScope } from '#access';
import { FieldCipher, Sealing } from '#platform/crypto';
import { pageOf, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import type { Revision } from './domain/revision.js';
import { NeedRevision, type Need } from './need.entity.js';
import { needRevised, needRevisionApproved, needRevisionSentBack } from './need.events.js';
import { problems } from './need.problems.js';
import { NeedPorts } from './need.ports.js';
import { NeedRepository } from './need.repository.js';
import { eventOf, type NeedPlace } from './need.rules.js';

/**
 * Changes of published posts that wait for their county. Meanwhile the post stands as it was checked: nobody who is promised or on the
 * way loses a place, and readers see nothing that was not looked at.
 */
@Injectable()
export class NeedRevisions {
  private readonly sealing: Sealing<NeedRevision>;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly needs: NeedRepository,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly ports: NeedPorts,
    cipher: FieldCipher,
  ) {
    this.sealing = new Sealing(cipher, 'need_revision');
  }

  async of(needId: string): Promise<NeedRevision | null> {
    return this.sealing.maybe(await this.uow.manager.findOneBy(NeedRevision, { id: needId }));
  }

  async many(needIds: string[]): Promise<Map<string, NeedRevision>> {
    const rows = needIds.length === 0 ? [] : await this.uow.manager.findBy(NeedRevision, { id: In(needIds) });
    return new Map(this.sealing.openAll(rows).map((row) => [row.id, row]));
  }

  async page(who: Principal, cursor: string | undefined, limit: number): Promise<Paged<NeedRevision>> {
    const query = this.uow.manager.createQueryBuilder(NeedRevision, 'revision');
    withinScope(query, this.access.scope(who, 'need.check'), { nodePath: 'revision.nodePath' });
    const { items, next } = await pageOf(query, {
      order: [
        ['revision.askedAt', 'ASC'],
        ['revision.id', 'ASC'],
      ],
      cursor,
      limit,
    });
    return { items: this.sealing.openAll(items), next };
  }

  /** Takes the place of what waited before, read as `before`; nothing left to change ends the waiting. In the caller's unit of work.
   * @throws Problem `need.version_stale` when that was decided or changed meanwhile. */
  async keep(who: Principal, need: Need, office: NeedPlace, said: Revision, before: NeedRevision | null): Promise<void> {
    if (before && JSON.stringify(before.said) === JSON.stringify(said)) return;
    if (Object.keys(said).length === 0) {
      if (before) await this.take(before.id, before.version);
      return;
    }
    const at = this.ports.clock.now();
    const row = this.sealing.seal(need.id, { ...office, said, askedById: who.userId, askedAt: at });
    if (before) {
      const kept = await this.uow.manager.update(
        NeedRevision,
        { id: need.id, version: before.version },
        { ...row, version: before.version + 1 },
      );
      if (kept.affected !== 1) throw problems('need.version_stale');
    } else {
      const fresh = { id: need.id, ...row, version: 1 };
      await this.uow.manager.createQueryBuilder().insert().into(NeedRevision).values(fresh).orIgnore().updateEntity(false).execute();
      if ((await this.uow.manager.countBy(NeedRevision, { id: need.id, askedById: who.userId, askedAt: at })) !== 1)
        throw problems('need.version_stale');
    }
    await this.ports.events.record(needRevised, { ...eventOf(need), nodePath: office.nodePath, at: at.toISOString() });
  }

  /** The office of the place decides, of the new one where the change moves it. @throws Problem 404 for somebody else. */
  async decidable(who: Principal, needId: string): Promise<NeedRevision> {
    const revision = await this.of(needId);
    if (!revision) throw notFound('need-revision', needId);
    this.access.require(who, 'need.check', { nodePath: revision.nodePath });
    return revision;
  }

  /** Claims it for a decision: of two who decide at once one is refused. @throws Problem `need.version_stale` */
  async take(needId: string, version: number): Promise<void> {
    if ((await this.uow.manager.delete(NeedRevision, { id: needId, version })).affected !== 1) throw problems('need.version_stale');
  }

  /** Whoever may change the need may also leave it as it is. Taking back twice is taking back once. */
  async takeBack(who: Principal, needId: string): Promise<void> {
    await this.uow.run(async () => {
      const need = await this.needs.byId(needId);
      if (!need) throw notFound('need', needId);
      this.access.require(who, 'need.publish', { nodePath: need.nodePath, enterpriseId: need.enterpriseId });
      await this.drop(needId);
      await this.ports.trace(who, 'need.revision_taken_back', need);
    });
  }

  /** The post stays as it is published; its enterprise hears why. */
  async sendBack(who: Principal, needId: string, version: number, reason: string): Promise<Need> {
    return this.uow.run(async () => {
      // Held first: of two who decide at once the slower one finds nothing that waits.
      const need = await this.needs.forUpdate(needId);
      if (!need) throw notFound('need', needId);
      const { nodePath } = await this.decidable(who, needId);
      await this.take(needId, version);
      await this.ports.events.record(needRevisionSentBack, { ...eventOf(need), reason, at: this.ports.clock.now().toISOString() });
      await this.ports.trace(who, 'need.revision_sent_back', { id: needId, nodePath }, { reason });
      return need;
    });
  }

  async approved(who: Principal, need: Need, said: Revision): Promise<void> {
    const at = this.ports.clock.now().toISOString();
    await this.ports.events.record(needRevisionApproved, { ...eventOf(need), at });
    await this.ports.trace(who, 'need.revision_approved', need, { ...said });
  }

  async drop(needId: string): Promise<void> {
    await this.uow.manager.delete(NeedRevision, { id: needId });
  }

  /** The place that a revision names; null where it names none. */
  async placeOf({ nodeId }: Revision): Promise<NeedPlace | null> {
    const node = nodeId ? await this.org.byId(nodeId) : null;
    return node && { nodeId: node.id, nodePath: node.path };
  }
}
