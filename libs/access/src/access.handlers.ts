import { Injectable } from '@nestjs/common';
import { ClearValues } from '#platform/crypto';
import { Clock, retentionRules, UnitOfWork, type RetentionRule } from '#platform/db';
import { Handles, type JobContext } from '#platform/jobs';
import { answerResetRequest, sealClear, sweepRetention } from './access.jobs.js';
import { Audit } from './audit.service.js';
import { NameIndex } from './name-index.js';
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
      await this.audit.record(
        null,
        'retention.swept',
        { kind: 'retention_rule', id: rule.name },
        { records: swept, before, keepDays: rule.keepDays },
      );
  }
}

/** What earlier releases left in clear: columns that are sealed by now, and names that were not yet taken apart to be found. */
@Injectable()
export class SealingHandlers {
  constructor(
    private readonly clear: ClearValues,
    private readonly names: NameIndex,
  ) {}

  @Handles(sealClear)
  async seal(_payload: object, job: Pick<JobContext, 'signal'>): Promise<void> {
    await this.clear.seal(job.signal);
    while (!job.signal.aborted && (await this.names.catchUp(CHUNK)) === CHUNK);
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
