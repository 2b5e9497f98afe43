import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { redactText } from '#access';
import { Clock, UnitOfWork } from '#platform/db';
import { JobQueue } from '#platform/jobs';
import type { Outcome } from './channel.js';
import { Channels } from './channels.js';
import { pauseAfterFailure } from './domain/failure.js';
import type { Lane } from './domain/gate.js';
import type { Went } from './hand-over.service.js';
import { Delivery } from './notification.entity.js';
import { sendDelivery, sendPortion, sendUrgent } from './notification.jobs.js';
import { Outbox, type Queued, type Sent } from './outbox.js';
import { Fallback } from './rule/fallback.service.js';

/** A delivery and how the try with it went. */
export interface Handed {
  delivery: Queued;
  went: Went;
}

/** How the worker came to its tries. */
export interface Circumstances {
  lane: Lane;
  /** An earlier worker vanished with these very tries. */
  again: boolean;
}

type Missed = Exclude<Outcome, Sent>;

/** When a delivery comes again, and whether a place in the line is then its own. */
interface Again {
  delivery: Queued;
  at: Date;
  place: boolean;
}

/** Writes what became of tries: what went alike in one statement. */
@Injectable()
export class Settling {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: JobQueue,
    private readonly channels: Channels,
    private readonly outbox: Outbox,
    private readonly fallback: Fallback,
  ) {}

  /** Writes all of a portion, and sets the next one where time may help. Call in the transaction that finishes their job. */
  async settle(all: readonly Handed[], how: Circumstances): Promise<void> {
    const sent = new Map<string, { delivery: Queued; outcome: Sent; inDoubt: boolean }[]>();
    const failed = new Map<string, { delivery: Queued; outcome: Missed; inDoubt: boolean }[]>();
    const later: Again[] = [];
    for (const { delivery, went } of all) {
      if ('later' in went) later.push({ delivery, ...went.later });
      else if (went.outcome.state === 'sent') {
        const inDoubt = delivery.unsure || (how.again && !this.honours(delivery));
        add(sent, [delivery.round, went.outcome.provider, inDoubt], { delivery, outcome: went.outcome, inDoubt });
      } else {
        const { outcome } = went;
        const unsure = outcome.state === 'failed' && (outcome.unsure ?? false);
        const inDoubt = delivery.unsure || (!this.honours(delivery) && (how.again || unsure));
        const kind = outcome.state === 'failed' ? outcome.failure : outcome.state;
        add(failed, [delivery.round, delivery.attempts, kind, outcome.reason, inDoubt], { delivery, outcome, inDoubt });
      }
    }
    for (const alike of sent.values()) await this.outbox.sent(alike);
    await this.failed(failed, how);
    await this.waiting(later, how.lane);
  }

  private honours({ channel }: Queued): boolean {
    return this.channels.of(channel).honoursKey;
  }

  private async failed(
    all: ReadonlyMap<string, { delivery: Queued; outcome: Missed; inDoubt: boolean }[]>,
    { lane }: Circumstances,
  ): Promise<void> {
    const again: Again[] = [];
    for (const alike of all.values()) {
      const [first] = alike;
      if (!first) continue;
      const { delivery, outcome, inDoubt } = first;
      const attempts = delivery.attempts + 1;
      const lastError = redactText(outcome.reason);
      const write = (patch: Partial<Delivery>): Promise<unknown> =>
        this.uow.manager.update(
          Delivery,
          { id: In(alike.map((one) => one.delivery.id)), round: delivery.round, state: 'queued' },
          { ...patch, attempts, lastError },
        );
      if (outcome.state !== 'failed') {
        await write({ state: outcome.state, failure: null });
        await this.fallback.next(alike.map((one) => one.delivery.messageId));
        continue;
      }
      const { failure } = outcome;
      const pauses = alike.map(() => pauseAfterFailure(failure, attempts, Math.random()));
      await write({ state: pauses[0] === null ? 'failed' : 'queued', failure, unsure: inDoubt });
      if (pauses[0] === null) await this.fallback.next(alike.map((one) => one.delivery.messageId));
      alike.forEach((one, i) => {
        const pause = pauses[i] ?? null;
        if (pause !== null) again.push({ delivery: one.delivery, at: new Date(this.clock.now().getTime() + pause), place: false });
      });
    }
    await this.oneByOne(again, lane);
  }

  /** What was not even tried because the provider is closed waits together; each place in a line is one delivery's own. */
  private async waiting(all: readonly Again[], lane: Lane): Promise<void> {
    const together = all.filter(({ delivery, place }) => !place && lane === 'bulk' && delivery.attempts === 0);
    const alone = together.length > 1 ? all.filter((one) => !together.includes(one)) : all;
    await this.oneByOne(alone, lane);
    if (together.length < 2) return;
    const runAt = new Date(Math.min(...together.map(({ at }) => at.getTime())));
    await this.queue.enqueue(sendPortion, { deliveryIds: together.map(({ delivery }) => delivery.id) }, { runAt });
  }

  private async oneByOne(all: readonly Again[], lane: Lane): Promise<void> {
    const jobs = all.map(({ delivery, at, place }) => ({
      payload: { deliveryId: delivery.id, ...(place && { placed: true }) },
      runAt: at,
    }));
    await this.queue.enqueueAll(lane === 'urgent' ? sendUrgent : sendDelivery, jobs);
  }

  /** Jobs that ended without having sent anything leave no delivery waiting for ever. */
  async giveUp(ids: readonly string[], reason: string): Promise<void> {
    const failed = { state: 'failed', failure: 'unknown', lastError: redactText(reason).slice(0, 500) } as const;
    await this.uow.manager.update(Delivery, { id: In([...ids]), state: 'queued' }, failed);
    const given = await this.uow.manager.find(Delivery, { select: { messageId: true }, where: { id: In([...ids]), state: 'failed' } });
    await this.fallback.next(given.map(({ messageId }) => messageId));
  }
}

const add = <T>(groups: Map<string, T[]>, alike: readonly unknown[], one: T): void => {
  const key = alike.join(' ');
  const group = groups.get(key);
  if (group) group.push(one);
  else groups.set(key, [one]);
};
