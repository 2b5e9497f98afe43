import { Injectable } from '@nestjs/common';
import type { ChannelPort } from './channel.js';
import type { Channel } from './domain/delivery.js';
import { EmailChannel } from './email.channel.js';
import { SmsChannel } from './sms/sms.channel.js';
import { WecomChannel } from './wecom/wecom.channel.js';

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
