import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/db';
import { defineJob, Handles, type JobContext } from '#platform/jobs';
import { ImportRepository } from './import.repository.js';

/** What was staged is kept for a month, for the wrong rows to be fetched; the needs it became stay. */
export const sweepImports = defineJob({ name: 'need.sweep_imports', queue: 'import', schedule: { dailyAt: '03:50' } });

const KEPT_MS = 30 * 86_400_000;
const AT_ONCE = 20;

@Injectable()
export class ImportHandlers {
  constructor(
    private readonly imports: ImportRepository,
    private readonly clock: Clock,
  ) {}

  @Handles(sweepImports)
  async sweep(_payload: object, job: JobContext): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    for (let old = await this.imports.oldBatches(before, AT_ONCE); old.length > 0 && !job.signal.aborted; old = await this.imports.oldBatches(before, AT_ONCE)) {
      for (const batch of old) await this.imports.deleteBatch(batch.id);
    }
    await job.finish(() => Promise.resolve());
  }
}
