import { Body, Query } from '@nestjs/common';
import { Action, Caller, day, id, int, oneOf, Resource, text, type Principal } from '#platform/http';
import { CHANNELS, type Channel } from '../domain/delivery.js';
import { MessageCosts, type CostLine } from './costs.service.js';
import { Quotas, type NewQuota, type QuotaView } from './quotas.service.js';

class NewQuotaDto implements NewQuota {
  @oneOf(CHANNELS, 'Channel') channel: Channel;
  @id({ about: 'office; of the city’s own it is the whole city’s' }) nodeId: string;
  @int({ nullable: true, max: 10_000_000, about: 'messages a day, of text messages parts; null is no limit' }) perDay: number | null;
  @day({ about: 'from which day on it holds; today or later' }) validFrom: string;
  @text({ min: 2, max: 300, about: 'why it is so' }) source: string;
}

class QuotaDto extends NewQuotaDto implements QuotaView {
  @int({ about: 'what went today' }) used: number;
}

class CostQuery {
  @day({ about: 'first day' }) from: string;
  @day({ about: 'last day, at most 31 days' }) to: string;
}

class CostLineDto implements CostLine {
  @oneOf(CHANNELS, 'Channel') channel: Channel;
  @id({ nullable: true, about: 'office; null where nobody’s office is known' }) nodeId: string | null;
  @day() day: string;
  @int() messages: number;
  @int({ nullable: true, about: 'of text messages' }) parts: number | null;
  @int({ nullable: true, about: 'in thousandths of a yuan; null where nobody said what a part costs' }) cost: number | null;
}

@Resource('message-quotas')
export class QuotaController {
  constructor(private readonly quotas: Quotas) {}

  @Action({
    method: 'GET',
    permission: 'deliveries.read',
    returns: QuotaDto,
    array: true,
    summary: 'What offices may send in a day, and what they sent today',
  })
  list(@Caller() who: Principal): Promise<QuotaDto[]> {
    return this.quotas.list(who);
  }

  @Action({ method: 'PUT', permission: 'message_rule.edit', body: NewQuotaDto, summary: 'Set what an office may send in a day' })
  async set(@Caller() who: Principal, @Body() body: NewQuotaDto): Promise<void> {
    await this.quotas.set(who, body);
  }
}

@Resource('message-costs')
export class CostController {
  constructor(private readonly costs: MessageCosts) {}

  @Action({
    method: 'GET',
    permission: 'deliveries.read',
    returns: CostLineDto,
    array: true,
    summary: 'What was sent and what it costs, by channel, office and day',
  })
  lines(@Caller() who: Principal, @Query() { from, to }: CostQuery): Promise<CostLineDto[]> {
    return this.costs.lines(who, from, to);
  }
}
