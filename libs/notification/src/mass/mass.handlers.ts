import { Injectable } from '@nestjs/common';
import { Handles, JobQueue, type JobContext } from '#platform/jobs';
import { endMass, massPortion, releaseMass } from '../notification.jobs.js';
import { MassFanOut } from './mass-fan-out.service.js';

@Injectable()
export class MassHandlers {
  constructor(
    private readonly fanOut: MassFanOut,
    private readonly queue: JobQueue,
  ) {}

  @Handles(massPortion)
  portion({ massId }: { massId: string }, job: JobContext): Promise<void> {
    return job.finish(() => this.fanOut.portion(massId));
  }

  @Handles(endMass)
  end({ massId }: { massId: string }, job: JobContext): Promise<void> {
    return job.finish(() => this.fanOut.end(massId));
  }

  @Handles(releaseMass)
  release({ massId }: { massId: string }, job: JobContext): Promise<void> {
    return job.finish(async () => {
      if (await this.fanOut.release(massId)) await this.queue.enqueue(releaseMass, { massId });
      else await this.queue.enqueue(endMass, { massId });
    });
  }
}
