import { Injectable, Logger } from '@nestjs/common';
import { Claims } from './claims.js';
import type { JobRow } from './job.entity.js';
import { JobRegistry } from './registry.js';
import { isGone } from './worker-id.js';

const AT_ONCE = 200;

/** Gives the jobs of vanished workers to others. */
@Injectable()
export class LostJobs {
  private readonly logger = new Logger('jobs');

  constructor(
    private readonly claims: Claims,
    private readonly registry: JobRegistry,
  ) {}

  /** Those whose lease ran out. */
  async takeLapsed(): Promise<void> {
    await this.take(await this.claims.lapsed(AT_ONCE));
  }

  /** At the start: those of processes of this machine that have ended, before their lease runs out. */
  async takeFromEndedProcesses(): Promise<void> {
    await this.take((await this.claims.running()).filter((row) => row.workerId !== null && isGone(row.workerId)));
  }

  private async take(rows: readonly JobRow[]): Promise<void> {
    for (const row of rows) {
      this.logger.warn(`${row.name} ${row.id} is taken from ${row.workerId ?? 'nobody'}, who vanished`);
      await this.claims.takeFrom(row, this.registry.jobNamed(row.name));
    }
  }
}
