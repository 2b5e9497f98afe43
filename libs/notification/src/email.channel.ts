import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Settings } from '#platform/config';
import { ChannelPort, type Outcome, type Outgoing } from './channel.js';
import { calendarEntryOf } from './domain/calendar-entry.js';
import { failureOfMail, withoutAddresses } from './domain/delivery.js';
import { renderMessage, type Rendered } from './domain/templates.js';

@Injectable()
export class EmailChannel extends ChannelPort implements OnApplicationShutdown {
  readonly channel = 'email';
  /** A mail server takes the second copy too; whoever reads it sees the same Message-ID. */
  readonly honoursKey = false;
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
    if (outgoing.secretLink === undefined) return { state: 'failed', failure: 'expired', reason: 'its link has been used or has run out' };
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
        ...this.entryOf(outgoing),
        messageId: `<${outgoing.key}@${this.domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', ...oneClick(outgoing) },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return { state: 'sent' };
    } catch (error) {
      const reason = withoutAddresses((error as Error).message);
      return { state: 'failed', reason, ...failureOfMail(error) };
    }
  }

  private entryOf({ template, params, locale, createdAt }: Outgoing): { icalEvent?: object } {
    const entry = calendarEntryOf(template, params, { locale, domain: this.domain, at: createdAt });
    return entry ? { icalEvent: { method: entry.method, content: entry.content, filename: 'gangqiao.ics' } } : {};
  }

  private linkOf({ link }: Rendered): string | null {
    return link !== null && this.settings.PUBLIC_URL !== undefined ? this.settings.PUBLIC_URL + link : null;
  }

  private connected(url: string): Transporter {
    this.transport ??= createTransport({
      url,
      pool: true,
      maxConnections: 4,
      // The pool would send again by itself what may have been taken, and nobody would know of it.
      maxRequeues: 0,
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

/** Mail programs show a button for it (RFC 8058). */
const oneClick = ({ params: { unsubscribe } }: Outgoing): Record<string, string> =>
  typeof unsubscribe === 'string' && unsubscribe.startsWith('http')
    ? {
        'List-Unsubscribe': `<${unsubscribe.replace('/unsubscribe/', '/api/unsubscribe/')}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }
    : {};
