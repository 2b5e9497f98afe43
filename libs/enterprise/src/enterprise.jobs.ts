import { Injectable } from '@nestjs/common';
import { defineJob, Handles, type JobContext } from '#platform/jobs';
import { FileService } from './file.service.js';

export const sweepFiles = defineJob({ name: 'enterprise.sweep_files', schedule: { dailyAt: '03:10' } });

@Injectable()
export class EnterpriseHandlers {
  constructor(private readonly files: FileService) {}

  @Handles(sweepFiles)
  async sweep(_payload: object, job: JobContext): Promise<void> {
    await job.finish(() => this.files.sweep());
  }
}
