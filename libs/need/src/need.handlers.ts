import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import { Handles, type JobContext } from '#platform/jobs';
import { sendStale, trimChanges } from './need.jobs.js';
import { STALE_AFTER_DAYS } from './domain/need.js';
import { needWentStale } from './need.events.js';
import { NeedLedger } from './need.ledger.js';
import { NeedRepository } from './need.repository.js';
import { NeedPorts } from './need.ports.js';

const DAY_MS = 86_400_000;
const AT_ONCE = 200;

@Injectable()
export class NeedHandlers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly needs: NeedRepository,
    private readonly ledger: NeedLedger,
    private readonly ports: NeedPorts,
  ) {}

  @Handles(sendStale)
  async stale(_payload: object, job: JobContext): Promise<void> {
    while (!job.signal.aborted && (await this.staleSome()) === AT_ONCE);
    await job.finish(() => Promise.resolve());
  }

  @Handles(trimChanges)
  async trim(_payload: object, job: JobContext): Promise<void> {
    await job.finish(() => this.needs.trimChanges(new Date(this.ports.clock.now().getTime() - DAY_MS)));
  }

  /** @returns how many went stale, at most {@link AT_ONCE}: short transactions, so that nobody waits for a long one. */
  async staleSome(): Promise<number> {
    const limit = new Date(this.ports.clock.now().getTime() - STALE_AFTER_DAYS * DAY_MS);
    return this.uow.run(async () => {
      const needs = await this.needs.unconfirmedSince(limit, AT_ONCE);
      for (const { id, enterpriseId, nodePath, confirmedAt } of needs) {
        await this.ledger.move(id, 'goStale', { ref: { kind: 'need', id, actorId: null }, reason: 'unconfirmed' });
        await this.ports.events.record(needWentStale, { needId: id, enterpriseId, nodePath, confirmedAt: confirmedAt.toISOString() });
      }
      return needs.length;
    });
  }
}
