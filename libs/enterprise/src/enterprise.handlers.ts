import { Injectable } from '@nestjs/common';
import { Handles, type JobContext } from '#platform/jobs';
import { sweepFiles } from './enterprise.jobs.js';
import { FileService } from './file.service.js';

const AT_ONCE = 4;

@Injectable()
export class EnterpriseHandlers {
  constructor(private readonly files: FileService) {}

  @Handles(sweepFiles)
  async sweep(_payload: object, job: JobContext): Promise<void> {
    while (!job.signal.aborted && (await this.files.shrink(AT_ONCE)) === AT_ONCE);
    await job.finish(() => this.files.sweep());
  }
}
