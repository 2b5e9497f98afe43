import { Injectable } from '@nestjs/common';
import { Handles, type JobContext } from '#platform/jobs';
import { Arrivals } from './arrival/arrivals.js';
import { freeHolds, inviteFitting, keepTime, remindOfFairs } from './fair.jobs.js';
import { HOLDS_AT_ONCE, WaitingList } from './booth/waiting.service.js';
import { AT_ONCE, FairSteps } from './fair.steps.js';
import { Invitations } from './year/invitations.js';
import { Reminders } from './year/reminders.js';
import { TurnCalls } from './turn/turn-calls.js';
import { passTurns } from './turn/turn.jobs.js';

@Injectable()
export class FairHandlers {
  constructor(
    private readonly steps: FairSteps,
    private readonly waiting: WaitingList,
    private readonly arrivals: Arrivals,
    private readonly invitations: Invitations,
    private readonly reminders: Reminders,
    private readonly turns: TurnCalls,
  ) {}

  @Handles(keepTime)
  async keepTime(_payload: object, job: JobContext): Promise<void> {
    while (!job.signal.aborted && (await this.steps.moveDue()) === AT_ONCE);
    await job.finish(() => Promise.resolve());
  }

  @Handles(freeHolds)
  async freeHolds(_payload: object, job: JobContext): Promise<void> {
    while (!job.signal.aborted && (await this.waiting.freeAllOverdue()) === HOLDS_AT_ONCE);
    await this.arrivals.releaseUnclaimed();
    await job.finish(() => Promise.resolve());
  }

  @Handles(passTurns)
  async passTurns(_payload: object, job: JobContext): Promise<void> {
    await this.turns.sweep();
    await job.finish(() => Promise.resolve());
  }

  /** Who was told is not told again: a job that died goes on where it was. */
  @Handles(inviteFitting)
  async inviteFitting({ fairId }: { fairId: string }, job: JobContext): Promise<void> {
    for (let after: string | null = ''; after !== null && !job.signal.aborted;) after = await this.invitations.inviteSome(fairId, after);
    await job.finish(() => Promise.resolve());
  }

  @Handles(remindOfFairs)
  async remind(_payload: object, job: JobContext): Promise<void> {
    await this.reminders.remind();
    await job.finish(() => Promise.resolve());
  }
}
