import { id, instant, int, listOf, oneOf, PageQuery, text } from '#platform/http';
import { DISPATCH_STATES, HOOK_KINDS, HOOK_STATES, type DispatchState, type HookState } from './domain/hook.js';
import type { WebhookDispatch } from './webhook.entity.js';
import type { WebhookView } from './webhooks.service.js';

const URL_MAX = 1_000;

export class HookWishesDto {
  @text({ max: 80, about: 'which system it is' }) name: string;
  @text({ max: URL_MAX, about: 'where it is called: https, on the public internet' }) url: string;
  @listOf('string', { min: 1, max: HOOK_KINDS.length, about: `of ${HOOK_KINDS.join(', ')}` }) kinds: string[];
}

export class NewWebhookDto extends HookWishesDto {
  @id({ optional: true, about: 'for which of one’s organisations, where there are several' }) enterpriseId?: string;
  @id({ optional: true }) supplierId?: string;
  @id({ optional: true }) nodeId?: string;
}

export class ChangedWebhookDto extends HookWishesDto {
  @oneOf(HOOK_STATES, 'WebhookState') state: HookState;
  @int({ min: 1, about: 'as it was read' }) version: number;
}

export class WebhookVersionDto {
  @int({ min: 1, about: 'as it was read' }) version: number;
}

export class WebhookSecretDto {
  @id() id: string;
  @text({ max: 60, about: 'signs what is sent; told this once' }) secret: string;
  @instant({ nullable: true, about: 'until when the one before is valid as well' }) earlierUntil: string | null;
}

export class WebhookDto {
  @id() id: string;
  @text({ max: 80 }) name: string;
  @text({ max: URL_MAX }) url: string;
  @listOf('string') kinds: string[];
  @id({ nullable: true }) enterpriseId: string | null;
  @id({ nullable: true }) supplierId: string | null;
  @oneOf(HOOK_STATES, 'WebhookState') state: HookState;
  @int({ about: 'tries that failed one behind another' }) failures: number;
  @instant({ nullable: true, about: 'when it was switched off because it failed too often' }) gaveUpAt: string | null;
  @instant({ nullable: true }) workedAt: string | null;
  @instant({ nullable: true }) failedAt: string | null;
  @instant({ nullable: true, about: 'until when the secret before the present one is valid as well' }) earlierUntil: string | null;
  @instant() createdAt: string;
  @int() version: number;

  static of({ id, name, url, kinds, enterpriseId, supplierId, state, failures, version, ...at }: WebhookView): WebhookDto {
    return {
      ...{ id, name, url, kinds, enterpriseId, supplierId, state, failures, version },
      gaveUpAt: at.gaveUpAt?.toISOString() ?? null,
      workedAt: at.workedAt?.toISOString() ?? null,
      failedAt: at.failedAt?.toISOString() ?? null,
      earlierUntil: at.earlierUntil?.toISOString() ?? null,
      createdAt: at.createdAt.toISOString(),
    };
  }
}

export class DispatchQuery extends PageQuery {
  @oneOf(DISPATCH_STATES, 'DispatchState', { optional: true }) state?: DispatchState;
}

export class DispatchDto {
  @id({ about: 'told to the receiver as X-Gangqiao-Delivery, the same for every try' }) id: string;
  @text({ max: 40 }) kind: string;
  @oneOf(DISPATCH_STATES, 'DispatchState') state: DispatchState;
  @int() attempts: number;
  @int({ nullable: true, about: 'status of the last answer' }) status: number | null;
  @text({ nullable: true, max: 60, about: 'why the last try failed: HTTP and its status, INSIDE, OFF, or the code of the network' })
  lastError: string | null;
  @instant() createdAt: string;
  @instant({ nullable: true }) triedAt: string | null;

  static of({ id, kind, state, attempts, status, lastError, createdAt, triedAt }: WebhookDispatch): DispatchDto {
    const at = { createdAt: createdAt.toISOString(), triedAt: triedAt?.toISOString() ?? null };
    return { id, kind, state, attempts, status, lastError, ...at };
  }
}

export class SendAgainDto {
  @id({ optional: true, about: 'one of those that failed; all of them when it is left out' }) dispatchId?: string;
}

export class SentAgainDto {
  @int() dispatches: number;
}
