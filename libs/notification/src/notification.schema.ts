import { In, LessThan } from 'typeorm';
import { secretCol, sealedColumns } from '#platform/crypto';
import { col, createTable, defineRetention, keepWithoutRule, type SchemaPart } from '#platform/db';
import { ChannelTemplate, Delivery, Message, MessagePreference } from './notification.entity.js';

sealedColumns.register({ table: 'message', columns: ['params'] });
sealedColumns.register({ table: 'delivery', columns: ['address'] });

const messageRule = defineRetention({
  name: 'message',
  also: ['delivery'],
  keepDays: 3 * 366,
  source: 'what somebody was told belongs to the recruitment record, kept at least three years; its deliveries go with it',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(Message, { select: { id: true }, where: { createdAt: LessThan(before) }, take: limit });
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return 0;
    await uow.manager.delete(Delivery, { messageId: In(ids) });
    await uow.manager.delete(Message, { id: In(ids) });
    return ids.length;
  },
});

const deliveryAddressRule = defineRetention({
  name: 'delivery.address',
  keepDays: 90,
  source: 'the address is needed to send and to ask what became of it; the delivery itself stays without it',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager
      .createQueryBuilder(Delivery, 'delivery')
      .select('delivery.id')
      .where('delivery.address IS NOT NULL')
      .andWhere({ createdAt: LessThan(before) })
      .limit(limit)
      .getMany();
    if (rows.length > 0) await uow.manager.update(Delivery, { id: In(rows.map((row) => row.id)) }, { address: null });
    return rows.length;
  },
});

keepWithoutRule('a choice under an id; whose it was is gone with the account', 'message_preference');
keepWithoutRule('templates as carriers know them; no people', 'channel_template');
export const notificationRetention = [messageRule, deliveryAddressRule];

export const notificationSchema: SchemaPart = {
  entities: [Message, Delivery, MessagePreference, ChannelTemplate],
  migrations: [
    createTable('1790000020001', 'message', {
      columns: [
        col.key(),
        col.ref('userId'),
        col.str('dedupeKey', 160),
        col.str('template', 40),
        col.txt('params'),
        col.str('locale', 2),
        col.flag('shown', { default: true }),
        col.instant('createdAt'),
        col.instant('readAt', { nullable: true }),
      ],
      uniques: [{ name: 'UQ_message_once', columns: ['dedupeKey', 'userId'] }],
      indices: [{ name: 'IX_message_user', columns: ['userId', 'shown', 'id'] }],
    }),
    createTable('1790000020002', 'delivery', {
      columns: [
        col.key(),
        col.ref('messageId'),
        col.str('channel', 8),
        secretCol('address', { nullable: true }),
        col.str('state', 12),
        col.int('attempts', { default: 0 }),
        col.str('lastError', 500, { nullable: true }),
        col.instant('createdAt'),
        col.instant('sentAt', { nullable: true }),
      ],
      uniques: [{ name: 'UQ_delivery_channel', columns: ['messageId', 'channel'] }],
      indices: [{ name: 'IX_delivery_state', columns: ['state', 'id'] }],
    }),
    createTable('1790000020003', 'message_preference', {
      columns: [col.key(), col.ref('userId'), col.str('channel', 8), col.str('topic', 16), col.flag('wanted')],
      uniques: [{ name: 'UQ_message_preference', columns: ['userId', 'channel', 'topic'] }],
    }),
    createTable('1790000020004', 'channel_template', {
      columns: [
        col.key(),
        col.str('channel', 8),
        col.str('template', 40),
        col.str('providerId', 80, { nullable: true }),
        col.str('state', 12),
      ],
      uniques: [{ name: 'UQ_channel_template', columns: ['channel', 'template'] }],
    }),
  ],
};
