import { In, LessThan } from 'typeorm';
import { secretCol, sealedColumns } from '#platform/crypto';
import {
  addColumn,
  col,
  createIndex,
  createTable,
  defineRetention,
  dropTable,
  fillColumn,
  keepWithoutRule,
  type SchemaPart,
  type TablePlan,
} from '#platform/db';
import { ChannelGate } from './gate/gate.entity.js';
import { watchSchema } from './watch/watch.schema.js';
import { WecomToken } from './wecom/wecom.entity.js';
import { massMigrations, massRule } from './mass/mass.schema.js';
import { MassMessage, MassRecipient, MessageUnsubscribe } from './mass/mass.entity.js';
import { MessageQuota, MessageTally } from './quota/quota.entity.js';
import { quotaMigrations, tallyRule } from './quota/quota.schema.js';
import { ruleMigrations } from './rule/rule.schema.js';
import { MessagePolicy, MessageReminder, MessageRuleRow } from './rule/rule.entity.js';
import { MessageWording } from './template/wording.entity.js';
import { wordingMigrations } from './template/wording.schema.js';
import { Delivery, Message, MessagePreference, SmsReceipt, SmsTemplate } from './notification.entity.js';

sealedColumns.register({ table: 'message', columns: ['params'] });
sealedColumns.register({ table: 'delivery', columns: ['address'] });
sealedColumns.register({ table: 'wecom_token', columns: ['token'] });

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
keepWithoutRule('templates as providers know them; no people', 'sms_template');
keepWithoutRule('one row an application: its access token, which runs out after hours', 'wecom_token');
keepWithoutRule('one row a channel: whether its provider works', 'channel_gate');

const receiptRule = defineRetention({
  name: 'sms_receipt',
  keepDays: 90,
  source: 'the delivery keeps what became of it; the receipt serves to ask the provider, as the address does',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(SmsReceipt, { select: { id: true }, where: { receivedAt: LessThan(before) }, take: limit });
    if (rows.length > 0) await uow.manager.delete(SmsReceipt, { id: In(rows.map((row) => row.id)) });
    return rows.length;
  },
});

export const notificationRetention = [messageRule, deliveryAddressRule, receiptRule, massRule, tallyRule];

/** Of the first release; nobody wrote into it. */
const channelTemplate: TablePlan = {
  columns: [col.key(), col.str('channel', 8), col.str('template', 40), col.str('providerId', 80, { nullable: true }), col.str('state', 12)],
  uniques: [{ name: 'UQ_channel_template', columns: ['channel', 'template'] }],
};

export const notificationSchema: SchemaPart = {
  entities: [
    ...[Message, Delivery, MessagePreference, SmsTemplate, SmsReceipt, ChannelGate, WecomToken],
    ...[MessageRuleRow, MessagePolicy, MessageReminder, MessageWording, MessageQuota, MessageTally],
    ...[MassMessage, MassRecipient, MessageUnsubscribe],
    ...watchSchema.entities,
  ],
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
    createTable('1790000020004', 'channel_template', channelTemplate),
    dropTable('1790000020107', 'channel_template', channelTemplate),
    createTable('1790000020117', 'sms_template', {
      columns: [
        col.key(),
        col.str('provider', 8),
        col.str('template', 40),
        col.str('locale', 2),
        col.str('registeredAs', 80, { nullable: true }),
        col.str('state', 12),
        col.instant('changedAt'),
        col.version(),
      ],
      uniques: [{ name: 'UQ_sms_template', columns: ['provider', 'template', 'locale'] }],
    }),
    createTable('1790000020127', 'sms_receipt', {
      columns: [
        col.key(),
        col.str('provider', 8),
        col.str('ref', 80),
        col.ref('deliveryId', { nullable: true }),
        col.flag('arrived'),
        col.str('code', 40),
        col.str('once', 64),
        col.instant('receivedAt'),
      ],
      uniques: [{ name: 'UQ_sms_receipt_once', columns: ['once'] }],
      indices: [{ name: 'IX_sms_receipt_received', columns: ['receivedAt'] }],
    }),
    addColumn('1790000020137', 'delivery', col.int('round', { default: 0 })),
    addColumn('1790000020147', 'delivery', col.str('failure', 12, { nullable: true })),
    addColumn('1790000020157', 'delivery', col.flag('unsure')),
    addColumn('1790000020167', 'delivery', col.str('provider', 8, { nullable: true })),
    addColumn('1790000020177', 'delivery', col.str('providerRef', 80, { nullable: true })),
    addColumn('1790000020187', 'delivery', col.int('parts', { nullable: true })),
    addColumn('1790000020197', 'delivery', col.instant('arrivedAt', { nullable: true })),
    createIndex('1790000020207', 'delivery', 'IX_delivery_failure', ['state', 'failure', 'id']),
    createIndex('1790000020217', 'delivery', 'IX_delivery_ref', ['provider', 'providerRef']),
    fillColumn('1790000020227', 'delivery', 'failure', "'unknown'", "state = 'failed'"),
    createTable('1790000020237', 'channel_gate', {
      columns: [
        col.key('channel'),
        col.int('troubles', { default: 0 }),
        col.int('closings', { default: 0 }),
        col.instant('closedUntil', { nullable: true }),
        col.instant('askedUntil', { nullable: true }),
        col.str('failure', 12, { nullable: true }),
        col.instant('closedAt', { nullable: true }),
        col.instant('urgentTaken', { nullable: true }),
        col.instant('bulkTaken', { nullable: true }),
      ],
    }),
    createTable('1790000020247', 'wecom_token', {
      columns: [
        col.key(),
        secretCol('token', { nullable: true }),
        col.instant('expiresAt', { nullable: true }),
        col.instant('askedUntil', { nullable: true }),
        col.int('edition', { default: 0 }),
      ],
    }),
    ...watchSchema.migrations,
    ...ruleMigrations,
    ...massMigrations,
    ...wordingMigrations,
    ...quotaMigrations,
  ],
};
