import { Injectable } from '@nestjs/common';
import { Directory } from '#access';
import { UnitOfWork } from '#platform/db';
import { Handles, type JobContext } from '#platform/jobs';
import { templateOf, type TemplateKey } from '../domain/templates.js';
import { askRead, remindOfDates, writeDigests } from '../notification.jobs.js';
import { Notifier, type AnyNotice } from '../notifier.service.js';
import { Digests } from './digests.service.js';
import { Fallback } from './fallback.service.js';
import { DateReminders } from './reminders.service.js';

const AT_ONCE = 100;

@Injectable()
export class RuleHandlers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fallback: Fallback,
    private readonly digests: Digests,
    private readonly reminders: DateReminders,
    private readonly directory: Directory,
    private readonly notifier: Notifier,
  ) {}

  @Handles(askRead)
  askRead({ messageIds }: { messageIds: string[] }, job: JobContext): Promise<void> {
    return job.finish(() => this.fallback.unread(messageIds));
  }

  @Handles(writeDigests)
  async digest(_payload: object, job: JobContext): Promise<void> {
    while (!job.signal.aborted && (await this.digests.write()) > 0);
    await job.finish(() => Promise.resolve());
  }

  @Handles(remindOfDates)
  async remind(_payload: object, job: JobContext): Promise<void> {
    while (!job.signal.aborted && (await this.remindSome()) > 0);
    await job.finish(() => Promise.resolve());
  }

  /** In a unit of work of its own. @returns how many were due */
  remindSome(): Promise<number> {
    return this.uow.run(async () => {
      const { taken, due } = await this.reminders.takeDue(AT_ONCE);
      const people = new Map((await this.directory.users(due.map(({ userId }) => userId))).map((one) => [one.userId, one]));
      const notices = due.flatMap(({ userId, template, thing, params }) => {
        const recipient = people.get(userId);
        if (!recipient || !templateOf(template)) return [];
        const day = String(params[templateOf(template)?.date?.from ?? ''] ?? '');
        const key = template as TemplateKey;
        return [{ dedupeKey: `reminder:${thing}:${day}`, template: key, params: { ...params, reminder: 1 }, recipients: [recipient] }];
      });
      await this.notifier.notifyAll(notices as unknown as AnyNotice[]);
      return taken;
    });
  }
}
