import { newId, UnitOfWork } from '#platform/db';
import { forbidden, outside, type Claim } from './claim.js';

const hook = { name: '企业人事系统', url: 'https://hr.example.com/hook', kinds: ['promise.made'] };

/** Whose events another system is told of. */
export const CLAIMS_ON_WEBHOOKS: Claim[] = [
  {
    route: 'POST /api/webhooks',
    fields: ['enterpriseId'],
    says: 'another enterprise’s events are sent to one’s own system',
    ask: ({ firm, otherFirmId }) => firm.post('/api/webhooks', { ...hook, enterpriseId: otherFirmId }),
    refused: forbidden,
  },
  {
    route: 'POST /api/webhooks',
    fields: ['supplierId'],
    says: 'another supplier’s events are sent to one’s own system',
    ask: ({ station, otherSupplierId }) => station.post('/api/webhooks', { ...hook, supplierId: otherSupplierId }),
    refused: forbidden,
  },
  {
    route: 'POST /api/webhooks',
    fields: ['nodeId'],
    says: 'the bureau’s events are sent to a firm’s system',
    ask: ({ firm, away }) => firm.post('/api/webhooks', { ...hook, nodeId: away }),
    refused: forbidden,
  },
  {
    route: 'POST /api/webhooks/:id/send-again',
    fields: ['dispatchId'],
    says: 'what another firm’s system was told is sent again to one’s own',
    ask: async ({ house, firm, firmId }) => {
      const given = { enterpriseId: firmId, supplierId: null, nodePath: null, earlierSecret: null, earlierUntil: null, gaveUpAt: null };
      const never = { workedAt: null, failedAt: null, createdBy: firm.userId, createdAt: new Date(), failures: 0, version: 1 };
      const row = { ...given, ...never, id: newId(), name: '人事系统', url: 'k1.', kinds: [], secret: 'k1.', state: 'active' };
      const uow = house.get(UnitOfWork);
      await uow.run(() => uow.manager.insert('Webhook', row));
      const sent = { id: newId(), webhookId: newId(), kind: 'ping', data: {}, state: 'failed', attempts: 1, createdAt: new Date() };
      await uow.run(() => uow.manager.insert('WebhookDispatch', { ...sent, status: null, lastError: null, triedAt: null }));
      return firm.post(`/api/webhooks/${row.id}/send-again`, { dispatchId: sent.id });
    },
    refused: outside,
  },
];
