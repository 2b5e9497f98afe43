import { Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { HookFeed } from './hook-feed.service.js';
import { HookLog } from './hook-log.service.js';
import { HookSender } from './hook-sender.service.js';
import { WebhookController } from './webhook.controller.js';
import { WebhookHandlers } from './webhook.handlers.js';
import { Webhooks } from './webhooks.service.js';
import './webhook.traces.js';

export const webhookPermissions = definePermissions({
  'webhook.manage': ['city-admin', 'enterprise', 'supplier'],
});

@Module({
  imports: [AccessModule],
  controllers: [WebhookController],
  providers: [Webhooks, HookFeed, HookLog, HookSender, WebhookHandlers],
  exports: [HookFeed],
})
export class WebhookModule {}
