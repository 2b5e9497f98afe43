import { Injectable } from '@nestjs/common';
import { Handles, type JobContext } from '#platform/jobs';
import { sweepFiles, tellNamesakes } from './enterprise.jobs.js';
import { FileService } from './file.service.js';
import { RegistrationService } from './registration.service.js';

const AT_ONCE = 4;

@Injectable()
export class EnterpriseHandlers {
  constructor(
    private readonly files: FileService,
    private readonly registrations: RegistrationService,
  ) {}

  @Handles(tellNamesakes)
  async tell({ userId }: { userId: string }, job: JobContext): Promise<void> {
    await job.finish(() => this.registrations.tellNamesakes(userId));
  }

  @Handles(sweepFiles)
  async sweep(_payload: object, job: JobContext): Promise<void> {
    while (!job.signal.aborted && (await this.files.shrink(AT_ONCE)) === AT_ONCE);
    await job.finish(() => this.files.sweep());
  }
}
