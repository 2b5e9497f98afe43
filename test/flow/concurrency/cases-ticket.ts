import { FieldCipher } from '#platform/crypto';
import { agreed } from '../../support/client.js';
import { of, type Case } from './case.js';
import type { Stage } from './stage.js';

const details = { name: '李娜', occupation: '车工', experience: null, consents: ['name'] };

const visitorOf = (stage: Stage) => ({ email: `visitor${stage.next()}@example.com` });
const codeFor = async (stage: Stage, fairId: string, reach: object): Promise<string> => {
  await stage.done(null, 'POST', `/api/fairs/${fairId}/ticket-codes`, reach);
  const [row] = await stage.query<{ id: string; params: string }>(
    "SELECT id, params FROM message WHERE template = 'ticket.code' ORDER BY createdAt DESC, id DESC LIMIT 1",
    [],
  );
  const text = stage.house.get(FieldCipher).open('message', 'params', row?.id ?? '', row?.params ?? '');
  return (JSON.parse(text) as { code: string }).code;
};
const request = async (stage: Stage): Promise<{ fairId: string; body: object }> => {
  const [fairId, reach] = [await stage.fair(true), visitorOf(stage)];
  return { fairId, body: { ...reach, ...details, ...agreed, code: await codeFor(stage, fairId, reach) } };
};
const link = async (stage: Stage): Promise<string> => {
  const { fairId, body } = await request(stage);
  return (await stage.done<{ link: string }>(null, 'POST', `/api/fairs/${fairId}/tickets`, body)).link;
};

/** Tickets of people without an account. */
export const ticketCases: Case[] = [
  of('POST /api/fairs/{id}/ticket-codes', async (stage) => ({ who: null, ids: [await stage.fair(true)], body: visitorOf(stage) })),
  of('POST /api/fairs/{id}/tickets', async (stage) => {
    const { fairId, body } = await request(stage);
    return { who: null, ids: [fairId], body };
  }),
  of('POST /api/my-ticket', async (stage) => ({ who: null, body: { link: await link(stage) } })),
  of('POST /api/my-ticket/change', async (stage) => ({ who: null, body: { link: await link(stage), ...details, name: '李小娜' } })),
  of('POST /api/my-ticket/remove', async (stage) => ({ who: null, body: { link: await link(stage) } })),
];
