import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import { closeUntil, lastStartOf, outstanding, tripIsDue, type PromiseRules } from './domain/promise.js';
import type { PromiseRow } from './dispatch.entity.js';
import { promiseLapsing, promiseWithoutTrip } from './dispatch.events.js';
import { DispatchPorts, Neighbours } from './dispatch.ports.js';
import { DispatchRules } from './dispatch-rules.js';
import { PromiseRepository } from './promise.repository.js';
import { eventOf } from './promise.service.js';

/** Looks after promises that nobody looks after: each is told of once. */
@Injectable()
export class PromiseWatch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly promises: PromiseRepository,
    private readonly rules: DispatchRules,
    private readonly ports: DispatchPorts,
    private readonly neighbours: Neighbours,
  ) {}

  /** Warns of promises that lapse soon and were not answered. @returns how many were looked at, `limit` at most. */
  async warnOfLapsing(limit: number): Promise<number> {
    const { clock, events } = this.ports;
    const rules = await this.rules.on(clock.today());
    return this.uow.run(async () => {
      const now = clock.now();
      const promises = await this.promises.lapsing(now, closeUntil(now, rules), limit);
      for (const promise of promises)
        if ((await this.promises.warned(promise.id, 'lapseWarnedAt', now)) === 1)
          await events.record(promiseLapsing, await this.eventOf(promise));
      return promises.length;
    });
  }

  /** Warns of accepted promises whose people have to start soon and have no trip. Goes through them in order of id.
   * @returns the last id looked at; null at the end. */
  async warnOfMissingTrips(after: string, limit: number): Promise<string | null> {
    const rules = await this.rules.on(this.ports.clock.today());
    return this.uow.run(async () => {
      const promises = await this.promises.withoutTrip(after, limit);
      await this.tellMissing(promises, rules);
      return promises.length < limit ? null : (promises.at(-1)?.id ?? null);
    });
  }

  private async tellMissing(promises: PromiseRow[], rules: PromiseRules): Promise<void> {
    const { clock, events } = this.ports;
    const needs = new Map((await this.neighbours.needs.many(promises.map(({ needId }) => needId))).map((need) => [need.id, need]));
    const now = clock.now();
    for (const promise of promises) {
      const need = needs.get(promise.needId);
      const startBy = need ? lastStartOf(need) : null;
      if (startBy === null || !tripIsDue(clock.today(), startBy, rules)) continue;
      if ((await this.promises.warned(promise.id, 'tripWarnedAt', now)) !== 1) continue;
      const event = { ...(await this.eventOf(promise)), people: outstanding(promise), startBy, at: now.toISOString() };
      await events.record(promiseWithoutTrip, event);
    }
  }

  private async eventOf(promise: PromiseRow) {
    const { needs, supply } = this.neighbours;
    return eventOf(promise, await needs.byId(promise.needId), await supply.supplier(promise.supplierId));
  }
}
