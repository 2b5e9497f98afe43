import { Module } from '@nestjs/common';
import { definePermissions } from '#access';
import { Channels } from './channels.js';
import { Deliveries } from './deliveries.service.js';
import { Desk } from './desk.js';
import { EmailChannel } from './email.channel.js';
import { ChannelController } from './gate/gate.controller.js';
import { ChannelDesk } from './gate/channel-desk.service.js';
import { Gates } from './gate/gate.service.js';
import { Lanes } from './gate/lanes.js';
import { HandOver } from './hand-over.service.js';
import { LiveController } from './live/live.controller.js';
import { LiveHub } from './live/live-hub.js';
import { LiveWire } from './live/live-wire.js';
import { MassController, UnsubscribeController } from './mass/mass.controller.js';
import { MassCounts } from './mass/mass-count.service.js';
import { MassFanOut } from './mass/mass-fan-out.service.js';
import { MassHandlers } from './mass/mass.handlers.js';
import { MassMessages } from './mass/mass.service.js';
import { MassViews } from './mass/mass.views.js';
import { Unsubscribing } from './mass/unsubscribe.service.js';
import { Messages } from './messages.service.js';
import { DeliveryController, MessageController } from './notification.controller.js';
import { NotificationHandlers } from './notification.handlers.js';
import { Notifier } from './notifier.service.js';
import { Outbox } from './outbox.js';
import { Preferences } from './preferences.service.js';
import { MessageCosts } from './quota/costs.service.js';
import { CostController, QuotaController } from './quota/quota.controller.js';
import { Tolls } from './quota/tolls.service.js';
import { Quotas } from './quota/quotas.service.js';
import { Digests } from './rule/digests.service.js';
import { Fallback } from './rule/fallback.service.js';
import { MessageRules } from './rule/message-rules.service.js';
import { Planning } from './rule/planning.js';
import { DateReminders } from './rule/reminders.service.js';
import { RuleBook } from './rule/rule-book.service.js';
import { MessagePolicyController, MessageRuleController } from './rule/rule.controller.js';
import { RuleHandlers } from './rule/rule.handlers.js';
import { Settling } from './settling.service.js';
import { SmsChannel } from './sms/sms.channel.js';
import { SmsConnection } from './sms/sms-connection.js';
import { SmsReceiptController, SmsTemplateController } from './sms/sms.controller.js';
import { SmsReceipts } from './sms/sms-receipt.service.js';
import { SmsTemplateService } from './sms/sms-template.service.js';
import { MessageTemplateController } from './template/wording.controller.js';
import { Wordings } from './template/wordings.service.js';
import { WatchController } from './watch/watch.controller.js';
import { Watch } from './watch/watch.service.js';
import { WecomChannel } from './wecom/wecom.channel.js';
import { WecomTokens } from './wecom/wecom-tokens.js';
import './notification.traces.js';

export const notificationPermissions = definePermissions({
  'deliveries.read': ['city-admin', 'city-staff'],
  'deliveries.retry': ['city-admin', 'city-staff'],
  'sms_template.edit': ['city-admin'],
  'message_rule.edit': ['city-admin'],
  'mass.send': ['city-admin', 'city-staff', 'county-staff'],
});

@Module({
  controllers: [
    ...[MessageController, DeliveryController, ChannelController, LiveController, SmsTemplateController, SmsReceiptController],
    ...[MessageRuleController, MessagePolicyController, MassController, UnsubscribeController],
    ...[MessageTemplateController, QuotaController, CostController, WatchController],
  ],
  providers: [
    ...[Channels, EmailChannel, SmsChannel, WecomChannel, WecomTokens],
    ...[SmsConnection, SmsTemplateService, SmsReceipts],
    ...[LiveWire, LiveHub, Watch],
    ...[Gates, Lanes, ChannelDesk, Outbox, HandOver, Settling],
    ...[Quotas, Tolls, MessageCosts, Wordings],
    ...[Desk, Planning, RuleBook, MessageRules, Fallback, DateReminders, Digests, RuleHandlers],
    ...[MassMessages, MassCounts, MassFanOut, MassViews, MassHandlers, Unsubscribing],
    ...[Deliveries, Messages, Notifier, Preferences, NotificationHandlers],
  ],
  exports: [Notifier, Messages],
})
export class NotificationModule {}
