import { Injectable } from '@nestjs/common';
import { Handles, type JobContext } from '#platform/jobs';
import { sweepFiles } from './enterprise.jobs.js';
import { FileService } from './file.service.js';

@Injectable()
export class EnterpriseHandlers {
  constructor(private readonly files: FileService) {}

  @Handles(sweepFiles)
  async sweep(_payload: object, job: JobContext): Promise<void> {
    await job.finish(() => this.files.sweep());
  }
}
