import { Module } from '@nestjs/common';
import { definePermissions } from '#access';
import { Channels } from './channels.js';
import { Deliveries } from './deliveries.service.js';
import { EmailChannel } from './email.channel.js';
import { ChannelController } from './gate/gate.controller.js';
import { ChannelDesk } from './gate/channel-desk.service.js';
import { Gates } from './gate/gate.service.js';
import { Lanes } from './gate/lanes.js';
import { HandOver } from './hand-over.service.js';
import { LiveController } from './live/live.controller.js';
import { LiveHub } from './live/live-hub.js';
import { LiveWire } from './live/live-wire.js';
import { Messages } from './messages.service.js';
import { DeliveryController, MessageController } from './notification.controller.js';
import { NotificationHandlers } from './notification.handlers.js';
import { Notifier } from './notifier.service.js';
import { Outbox } from './outbox.js';
import { Preferences } from './preferences.service.js';
import { Settling } from './settling.service.js';
import { SmsChannel } from './sms/sms.channel.js';
import { SmsConnection } from './sms/sms-connection.js';
import { SmsReceiptController, SmsTemplateController } from './sms/sms.controller.js';
import { SmsReceipts } from './sms/sms-receipt.service.js';
import { SmsTemplateService } from './sms/sms-template.service.js';
import { WatchController } from './watch/watch.controller.js';
import { Watch } from './watch/watch.service.js';
import { WecomChannel } from './wecom/wecom.channel.js';
import { WecomTokens } from './wecom/wecom-tokens.js';
import './notification.traces.js';

export const notificationPermissions = definePermissions({
  'deliveries.read': ['city-admin', 'city-staff'],
  'deliveries.retry': ['city-admin', 'city-staff'],
  'sms_template.edit': ['city-admin'],
});

@Module({
  controllers: [
    MessageController,
    DeliveryController,
    ChannelController,
    LiveController,
    SmsTemplateController,
    SmsReceiptController,
    WatchController,
  ],
  providers: [
    ...[Channels, EmailChannel, SmsChannel, WecomChannel, WecomTokens],
    ...[SmsConnection, SmsTemplateService, SmsReceipts],
    ...[LiveWire, LiveHub, Watch],
    ...[Gates, Lanes, ChannelDesk, Outbox, HandOver, Settling],
    ...[Deliveries, Messages, Notifier, Preferences, NotificationHandlers],
  ],
  exports: [Notifier, Messages],
})
export class NotificationModule {}
