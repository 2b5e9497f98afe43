import { of, type Case } from './case.js';
import type { Who } from './programs.js';
import type { Stage } from './stage.js';

/** Nobody listens there: what four at once come to is known before anything is sent. */
const wishes = { name: '企业人事系统', url: 'http://127.0.0.1:9/hook', kinds: ['promise.made'] };

/** So many may be connected by one enterprise, unless a setting says otherwise. */
const MOST = 10;

const connected = async (stage: Stage): Promise<{ who: Who; id: string }> => {
  const { hr } = await stage.firm();
  return { who: hr, id: (await stage.done<{ id: string }>(hr, 'POST', '/api/webhooks', wishes)).id };
};

export const webhookCases: Case[] = [
  of('POST /api/webhooks', async (stage) => ({ who: (await stage.firm()).hr, body: wishes })),
  of(
    'POST /api/webhooks',
    async (stage) => {
      const { hr } = await stage.firm();
      for (let i = 1; i < MOST; i += 1) await stage.done(hr, 'POST', '/api/webhooks', wishes);
      return { who: hr, body: wishes };
    },
    'where one more may be connected',
  ),
  of('PUT /api/webhooks/{id}', async (stage) => {
    const { who, id } = await connected(stage);
    return { who, ids: [id], body: { ...wishes, kinds: ['trip.planned'], state: 'active', version: 1 } };
  }),
  of('POST /api/webhooks/{id}/secret', async (stage) => {
    const { who, id } = await connected(stage);
    return { who, ids: [id], body: { version: 1 } };
  }),
  of('DELETE /api/webhooks/{id}', async (stage) => {
    const { who, id } = await connected(stage);
    return { who, ids: [id] };
  }),
  of('POST /api/webhooks/{id}/send-again', async (stage) => {
    const { who, id } = await connected(stage);
    await stage.query("UPDATE webhook_dispatch SET state = 'failed' WHERE webhookId = ?", [id]);
    return { who, ids: [id], body: {} };
  }),
];
