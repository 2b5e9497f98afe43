import { Injectable } from '@nestjs/common';
import { Clock, retentionRules, UnitOfWork, type RetentionRule } from '#platform/db';
import { Handles, type JobContext } from '#platform/jobs';
import { answerResetRequest, sweepRetention } from './access.jobs.js';
import { Audit } from './audit.service.js';
import { ResetRequests } from './reset-requests.service.js';

const DAY_MS = 86_400_000;
const CHUNK = 500;

@Injectable()
export class RetentionHandlers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  @Handles(sweepRetention)
  async sweep(_payload: object, job: Pick<JobContext, 'signal' | 'progress'>): Promise<void> {
    const rules = retentionRules();
    for (const [i, rule] of rules.entries()) {
      await this.keep(rule, job.signal);
      job.progress(i + 1, rules.length);
    }
  }

  /** In chunks, so that nobody waits long. */
  private async keep(rule: RetentionRule, signal: AbortSignal): Promise<void> {
    const before = new Date(this.clock.now().getTime() - rule.keepDays * DAY_MS);
    let swept = 0;
    for (let last = CHUNK; last >= CHUNK; swept += last) {
      signal.throwIfAborted();
      last = await this.uow.run(() => rule.sweep(this.uow, before, CHUNK));
    }
    if (swept > 0)
      await this.audit.record(null, 'retention.swept', { kind: rule.name, id: '-' }, { records: swept, before, keepDays: rule.keepDays });
  }
}

@Injectable()
export class ResetRequestHandlers {
  constructor(private readonly requests: ResetRequests) {}

  @Handles(answerResetRequest)
  async answer({ requestId }: { requestId: string }, job: Pick<JobContext, 'finish'>): Promise<void> {
    await job.finish(() => this.requests.answer(requestId));
  }
}
