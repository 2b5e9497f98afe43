import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import { Handles, type JobContext } from '#platform/jobs';
import { sendStale, trimChanges } from './need.jobs.js';
import { STALE_AFTER_DAYS } from './domain/need.js';
import type { Need } from './need.entity.js';
import { needStartPassed, needWentStale } from './need.events.js';
import { NeedLedger } from './need.ledger.js';
import { NeedsDue } from './need-due.repository.js';
import { NeedRepository } from './need.repository.js';
import { NeedPorts } from './need.ports.js';
import { eventOf } from './need.rules.js';
import { NeedStartRules } from './need.start-rule.js';

const DAY_MS = 86_400_000;
const AT_ONCE = 200;

@Injectable()
export class NeedHandlers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly needs: NeedRepository,
    private readonly due: NeedsDue,
    private readonly ledger: NeedLedger,
    private readonly starts: NeedStartRules,
    private readonly ports: NeedPorts,
  ) {}

  @Handles(sendStale)
  async stale(_payload: object, job: JobContext): Promise<void> {
    while (!job.signal.aborted && (await this.staleSome()) > 0);
    await job.finish(() => Promise.resolve());
  }

  @Handles(trimChanges)
  async trim(_payload: object, job: JobContext): Promise<void> {
    await job.finish(() => this.needs.trimChanges(new Date(this.ports.clock.now().getTime() - DAY_MS)));
  }

  /** @returns how many went stale, at most {@link AT_ONCE} of each kind: short transactions, so that nobody waits for a long one. */
  async staleSome(): Promise<number> {
    const since = new Date(this.ports.clock.now().getTime() - STALE_AFTER_DAYS * DAY_MS);
    return this.uow.run(async () => {
      const firstDay = await this.starts.firstLiveDay();
      const unconfirmed = await this.goStale(
        await this.due.unconfirmedSince(since, AT_ONCE),
        'unconfirmed',
        ({ confirmedAt }) => confirmedAt < since,
        (need) => this.ports.events.record(needWentStale, { ...eventOf(need), confirmedAt: need.confirmedAt.toISOString() }),
      );
      const passed = await this.goStale(
        await this.due.startPassedBefore(firstDay, AT_ONCE),
        'start_passed',
        ({ startBy }) => startBy !== null && startBy < firstDay,
        (need) => this.ports.events.record(needStartPassed, { ...eventOf(need), startBy: need.startBy ?? '' }),
      );
      return unconfirmed + passed;
    });
  }

  /** Whoever gave new dates or confirmed it meanwhile keeps it live. */
  private async goStale(
    ids: string[],
    reason: string,
    isDue: (need: Need) => boolean,
    tell: (need: Need) => Promise<void>,
  ): Promise<number> {
    let gone = 0;
    for (const id of ids) {
      const need = await this.needs.forUpdate(id);
      if (need?.state !== 'published' || !isDue(need)) continue;
      await this.ledger.move(id, 'goStale', { ref: { kind: 'need', id, actorId: null }, reason });
      await tell(need);
      gone += 1;
    }
    return gone;
  }
}
