import { Injectable } from '@nestjs/common';
import { Handles, type JobContext } from '#platform/jobs';
import { keepTime } from './fair.jobs.js';
import { AT_ONCE, FairSteps } from './fair.steps.js';

@Injectable()
export class FairHandlers {
  constructor(private readonly steps: FairSteps) {}

  @Handles(keepTime)
  async keepTime(_payload: object, job: JobContext): Promise<void> {
    while (!job.signal.aborted && (await this.steps.moveDue()) === AT_ONCE);
    await job.finish(() => Promise.resolve());
  }
}
