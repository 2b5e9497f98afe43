import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Audit } from '#access';
import { pageOf, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { JobQueue } from '#platform/jobs';
import type { DispatchState } from './domain/hook.js';
import { WebhookDispatch } from './webhook.entity.js';
import { sendHook } from './webhook.jobs.js';
import { problem } from './webhook.problems.js';
import { Webhooks } from './webhooks.service.js';

/** Sent again by one click; what is beyond waits for the next one. */
const AT_ONCE = 1_000;

/** What each system was told, and what became of it. */
@Injectable()
export class HookLog {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly hooks: Webhooks,
    private readonly queue: JobQueue,
    private readonly audit: Audit,
  ) {}

  /** Newest first. @throws Problem not_found, also for somebody else's */
  async page(
    who: Principal,
    webhookId: string,
    { state, cursor, limit }: { state?: DispatchState | undefined; cursor?: string | undefined; limit: number },
  ): Promise<Paged<WebhookDispatch>> {
    await this.hooks.own(who, webhookId);
    const query = this.uow.manager.createQueryBuilder(WebhookDispatch, 'dispatch').where({ webhookId, ...(state && { state }) });
    return pageOf(query, { order: [['dispatch.id', 'DESC']], cursor, limit });
  }

  /** Sends again what failed: one of them, or all. What arrives has the same id as before, so that a receiver that had it knows it.
   * @throws Problem not_found, webhook.off, webhook.nothing_failed */
  async again(who: Principal, webhookId: string, dispatchId: string | null): Promise<number> {
    return this.uow.run(async () => {
      const hook = await this.hooks.own(who, webhookId);
      if (hook.state !== 'active') throw problem('webhook.off');
      const which = { webhookId, ...(dispatchId !== null && { id: dispatchId }) };
      if (dispatchId !== null && !(await this.uow.manager.existsBy(WebhookDispatch, which))) throw notFound('dispatch', dispatchId);
      const where = { ...which, state: 'failed' as const };
      const rows = await this.uow.manager.find(WebhookDispatch, { select: { id: true }, where, order: { id: 'ASC' }, take: AT_ONCE });
      const ids = rows.map(({ id }) => id);
      const begun = { state: 'queued', attempts: 0, lastError: null, status: null } as const;
      const { affected } =
        ids.length > 0 ? await this.uow.manager.update(WebhookDispatch, { id: In(ids), state: 'failed' }, begun) : { affected: 0 };
      if (!affected) throw problem('webhook.nothing_failed');
      await this.queue.enqueueAll(
        sendHook,
        ids.map((id) => ({ payload: { dispatchId: id } })),
      );
      await this.audit.record(who, 'webhook.sent_again', this.hooks.traced(hook), { dispatches: affected });
      return affected;
    });
  }
}
