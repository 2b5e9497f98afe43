import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Settings } from '#platform/config';
import { isPermanent, withoutAddresses, type Channel } from './domain/delivery.js';
import { renderMessage, type Rendered } from './domain/templates.js';
import type { Locale, ParamValue } from './domain/render.js';

/** A message ready to leave, with the address in the clear. */
export interface Outgoing {
  /** Stays the same for every try, so that a receiver can recognise a second copy. */
  deliveryId: string;
  address: string;
  template: string;
  locale: Locale;
  params: Readonly<Record<string, ParamValue>>;
  /** What only this person may open; null where the message has none, undefined where it no longer opens. */
  secretLink: string | null | undefined;
}

/** What became of one try. A failure that may pass is thrown as {@link PassingError} instead. */
export type Outcome = { state: 'sent' } | { state: 'failed' | 'no_provider'; reason: string };

/** A later try may succeed. Its text holds no address. */
export class PassingError extends Error {}

/** A way to reach people outside the product. */
export abstract class ChannelPort {
  abstract readonly channel: Channel;
  /** Whether something can be sent at all; otherwise deliveries are kept as `no_provider` and shown to administrators. */
  abstract readonly configured: boolean;
  abstract send(outgoing: Outgoing): Promise<Outcome>;
}

@Injectable()
export class EmailChannel extends ChannelPort implements OnApplicationShutdown {
  readonly channel = 'email';
  private transport: Transporter | undefined;

  constructor(private readonly settings: Settings) {
    super();
  }

  get configured(): boolean {
    return this.settings.SMTP_URL !== undefined;
  }

  async send(outgoing: Outgoing): Promise<Outcome> {
    const url = this.settings.SMTP_URL;
    if (url === undefined) return { state: 'no_provider', reason: 'SMTP_URL is not set' };
    const content = renderMessage(outgoing.template, outgoing.params, outgoing.locale);
    if (outgoing.secretLink === undefined) return { state: 'failed', reason: 'its link has been used or has run out' };
    try {
      await this.connected(url).sendMail({
        from: this.settings.MAIL_FROM,
        to: { name: '', address: outgoing.address },
        subject: content.subject,
        text: [
          content.text,
          outgoing.secretLink ?? this.linkOf(content),
          outgoing.locale === 'zh' ? '— 岗桥（系统邮件，请勿回复）' : '— Gangqiao (please do not reply)',
        ]
          .filter(Boolean)
          .join('\n\n'),
        messageId: `<${outgoing.deliveryId}@${this.domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return { state: 'sent' };
    } catch (error) {
      const reason = withoutAddresses((error as Error).message);
      if (isPermanent(error)) return { state: 'failed', reason };
      throw new PassingError(reason);
    }
  }

  private linkOf({ link }: Rendered): string | null {
    return link !== null && this.settings.PUBLIC_URL !== undefined ? this.settings.PUBLIC_URL + link : null;
  }

  private connected(url: string): Transporter {
    this.transport ??= createTransport({
      url,
      pool: true,
      maxConnections: 4,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    });
    return this.transport;
  }

  private get domain(): string {
    return /@([^\s<>]+)>?\s*$/.exec(this.settings.MAIL_FROM)?.[1] ?? 'gangqiao.invalid';
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }
}

/** Text messages need a contract with a carrier, who approves every template. None is built in: a provider takes this one's place. */
@Injectable()
export class SmsChannel extends ChannelPort {
  readonly channel = 'sms';
  readonly configured = false;

  send(): Promise<Outcome> {
    return Promise.resolve({ state: 'no_provider', reason: 'no provider of text messages is configured' });
  }
}

/** Enterprise WeChat reaches staff and partners who have joined it; until an account is connected nothing is sent. */
@Injectable()
export class WecomChannel extends ChannelPort {
  readonly channel = 'wecom';
  readonly configured = false;

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
