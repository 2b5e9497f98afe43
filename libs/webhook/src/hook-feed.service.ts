import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { Clock, insertRows, newId, UnitOfWork } from '#platform/db';
import { JobQueue } from '#platform/jobs';
import type { HookKind } from './domain/hook.js';
import { Webhook, WebhookDispatch } from './webhook.entity.js';
import { sendHook } from './webhook.jobs.js';

/** Something that happened as some may hear of it. */
export interface HookNews {
  kind: HookKind;
  /** Ids, figures and days: nothing about persons. */
  data: object;
  enterpriseIds?: readonly string[];
  supplierIds?: readonly string[];
  /** The bureau hears of it in these words. */
  bureau?: boolean;
}

/** Writes what other systems are told, in the transaction that causes it. */
@Injectable()
export class HookFeed {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: JobQueue,
  ) {}

  /** Call inside the unit of work of what happened. */
  async record(all: readonly HookNews[]): Promise<void> {
    const [enterpriseIds, supplierIds] = [of(all, 'enterpriseIds'), of(all, 'supplierIds')];
    const state = 'active';
    const where = [
      ...(enterpriseIds.length > 0 ? [{ state, enterpriseId: In(enterpriseIds) } as const] : []),
      ...(supplierIds.length > 0 ? [{ state, supplierId: In(supplierIds) } as const] : []),
      ...(all.some(({ bureau }) => bureau) ? [{ state, nodePath: Not(IsNull()) } as const] : []),
    ];
    if (where.length === 0) return;
    const select = { id: true, kinds: true, enterpriseId: true, supplierId: true, nodePath: true } as const;
    const hooks = await this.uow.manager.find(Webhook, { select, where });
    const told = hooks.flatMap((hook) =>
      all.filter((news) => hook.kinds.includes(news.kind) && hears(hook, news)).map(({ kind, data }) => this.dispatch(hook.id, kind, data)),
    );
    await this.write(told);
  }

  /** Tells one system something, whatever it asked for. */
  async tell(webhookId: string, kind: string, data: object): Promise<void> {
    await this.write([this.dispatch(webhookId, kind, data)]);
  }

  private dispatch(webhookId: string, kind: string, data: object): WebhookDispatch {
    const untried = { state: 'queued', attempts: 0, status: null, lastError: null, triedAt: null } as const;
    return { id: newId(), webhookId, kind, data, createdAt: this.clock.now(), ...untried };
  }

  private async write(rows: readonly WebhookDispatch[]): Promise<void> {
    await insertRows(this.uow.manager, WebhookDispatch, rows);
    await this.queue.enqueueAll(
      sendHook,
      rows.map(({ id }) => ({ payload: { dispatchId: id } })),
    );
  }
}

const of = (all: readonly HookNews[], whose: 'enterpriseIds' | 'supplierIds'): string[] => [
  ...new Set(all.flatMap((news) => news[whose] ?? [])),
];

const hears = ({ enterpriseId, supplierId, nodePath }: Webhook, news: HookNews): boolean =>
  (enterpriseId !== null && (news.enterpriseIds ?? []).includes(enterpriseId)) ||
  (supplierId !== null && (news.supplierIds ?? []).includes(supplierId)) ||
  (nodePath !== null && news.bureau === true);
