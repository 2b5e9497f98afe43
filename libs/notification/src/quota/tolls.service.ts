import { Injectable } from '@nestjs/common';
import { Clock, startOfDay } from '#platform/db';
import { addDays } from '#platform/dates';
import type { Outgoing } from '../channel.js';
import type { Channel } from '../domain/delivery.js';
import { heldUntil } from '../domain/rule.js';
import { isUrgent } from '../domain/template.js';
import { renderText, templateOf } from '../domain/templates.js';
import { partsOf } from '../domain/text-message.js';
import type { Queued } from '../outbox.js';
import { RuleBook } from '../rule/rule-book.service.js';
import { Quotas } from './quotas.service.js';

/** What stands between a delivery and its channel: the quiet hours, which a later try may fall into, and the quota of its office. */
@Injectable()
export class Tolls {
  constructor(
    private readonly clock: Clock,
    private readonly book: RuleBook,
    private readonly quotas: Quotas,
  ) {}

  /** Until when it may not go; null is now. */
  async held(channel: Channel, template: string): Promise<Date | null> {
    const { ruleOf, circumstances } = await this.book.today();
    return heldUntil(channel, ruleOf(template), null, circumstances);
  }

  /** Takes it from the quota of its office. @returns what was taken, or when there is something again */
  async take({ channel, nodeId }: Queued, outgoing: Outgoing): Promise<{ parts: number } | { until: Date }> {
    const parts = () => (channel === 'sms' ? partsOf(renderText(outgoing.template, outgoing.params, outgoing.locale)) : 1);
    const taken = await this.quotas.take(channel, nodeId, parts, urgent(outgoing));
    if (taken !== null) return { parts: taken };
    const { ruleOf, circumstances } = await this.book.today();
    const morning = startOfDay(addDays(this.clock.today(), 1));
    return { until: heldUntil(channel, ruleOf(outgoing.template), morning, circumstances) ?? morning };
  }

  async giveBack({ channel, nodeId }: Queued, parts: number): Promise<void> {
    if (parts > 0) await this.quotas.giveBack(channel, nodeId, parts);
  }
}

const urgent = ({ template }: Outgoing): boolean => {
  const known = templateOf(template);
  return known !== undefined && isUrgent(known);
};
