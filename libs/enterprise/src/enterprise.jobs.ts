import { Injectable } from '@nestjs/common';
import { defineJob, Handles, type JobContext } from '#platform/jobs';
import { FileService } from './file.service.js';

const HOUR_MS = 3_600_000;
const AT_ONCE = 4;

export const sweepFiles = defineJob({ name: 'enterprise.sweep_files', schedule: { everyMs: HOUR_MS } });

@Injectable()
export class EnterpriseHandlers {
  constructor(private readonly files: FileService) {}

  @Handles(sweepFiles)
  async sweep(_payload: object, job: JobContext): Promise<void> {
    while (!job.signal.aborted && (await this.files.shrink(AT_ONCE)) === AT_ONCE);
    await job.finish(() => this.files.sweep());
  }
}
