import { Injectable } from '@nestjs/common';
import { AccessService, Audit, OrgTree } from '#access';
import { Clock, newId, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import type { Channel } from '../domain/delivery.js';
import { problem } from '../notification.problems.js';
import { rowOn } from '../rule/rule-book.service.js';
import { MessageQuota, MessageTally } from './quota.entity.js';

const LOOK_MS = 2_000;

export interface QuotaView {
  channel: Channel;
  nodeId: string;
  perDay: number | null;
  validFrom: string;
  source: string;
  /** What went today, of text messages in parts. */
  used: number;
}

export type NewQuota = Pick<MessageQuota, 'channel' | 'nodeId' | 'validFrom' | 'perDay' | 'source'>;

interface Standing {
  cityId: string;
  /** By channel and office. */
  limits: ReadonlyMap<string, number>;
}

class Reached extends Error {}

/** What offices may send in a day. Where nobody set anything, nothing is counted and nothing stops. */
@Injectable()
export class Quotas {
  private kept: { at: number; day: string; standing: Promise<Standing | null> } | undefined;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly access: AccessService,
    private readonly audit: Audit,
    private readonly org: OrgTree,
  ) {}

  /** Takes from today's quota of an office and of the city. What is urgent is counted and goes all the same.
   * @param parts asked only where there is a quota
   * @returns what was taken, or null where the quota is used up */
  async take(channel: Channel, nodeId: string | null, parts: () => number, urgent: boolean): Promise<number | null> {
    const day = this.clock.today();
    const limits = await this.limitsOf(day, channel, nodeId);
    if (limits.length === 0) return 0;
    const count = parts();
    try {
      await this.uow.run(async () => {
        for (const [office, perDay] of limits)
          if (!(await this.count(channel, office, day, count, urgent ? null : perDay))) throw new Reached();
      });
      return count;
    } catch (error) {
      if (error instanceof Reached) return null;
      throw error;
    }
  }

  /** What was taken and did not go. */
  async giveBack(channel: Channel, nodeId: string | null, count: number): Promise<void> {
    const day = this.clock.today();
    for (const [office] of await this.limitsOf(day, channel, nodeId))
      await this.uow.run(() => this.count(channel, office, day, -count, null));
  }

  private async limitsOf(day: string, channel: Channel, nodeId: string | null): Promise<[office: string, perDay: number][]> {
    const standing = await this.standing(day);
    if (!standing) return [];
    return [...new Set([nodeId ?? standing.cityId, standing.cityId])].sort().flatMap((office) => {
      const perDay = standing.limits.get(`${channel} ${office}`);
      return perDay === undefined ? [] : [[office, perDay] as [string, number]];
    });
  }

  private async count(channel: Channel, nodeId: string, day: string, count: number, most: number | null): Promise<boolean> {
    const row = { id: newId(), channel, nodeId, day, used: 0 };
    await this.uow.manager.createQueryBuilder().insert().into(MessageTally).values(row).orIgnore().updateEntity(false).execute();
    const query = this.uow.manager
      .createQueryBuilder()
      .update(MessageTally)
      .set({ used: () => 'used + :count' })
      .where('channel = :channel AND nodeId = :nodeId AND day = :day', { channel, nodeId, day })
      .setParameter('count', count);
    if (most !== null) query.andWhere('used + :count <= :most', { most });
    return (await query.execute()).affected === 1;
  }

  private standing(day: string): Promise<Standing | null> {
    if (!this.kept || this.kept.day !== day || performance.now() - this.kept.at > LOOK_MS) {
      const standing = this.read(day);
      this.kept = { at: performance.now(), day, standing };
      standing.catch(() => (this.kept = undefined));
    }
    return this.kept.standing;
  }

  private async read(day: string): Promise<Standing | null> {
    const rows = await this.today(day);
    const limits = rows.flatMap(({ channel, nodeId, perDay }): [string, number][] =>
      perDay === null ? [] : [[`${channel} ${nodeId}`, perDay]],
    );
    return limits.length > 0 ? { cityId: (await this.org.city()).id, limits: new Map(limits) } : null;
  }

  /** Of each channel and office the row that holds. */
  private async today(day: string): Promise<MessageQuota[]> {
    const rows = await this.uow.manager.find(MessageQuota, { order: { validFrom: 'DESC' } });
    const keys = new Set(rows.map(({ channel, nodeId }) => `${channel} ${nodeId}`));
    return [...keys].flatMap(
      (key) =>
        rowOn(
          rows.filter(({ channel, nodeId }) => `${channel} ${nodeId}` === key),
          day,
        ) ?? [],
    );
  }

  async list(who: Principal): Promise<QuotaView[]> {
    this.access.require(who, 'deliveries.read');
    const day = this.clock.today();
    const tallies = await this.uow.manager.findBy(MessageTally, { day });
    return (await this.today(day)).map(({ channel, nodeId, perDay, validFrom, source }) => ({
      ...{ channel, nodeId, perDay, validFrom, source },
      used: tallies.find((one) => one.channel === channel && one.nodeId === nodeId)?.used ?? 0,
    }));
  }

  /** @throws Problem message_rule.past, 404 for an office that is not theirs */
  async set(who: Principal, given: NewQuota): Promise<void> {
    const node = await this.org.byId(given.nodeId);
    this.access.require(who, 'message_rule.edit', { nodePath: node?.path ?? '' });
    if (given.validFrom < this.clock.today()) throw problem('message_rule.past');
    await this.uow.run(async () => {
      const row = { ...given, id: newId(), setById: who.userId, setAt: this.clock.now() };
      await this.uow.manager
        .createQueryBuilder()
        .insert()
        .into(MessageQuota)
        .values(row)
        .orUpdate(['perDay', 'source', 'setById', 'setAt'], ['channel', 'nodeId', 'validFrom'])
        .updateEntity(false)
        .execute();
      this.uow.afterCommit(() => (this.kept = undefined));
      const { channel, perDay, validFrom, source } = given;
      const about = { kind: 'org_node', id: given.nodeId, nodePath: node?.path ?? '' };
      await this.audit.record(who, 'message_quota.set', about, { channel, perDay, validFrom, source });
    });
  }
}
