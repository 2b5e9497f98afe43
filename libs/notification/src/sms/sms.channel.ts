import { Injectable } from '@nestjs/common';
import { ChannelPort, type Outcome, type Outgoing } from '../channel.js';
import type { Failure } from '../domain/failure.js';
import { variablesOf } from '../domain/text-message.js';
import { renderText } from '../domain/templates.js';
import { SmsConnection } from './sms-connection.js';
import { SmsTemplateService } from './sms-template.service.js';

/** What stops whatever is sent. Clouds throttle single numbers as well, which says nothing about the others. */
const WHOLE: ReadonlySet<Failure> = new Set(['network', 'credentials', 'money']);

/** Text messages, by the provider that the settings name. */
@Injectable()
export class SmsChannel extends ChannelPort {
  readonly channel = 'sms';

  constructor(
    private readonly connection: SmsConnection,
    private readonly templates: SmsTemplateService,
  ) {
    super();
  }

  get configured(): boolean {
    return this.connection.provider !== null;
  }

  get honoursKey(): boolean {
    return this.connection.provider?.honoursKey ?? false;
  }

  async send({ key, address, template, params, locale: wished }: Outgoing): Promise<Outcome> {
    const { provider, sign } = this.connection;
    if (!provider) return { state: 'no_provider', reason: 'no provider of text messages is configured' };
    const approved = await this.templates.approved(template, wished);
    if (provider.asksForApproval && !approved)
      return { state: 'failed', failure: 'template', reason: `${provider.name} has not approved ${template}` };
    const locale = approved?.locale ?? wished;
    const answer = await provider.send({
      key,
      phone: address,
      sign,
      text: renderText(template, params, locale),
      locale,
      template,
      registeredAs: approved?.registeredAs ?? null,
      variables: variablesOf(template, params, locale),
    });
    if (answer.taken) return { state: 'sent', provider: provider.name, ref: answer.ref, parts: answer.parts };
    const { failure, reason, unsure = false } = answer;
    return { state: 'failed', failure, reason, unsure, whole: WHOLE.has(failure) };
  }
}
