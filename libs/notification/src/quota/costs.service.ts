import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { startOfDay, UnitOfWork } from '#platform/db';
import { addDays } from '#platform/dates';
import type { Principal } from '#platform/http';
import type { Channel } from '../domain/delivery.js';
import { idAt } from '../domain/live.js';
import { Delivery } from '../notification.entity.js';
import { problem } from '../notification.problems.js';
import { rowOn } from '../rule/rule-book.service.js';
import { MessagePolicy } from '../rule/rule.entity.js';
import { SmsConnection } from '../sms/sms-connection.js';

/** Days that are counted at once. */
const MOST_DAYS = 31;
/** So long before it went a message may have been written: through the longest holiday, and the tries after it. */
const LONGEST_WAIT_DAYS = 14;

export interface CostLine {
  channel: Channel;
  nodeId: string | null;
  day: string;
  messages: number;
  /** Of text messages. */
  parts: number | null;
  /** In thousandths of a yuan; null where nobody said what a part costs. */
  cost: number | null;
}

/** What was sent and what that costs, by channel, office and day. */
@Injectable()
export class MessageCosts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: AccessService,
    private readonly connection: SmsConnection,
  ) {}

  /** @throws Problem message_cost.days */
  async lines(who: Principal, from: string, to: string): Promise<CostLine[]> {
    this.access.require(who, 'deliveries.read');
    if (to < from || to >= addDays(from, MOST_DAYS)) throw problem('message_cost.days');
    const policies = await this.uow.manager.find(MessagePolicy, { order: { validFrom: 'DESC' } });
    // Days of the city, eight hours before those of Greenwich.
    const day =
      this.uow.dialect === 'mysql' ? 'DATE_FORMAT(delivery.sentAt + INTERVAL 8 HOUR, "%Y-%m-%d")' : "date(delivery.sentAt, '+8 hours')";
    const rows = await this.uow.manager
      .createQueryBuilder(Delivery, 'delivery')
      .select('delivery.channel', 'channel')
      .addSelect('delivery.nodeId', 'nodeId')
      .addSelect(day, 'day')
      .addSelect('COUNT(*)', 'messages')
      .addSelect('SUM(COALESCE(delivery.parts, 1))', 'parts')
      // Ids begin with their time: an index of its own would have to be written with every message.
      .where('delivery.id >= :first', { first: idAt(startOfDay(addDays(from, -LONGEST_WAIT_DAYS)).getTime()) })
      .andWhere('delivery.sentAt >= :from AND delivery.sentAt < :to', { from: startOfDay(from), to: startOfDay(addDays(to, 1)) })
      .groupBy('delivery.channel')
      .addGroupBy('delivery.nodeId')
      .addGroupBy(day)
      .getRawMany<{ channel: Channel; nodeId: string | null; day: string; messages: string | number; parts: string | number }>();
    return rows
      .map(({ parts, messages, ...row }) => {
        if (row.channel !== 'sms') return { ...row, messages: Number(messages), parts: null, cost: 0 };
        const price = rowOn(policies, row.day)?.partPrice ?? this.connection.partPrice;
        return { ...row, messages: Number(messages), parts: Number(parts), cost: price === null ? null : Number(parts) * price };
      })
      .sort((one, other) => other.day.localeCompare(one.day) || one.channel.localeCompare(other.channel));
  }
}
