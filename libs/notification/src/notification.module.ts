import { Module } from '@nestjs/common';
import { definePermissions } from '#access';
import { Channels, EmailChannel, SmsChannel, WecomChannel } from './channels.js';
import { Deliveries } from './deliveries.service.js';
import { Messages } from './messages.service.js';
import { DeliveryController, MessageController } from './notification.controller.js';
import { NotificationHandlers } from './notification.handlers.js';
import { Notifier } from './notifier.service.js';
import { Preferences } from './preferences.service.js';
import './notification.traces.js';

export const notificationPermissions = definePermissions({
  'deliveries.read': ['city-admin', 'city-staff'],
  'deliveries.retry': ['city-admin', 'city-staff'],
});

@Module({
  controllers: [MessageController, DeliveryController],
  providers: [Channels, EmailChannel, SmsChannel, WecomChannel, Deliveries, Messages, Notifier, Preferences, NotificationHandlers],
  exports: [Notifier, Messages],
})
export class NotificationModule {}
