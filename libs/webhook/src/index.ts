export { HOOK_KINDS } from './domain/hook.js';
export { HookFeed, type HookNews } from './hook-feed.service.js';
export { webhookGaveUp } from './webhook.events.js';
export { WebhookModule, webhookPermissions } from './webhook.module.js';
export { webhookRetention, webhookSchema } from './webhook.schema.js';
