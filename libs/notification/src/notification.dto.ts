import { bool, id, instant, int, oneOf, PageQuery, text } from '#platform/http';
import type { DeliveryView } from './deliveries.service.js';
import { CHANNELS, DELIVERY_STATES, type Channel, type DeliveryState } from './domain/delivery.js';
import { GROUPS, type Group } from './domain/templates.js';
import type { MessageView } from './messages.service.js';
import { CHOOSABLE } from './preferences.service.js';

export class MessageQuery extends PageQuery {
  @bool({ optional: true, about: 'only what has not been read' }) unread?: boolean;
}

export class MessageDto {
  @id() id: string;
  @text({ max: 40, about: 'kind of message, named after what happened' }) template: string;
  @text() title: string;
  @text({ max: 2000 }) body: string;
  @text({ nullable: true, about: 'page of this site' }) link: string | null;
  @instant() createdAt: string;
  @instant({ nullable: true }) readAt: string | null;

  static of(message: MessageView): MessageDto {
    return { ...message, createdAt: message.createdAt.toISOString(), readAt: message.readAt?.toISOString() ?? null };
  }
}

export class UnreadDto {
  @int() unread: number;
}

export class PreferenceDto {
  @oneOf(CHOOSABLE, 'ChoosableChannel') channel: Channel;
  @oneOf(GROUPS, 'MessageGroup') group: Group;
  @bool() wanted: boolean;
}

export class DeliveryQuery extends PageQuery {
  @oneOf(DELIVERY_STATES, 'DeliveryState', { optional: true }) state?: DeliveryState;
}

export class DeliveryDto {
  @id() id: string;
  @text() messageTitle: string;
  @oneOf(CHANNELS, 'Channel') channel: Channel;
  @text({ min: 0, about: 'masked' }) recipient: string;
  @oneOf(DELIVERY_STATES, 'DeliveryState') state: DeliveryState;
  @int() attempts: number;
  @text({ nullable: true, max: 500 }) lastError: string | null;
  @instant() createdAt: string;
  @instant({ nullable: true }) sentAt: string | null;

  static of(delivery: DeliveryView): DeliveryDto {
    return { ...delivery, createdAt: delivery.createdAt.toISOString(), sentAt: delivery.sentAt?.toISOString() ?? null };
  }
}
