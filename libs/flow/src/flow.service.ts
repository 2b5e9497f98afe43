import { Injectable } from '@nestjs/common';
import { Directory } from '#access';
import { EnterpriseReads } from '#enterprise';
import { NeedReads } from '#need';
import { Notifier } from '#notification';
import { HookFeed } from '#webhook';
import { UnitOfWork } from '#platform/db';
import { Events, JobQueue, type EventKind } from '#platform/jobs';
import { flow } from './flow.js';
import { hookFlow } from './hook-flow.js';
import type { FlowReads, Reaction } from './reaction.js';

/** Carries the map out, inside the transaction that caused the event. */
@Injectable()
export class Flow extends Events {
  private readonly byEvent = new Map<string, Reaction>();
  private readonly reads: FlowReads;

  constructor(
    private readonly uow: UnitOfWork,
    directory: Directory,
    enterprises: EnterpriseReads,
    needs: NeedReads,
    private readonly notifier: Notifier,
    private readonly queue: JobQueue,
    private readonly hooks: HookFeed,
  ) {
    super();
    this.reads = { directory, enterprises, needs };
    for (const reaction of flow) {
      if (this.byEvent.has(reaction.event)) throw new Error(`the map has two lines for ${reaction.event}`);
      this.byEvent.set(reaction.event, reaction);
    }
  }

  async record<E extends object>({ name }: EventKind<E>, data: E): Promise<void> {
    if (!this.uow.active) throw new Error(`${name} was recorded outside a unit of work: it would not be undone with what it tells of`);
    const reaction = this.byEvent.get(name);
    if (!reaction) throw new Error(`the map has no line for ${name}: add it to libs/flow/src/flow.ts`);
    await this.hooks.record(hookFlow.get(name)?.(data as never) ?? []);
    for (const follows of reaction.react(data as never)) {
      if ('job' in follows) {
        await this.queue.enqueue(follows.job, follows.payload);
        continue;
      }
      const { template, to, key, params } = follows;
      const recipients = await to(this.reads);
      if (recipients.length === 0) continue;
      await this.notifier.notify({
        dedupeKey: `${name}:${template}:${key}`,
        template,
        params: plain(await params(this.reads)),
        recipients,
      });
    }
  }
}

/** A message is worded from texts and numbers; lists that an event also carries are not kept with it. */
const plain = <P extends object>(params: P): P =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => typeof value === 'string' || typeof value === 'number')) as P;
