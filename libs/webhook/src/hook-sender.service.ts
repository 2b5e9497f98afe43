import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config';
import { FieldCipher } from '#platform/crypto';
import { Clock, UnitOfWork } from '#platform/db';
import { Events, JobQueue } from '#platform/jobs';
import { bodyOf, pauseAfterTry } from './domain/hook.js';
import { callHook, type HookAnswer } from './hook-post.js';
import { Webhook, WebhookDispatch } from './webhook.entity.js';
import { webhookGaveUp } from './webhook.events.js';
import { sendHook } from './webhook.jobs.js';

interface DueDispatch {
  dispatch: WebhookDispatch;
  hook: Webhook;
}

/** How often it is written that a system still works. */
const WORKED_MS = 60_000;

/** Calls other systems and writes what came of it. */
@Injectable()
export class HookSender {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly cipher: FieldCipher,
    private readonly queue: JobQueue,
    private readonly events: Events,
  ) {}

  /** Null when it was sent, given up or removed meanwhile. */
  async due(id: string): Promise<DueDispatch | null> {
    const dispatch = await this.uow.manager.findOneBy(WebhookDispatch, { id, state: 'queued' });
    const hook = dispatch && (await this.uow.manager.findOneBy(Webhook, { id: dispatch.webhookId }));
    return hook ? { dispatch, hook } : null;
  }

  /** Outside any transaction. */
  call({ dispatch: { id, kind, createdAt, data }, hook }: DueDispatch): Promise<HookAnswer> {
    if (hook.state !== 'active') return Promise.resolve({ taken: false, status: null, reason: 'OFF' });
    const now = this.clock.now();
    const open = (column: 'url' | 'secret' | 'earlierSecret'): string | null => this.cipher.open('webhook', column, hook.id, hook[column]);
    const earlier = hook.earlierUntil !== null && hook.earlierUntil > now ? open('earlierSecret') : null;
    return callHook({
      url: open('url') ?? '',
      id,
      kind,
      body: bodyOf(id, kind, createdAt.toISOString(), data),
      secrets: [open('secret'), earlier].filter((secret) => secret !== null),
      inside: this.settings.WEBHOOK_INSIDE,
      now,
    });
  }

  /** Call in the transaction that finishes the job. */
  async settle({ dispatch: { id, attempts }, hook }: DueDispatch, answer: HookAnswer): Promise<void> {
    const now = this.clock.now();
    const tries = attempts + 1;
    const write = (patch: Partial<WebhookDispatch>): Promise<unknown> =>
      this.uow.manager.update(WebhookDispatch, { id, state: 'queued' }, { ...patch, attempts: tries, triedAt: now, status: answer.status });
    if (answer.taken) {
      await write({ state: 'sent', lastError: null });
      return this.worked(hook, now);
    }
    const pause = hook.state === 'active' ? pauseAfterTry(tries, Math.random()) : null;
    await write({ state: pause === null ? 'failed' : 'queued', lastError: answer.reason });
    if (pause !== null) await this.queue.enqueue(sendHook, { dispatchId: id }, { runAt: new Date(now.getTime() + pause) });
    if (hook.state === 'active') await this.failed(hook.id, now);
  }

  private async worked({ id, failures, workedAt }: Webhook, now: Date): Promise<void> {
    if (failures === 0 && workedAt && now.getTime() - workedAt.getTime() < WORKED_MS) return;
    await this.uow.manager.update(Webhook, { id }, { failures: 0, workedAt: now });
  }

  private async failed(id: string, now: Date): Promise<void> {
    const hook = await this.uow.forUpdate(Webhook, { id });
    if (hook?.state !== 'active') return;
    const failures = hook.failures + 1;
    const over = failures >= this.settings.WEBHOOK_MOST_FAILURES;
    const off = { state: 'off', gaveUpAt: now, version: hook.version + 1 } as const;
    await this.uow.manager.update(Webhook, { id }, { failures, failedAt: now, ...(over && off) });
    const { name, enterpriseId, supplierId } = hook;
    const at = now.toISOString();
    if (over) await this.events.record(webhookGaveUp, { webhookId: id, webhookName: name, failures, enterpriseId, supplierId, at });
  }

  /** A job that ended without a try leaves nothing waiting for ever. */
  async giveUp(id: string, reason: string): Promise<void> {
    await this.uow.manager.update(WebhookDispatch, { id, state: 'queued' }, { state: 'failed', lastError: reason });
  }
}
