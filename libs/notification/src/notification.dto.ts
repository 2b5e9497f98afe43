import { bool, id, instant, int, oneOf, PageQuery, text } from '#platform/http';
import type { DeliveryView } from './deliveries.service.js';
import { CHANNELS, DELIVERY_STATES, type Channel, type DeliveryState } from './domain/delivery.js';
import { FAILURES, type Failure } from './domain/failure.js';
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

export class StandingPreferenceDto extends PreferenceDto {
  @bool({ about: 'it cannot be switched off' }) fixed: boolean;
}

export class DeliveryQuery extends PageQuery {
  @oneOf(DELIVERY_STATES, 'DeliveryState', { optional: true }) state?: DeliveryState;
  @oneOf(FAILURES, 'DeliveryFailure', { optional: true, about: 'of those that failed' }) failure?: Failure;
}

export class DeliveryFailureDto {
  @oneOf(FAILURES, 'DeliveryFailure') failure: Failure;
  @int() deliveries: number;
}

export class RetryFailedDto {
  @oneOf(FAILURES, 'DeliveryFailure') failure: Failure;
}

export class DeliveryDto {
  @id() id: string;
  @text() messageTitle: string;
  @oneOf(CHANNELS, 'Channel') channel: Channel;
  @text({ min: 0, about: 'masked' }) recipient: string;
  @oneOf(DELIVERY_STATES, 'DeliveryState') state: DeliveryState;
  @int() attempts: number;
  @oneOf(FAILURES, 'DeliveryFailure', { nullable: true, about: 'why the last try failed' }) failure: Failure | null;
  @text({ nullable: true, max: 500 }) lastError: string | null;
  @bool({ about: 'an earlier try may have got through as well: it may have come twice' }) unsure: boolean;
  @text({ nullable: true, max: 8, about: 'who took it, where receipts come later' }) provider: string | null;
  @int({ nullable: true, about: 'parts of a text message, as its provider counts them' }) parts: number | null;
  @instant() createdAt: string;
  @instant({ nullable: true }) sentAt: string | null;
  @instant({ nullable: true }) arrivedAt: string | null;
  @instant({ nullable: true, about: 'it does not go before then' }) goAt: string | null;
  @instant({ nullable: true, about: 'it makes no sense any more from then on' }) lateAt: string | null;

  static of(delivery: DeliveryView): DeliveryDto {
    const { createdAt, sentAt, arrivedAt, goAt, lateAt } = delivery;
    return {
      ...delivery,
      createdAt: createdAt.toISOString(),
      sentAt: sentAt?.toISOString() ?? null,
      arrivedAt: arrivedAt?.toISOString() ?? null,
      goAt: goAt?.toISOString() ?? null,
      lateAt: lateAt?.toISOString() ?? null,
    };
  }
}
