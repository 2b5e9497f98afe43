import { Injectable } from '@nestjs/common';
import { Handles, type JobContext } from '#platform/jobs';
import { watchAbsences } from '../dispatch.jobs.js';
import { Absences } from './absences.js';

const AT_ONCE = 300;

@Injectable()
export class AbsenceHandlers {
  constructor(private readonly absences: Absences) {}

  @Handles(watchAbsences)
  async warn(_payload: object, job: JobContext): Promise<void> {
    while (!job.signal.aborted && (await this.absences.warn(AT_ONCE)) === AT_ONCE);
    await job.finish(() => Promise.resolve());
  }
}
