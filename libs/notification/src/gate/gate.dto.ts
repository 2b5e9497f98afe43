import { bool, instant, int, nested, oneOf } from '#platform/http';
import { CHANNELS, type Channel } from '../domain/delivery.js';
import { FAILURES, type Failure } from '../domain/failure.js';
import type { ChannelView } from './channel-desk.service.js';

export class ChannelClosedDto {
  @instant() since: string;
  @instant({ about: 'then one try asks whether it works again' }) until: string;
  @oneOf(FAILURES, 'DeliveryFailure') failure: Failure;
}

export class ChannelDto {
  @oneOf(CHANNELS, 'Channel') channel: Channel;
  @bool({ about: 'whether a provider is connected' }) connected: boolean;
  @nested(() => ChannelClosedDto, { nullable: true }) closed: ChannelClosedDto | null;
  @int({ about: 'failures of the provider itself since it last worked' }) troubles: number;
  @int({ nullable: true, about: 'messages a second over all workers; null without a limit' }) perSecond: number | null;
  @int() waiting: number;
  @int() failed: number;

  static of({ closed, ...view }: ChannelView): ChannelDto {
    const shown = closed && { ...closed, since: closed.since.toISOString(), until: closed.until.toISOString() };
    return { ...view, closed: shown };
  }
}
