import { Injectable } from '@nestjs/common';
import { ChannelPort, type Outcome } from './channel.js';
import type { Channel } from './domain/delivery.js';
import { EmailChannel } from './email.channel.js';
import { SmsChannel } from './sms/sms.channel.js';

/** Enterprise WeChat reaches staff and partners who have joined it; until an account is connected nothing is sent. */
@Injectable()
export class WecomChannel extends ChannelPort {
  readonly channel = 'wecom';
  readonly configured = false;
  readonly honoursKey = false;

  send(): Promise<Outcome> {
    return Promise.resolve({ state: 'no_provider', reason: 'no WeCom account is connected' });
  }
}

/** The channels by name. */
@Injectable()
export class Channels {
  private readonly known: Readonly<Record<Channel, ChannelPort>>;

  constructor(email: EmailChannel, sms: SmsChannel, wecom: WecomChannel) {
    this.known = { email, sms, wecom };
  }

  of(channel: Channel): ChannelPort {
    return this.known[channel];
  }
}
