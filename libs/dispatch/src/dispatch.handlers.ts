import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import { Handles, type JobContext } from '#platform/jobs';
import { chaseRetention, forgetPeople, lapsePromise, prepareRetention, tallyPromises, watchPromises } from './dispatch.jobs.js';
import { ChaseService } from './chase/chase.service.js';
import { DispatchPorts } from './dispatch.ports.js';
import { PromiseService } from './promise.service.js';
import { PromiseWatch } from './promise-watch.service.js';
import { RetentionService } from './retention.service.js';
import { TallyService } from './performance/tally.service.js';
import { TripRepository } from './trip.repository.js';

const AT_ONCE = 300;
/** An enterprise is told once of all of its checks of a day. */
const TOLD_AT_ONCE = 5_000;
const KEPT_YEARS = 3;

@Injectable()
export class DispatchHandlers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly promises: PromiseService,
    private readonly watch: PromiseWatch,
    private readonly retention: RetentionService,
    private readonly chase: ChaseService,
    private readonly tallies: TallyService,
    private readonly trips: TripRepository,
    private readonly ports: DispatchPorts,
  ) {}

  @Handles(lapsePromise)
  async lapse({ promiseId }: { promiseId: string }, job: JobContext): Promise<void> {
    await job.finish(() => this.promises.lapse(promiseId));
  }

  @Handles(watchPromises)
  async warn(_payload: object, job: JobContext): Promise<void> {
    while (!job.signal.aborted && (await this.watch.warnOfLapsing(AT_ONCE)) === AT_ONCE);
    for (let after: string | null = ''; after !== null && !job.signal.aborted;) after = await this.watch.warnOfMissingTrips(after, AT_ONCE);
    await job.finish(() => Promise.resolve());
  }

  @Handles(prepareRetention)
  async prepare(_payload: object, job: JobContext): Promise<void> {
    while (!job.signal.aborted && (await this.retention.prepare(AT_ONCE)) === AT_ONCE);
    await job.finish(() => Promise.resolve());
  }

  @Handles(chaseRetention)
  async tell(_payload: object, job: JobContext): Promise<void> {
    for (const notice of ['due', 'late'] as const)
      while (!job.signal.aborted && (await this.chase.tell(notice, TOLD_AT_ONCE)) === TOLD_AT_ONCE);
    await job.finish(() => Promise.resolve());
  }

  @Handles(tallyPromises)
  async tally(_payload: object, job: JobContext): Promise<void> {
    for (let after: string | null = ''; after !== null && !job.signal.aborted;) after = await this.tallies.count(after, AT_ONCE);
    await job.finish(() => Promise.resolve());
  }

  @Handles(forgetPeople)
  async forget(_payload: object, job: JobContext): Promise<void> {
    const before = new Date(this.ports.clock.now());
    before.setUTCFullYear(before.getUTCFullYear() - KEPT_YEARS);
    while (!job.signal.aborted && (await this.uow.run(() => this.trips.forget(before, AT_ONCE))) === AT_ONCE);
    await job.finish(() => Promise.resolve());
  }
}
