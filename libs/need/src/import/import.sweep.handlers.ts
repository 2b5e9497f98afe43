import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/db';
import { Handles, type JobContext } from '#platform/jobs';
import { ImportClearing } from './import.clearing.js';
import { sweepImports } from './import.jobs.js';
import { ImportRepository } from './import.repository.js';
import { ImportTakeBackRepository } from './import.take-back.repository.js';

const DAY_MS = 86_400_000;
const KEPT_MS = 30 * DAY_MS;
const AT_ONCE = 20;

/** Forgets lists, and how needs were before them, when their time is over. */
@Injectable()
export class ImportSweep {
  constructor(
    private readonly imports: ImportRepository,
    private readonly befores: ImportTakeBackRepository,
    private readonly clearing: ImportClearing,
    private readonly clock: Clock,
  ) {}

  @Handles(sweepImports)
  async sweep(_payload: object, job: JobContext): Promise<void> {
    const at = this.clock.now();
    for (
      let over = await this.befores.over(at, AT_ONCE);
      over.length > 0 && !job.signal.aborted;
      over = await this.befores.over(at, AT_ONCE)
    )
      for (const id of over) await this.clearing.befores(id);
    const now = at.getTime();
    const before = new Date(now - KEPT_MS);
    for (
      let old = await this.imports.oldBatches(before, at, AT_ONCE);
      old.length > 0 && !job.signal.aborted;
      old = await this.imports.oldBatches(before, at, AT_ONCE)
    ) {
      for (const { id } of old) {
        await this.clearing.everything(id);
        await this.imports.deleteBatch(id);
      }
    }
    await job.finish(() => this.imports.deleteStrayParts(new Date(now - DAY_MS)));
  }
}
