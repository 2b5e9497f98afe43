import { Entity, Index } from 'typeorm';
import { Secret } from '#platform/crypto';
import { Instant, Int, Json, Key, Ref, Str, Txt } from '#platform/db';
import type { DispatchState, HookState } from './domain/hook.js';

/** Another system that is told of what happens, and whose it is: an enterprise's, a supplier's or the bureau's. */
@Entity('webhook')
@Index('IX_webhook_enterprise', ['enterpriseId'])
@Index('IX_webhook_supplier', ['supplierId'])
@Index('IX_webhook_state', ['state', 'nodePath'])
export class Webhook {
  @Key() id: string;
  @Str(80) name: string;
  /** Sealed: addresses may hold secrets of the other system. */
  @Txt() url: string;
  @Json() kinds: string[];
  @Str(400, { nullable: true }) nodePath: string | null;
  @Ref({ nullable: true }) enterpriseId: string | null;
  @Ref({ nullable: true }) supplierId: string | null;
  @Secret() secret: string;
  /** Valid beside the new one until then. */
  @Secret({ nullable: true }) earlierSecret: string | null;
  @Instant({ nullable: true }) earlierUntil: Date | null;
  @Str(8) state: HookState;
  /** Tries that failed one behind another. */
  @Int({ default: 0 }) failures: number;
  /** When it was switched off because it failed too often; null when a person did it, or it is on. */
  @Instant({ nullable: true }) gaveUpAt: Date | null;
  @Instant({ nullable: true }) workedAt: Date | null;
  @Instant({ nullable: true }) failedAt: Date | null;
  @Ref() createdBy: string;
  @Instant() createdAt: Date;
  @Int({ default: 1 }) version: number;
}

/** One thing that one other system is told. */
@Entity('webhook_dispatch')
@Index('IX_webhook_dispatch_of', ['webhookId', 'id'])
@Index('IX_webhook_dispatch_state', ['webhookId', 'state', 'id'])
@Index('IX_webhook_dispatch_created', ['createdAt'])
export class WebhookDispatch {
  @Key() id: string;
  @Ref() webhookId: string;
  @Str(40) kind: string;
  /** Ids, figures and days. */
  @Json() data: object;
  @Str(8) state: DispatchState;
  @Int({ default: 0 }) attempts: number;
  /** Of the last answer. */
  @Int({ nullable: true }) status: number | null;
  @Str(60, { nullable: true }) lastError: string | null;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) triedAt: Date | null;
}
