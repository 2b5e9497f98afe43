import { In, LessThan } from 'typeorm';
import { secretCol, sealedColumns } from '#platform/crypto';
import { col, createTable, defineRetention, keepWithoutRule, type SchemaPart } from '#platform/db';
import { Webhook, WebhookDispatch } from './webhook.entity.js';

sealedColumns.register({ table: 'webhook', columns: ['url', 'secret', 'earlierSecret'] });

keepWithoutRule('one row a connected system, until somebody removes it', 'webhook');

const dispatchRule = defineRetention({
  name: 'webhook_dispatch',
  keepDays: 30,
  source: 'long enough to find out what another system missed and to send it again; what it tells stands in the record itself',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(WebhookDispatch, { select: { id: true }, where: { createdAt: LessThan(before) }, take: limit });
    if (rows.length > 0) await uow.manager.delete(WebhookDispatch, { id: In(rows.map(({ id }) => id)) });
    return rows.length;
  },
});

export const webhookRetention = [dispatchRule];

export const webhookSchema: SchemaPart = {
  entities: [Webhook, WebhookDispatch],
  migrations: [
    createTable('1790000190001', 'webhook', {
      columns: [
        col.key(),
        col.str('name', 80),
        col.txt('url'),
        col.json('kinds'),
        col.str('nodePath', 400, { nullable: true }),
        col.ref('enterpriseId', { nullable: true }),
        col.ref('supplierId', { nullable: true }),
        secretCol('secret'),
        secretCol('earlierSecret', { nullable: true }),
        col.instant('earlierUntil', { nullable: true }),
        col.str('state', 8),
        col.int('failures', { default: 0 }),
        col.instant('gaveUpAt', { nullable: true }),
        col.instant('workedAt', { nullable: true }),
        col.instant('failedAt', { nullable: true }),
        col.ref('createdBy'),
        col.instant('createdAt'),
        col.int('version', { default: 1 }),
      ],
      indices: [
        { name: 'IX_webhook_enterprise', columns: ['enterpriseId'] },
        { name: 'IX_webhook_supplier', columns: ['supplierId'] },
        { name: 'IX_webhook_state', columns: ['state', 'nodePath'] },
      ],
    }),
    createTable('1790000190002', 'webhook_dispatch', {
      columns: [
        col.key(),
        col.ref('webhookId'),
        col.str('kind', 40),
        col.json('data'),
        col.str('state', 8),
        col.int('attempts', { default: 0 }),
        col.int('status', { nullable: true }),
        col.str('lastError', 60, { nullable: true }),
        col.instant('createdAt'),
        col.instant('triedAt', { nullable: true }),
      ],
      indices: [
        { name: 'IX_webhook_dispatch_of', columns: ['webhookId', 'id'] },
        { name: 'IX_webhook_dispatch_state', columns: ['webhookId', 'state', 'id'] },
        { name: 'IX_webhook_dispatch_created', columns: ['createdAt'] },
      ],
    }),
  ],
};
