import { Injectable } from '@nestjs/common';
import { Handles, type JobContext } from '#platform/jobs';
import { HireChase } from './hire-chase.js';
import { AT_ONCE as LINKS_AT_ONCE, HireLinks } from './hire-links.js';
import { AT_ONCE, OwedResults } from './owed-results.js';
import { FROZEN_AT_ONCE, Reports } from './reports.js';
import { askForResults, freezeFigures, noteOwedResults } from './result.jobs.js';

@Injectable()
export class ResultHandlers {
  constructor(
    private readonly owed: OwedResults,
    private readonly links: HireLinks,
    private readonly chase: HireChase,
    private readonly reports: Reports,
  ) {}

  @Handles(noteOwedResults)
  async note(_payload: object, job: JobContext): Promise<void> {
    while (!job.signal.aborted && (await this.owed.ensureSome()) === AT_ONCE);
    await job.finish(() => Promise.resolve());
  }

  /** Who was told or asked is not told again: a job that died goes on where it was. */
  @Handles(askForResults)
  async ask(_payload: object, job: JobContext): Promise<void> {
    while (!job.signal.aborted && (await this.owed.ensureSome()) === AT_ONCE);
    await this.owed.remindSome();
    while (!job.signal.aborted && (await this.links.askSome()) === LINKS_AT_ONCE);
    for (let after: string | null = ''; after !== null && !job.signal.aborted;) after = await this.chase.giveOut(after);
    await job.finish(() => Promise.resolve());
  }

  @Handles(freezeFigures)
  async freeze(_payload: object, job: JobContext): Promise<void> {
    while (!job.signal.aborted && (await this.reports.freezeSome()) === FROZEN_AT_ONCE);
    await job.finish(() => Promise.resolve());
  }
}
