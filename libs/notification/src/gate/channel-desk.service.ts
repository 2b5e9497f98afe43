import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccessService, Audit } from '#access';
import { Clock, UnitOfWork } from '#platform/db';
import { Metrics } from '#platform/health';
import { notFound, type Principal } from '#platform/http';
import { Channels } from '../channels.js';
import { CHANNELS, DELIVERY_STATES, type Channel, type DeliveryState } from '../domain/delivery.js';
import type { Failure } from '../domain/failure.js';
import { Delivery } from '../notification.entity.js';
import { Gates } from './gate.service.js';

/** A channel as staff see it. */
export interface ChannelView {
  channel: Channel;
  /** Whether a provider is connected. */
  connected: boolean;
  /** Since when nothing goes out, until when, and why; null while it works. */
  closed: { since: Date; until: Date; failure: Failure } | null;
  /** Failures of the provider itself since it last worked. */
  troubles: number;
  /** Messages a second over all workers; null without a limit. */
  perSecond: number | null;
  waiting: number;
  failed: number;
}

/** What staff see of the ways out, and the one thing they do with them. */
@Injectable()
export class ChannelDesk implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly channels: Channels,
    private readonly gates: Gates,
    private readonly access: AccessService,
    private readonly audit: Audit,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge('gangqiao_deliveries', 'Deliveries by channel and state', ['channel', 'state'], async (gauge) => {
      for (const { channel, state, count } of await this.counts(['queued', 'failed'])) gauge.set({ channel, state }, count);
    });
    this.metrics.gauge('gangqiao_channel_closed', '1 while nothing goes out because the provider fails', ['channel'], async (gauge) => {
      for (const { channel, closed } of await this.views()) gauge.set({ channel }, closed ? 1 : 0);
    });
  }

  async list(who: Principal): Promise<ChannelView[]> {
    this.access.require(who, 'deliveries.read');
    return this.views();
  }

  /** Lets what comes next try, whatever was heard of the provider; what waits comes at its time. @throws Problem not_found */
  async reopen(who: Principal, name: string): Promise<void> {
    this.access.require(who, 'deliveries.retry');
    const channel = CHANNELS.find((one) => one === name);
    if (!channel) throw notFound('channel', name);
    await this.uow.run(async () => {
      await this.gates.reopen(channel);
      await this.audit.record(who, 'channel.reopen', { kind: 'channel', id: channel });
    });
  }

  private async views(): Promise<ChannelView[]> {
    const [gates, counts] = await Promise.all([this.gates.all(), this.counts(['queued', 'failed'])]);
    const count = (channel: Channel, state: DeliveryState): number =>
      counts.find((one) => one.channel === channel && one.state === state)?.count ?? 0;
    return CHANNELS.map((channel) => {
      const gate = gates.find((one) => one.channel === channel);
      const until = gate?.closedUntil ?? null;
      return {
        channel,
        connected: this.channels.of(channel).configured,
        closed: until && gate?.failure ? { since: gate.closedAt ?? until, until, failure: gate.failure } : null,
        troubles: gate?.troubles ?? 0,
        perSecond: this.gates.rateOf(channel),
        waiting: count(channel, 'queued'),
        failed: count(channel, 'failed'),
      };
    });
  }

  private async counts(states: DeliveryState[]): Promise<{ channel: Channel; state: DeliveryState; count: number }[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(Delivery, 'delivery')
      .select('delivery.channel', 'channel')
      .addSelect('delivery.state', 'state')
      .addSelect('COUNT(*)', 'count')
      .where('delivery.state IN (:...states)', { states: states.filter((state) => DELIVERY_STATES.includes(state)) })
      .groupBy('delivery.channel')
      .addGroupBy('delivery.state')
      .getRawMany<{ channel: Channel; state: DeliveryState; count: string | number }>();
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  }
}
