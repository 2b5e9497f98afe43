import { agreed } from '../../support/client.js';
import { of, type Case } from './case.js';
import { COUNTY } from './programs.js';
import { PASSWORD, type Stage } from './stage.js';

/** Of the settings with which the programs run. */
export const RECEIPT_KEY = 'receipts-are-told-to-this-key-only';
const NEXT = 'Another 88 looms stand idle';

const invited = async (stage: Stage): Promise<string> => {
  const given = { name: '李静', email: `invited${stage.next()}@example.com`, grants: [{ role: 'county-staff', nodeId: COUNTY }] };
  const { link } = await stage.done<{ link: string }>(stage.office.admin, 'POST', '/api/users', given);
  return link.split('#')[1] ?? '';
};

const application = async (stage: Stage) => ({
  creditCode: stage.creditCode(),
  enterpriseName: `潍城登记机械${stage.next()}有限公司`,
  nodeId: COUNTY,
  licenceFileId: await stage.file('licence'),
  letterFileId: await stage.file('letter'),
});

const registered = async (stage: Stage): Promise<string> =>
  (await stage.done(await stage.person(), 'POST', '/api/registrations/mine', await application(stage))).id;

/** A job that waits for some days: that of a promise that would lapse. */
const waitingJob = async (stage: Stage): Promise<string> => {
  const { promiseId } = await stage.promise(false);
  const [job] = await stage.query<{ id: string }>('SELECT id FROM job WHERE name = ? AND payload LIKE ?', [
    'dispatch.lapse_promise',
    `%${promiseId}%`,
  ]);
  return job?.id ?? '';
};

const apiToken = { name: '县平台', role: 'county-staff', permissions: ['need.read'], days: 30, password: PASSWORD };

export const accessCases: Case[] = [
  of('POST /api/sessions', async (stage) => {
    const { email } = await stage.person([], PASSWORD);
    return { who: null, body: { login: email, password: PASSWORD } };
  }),
  of('DELETE /api/sessions/current', async (stage) => ({ who: await stage.person() })),
  of('DELETE /api/me/sessions/{id}', async (stage) => {
    const who = await stage.person([], PASSWORD);
    const other = await stage.send({ who: null, method: 'POST', path: '/api/sessions', body: { login: who.email, password: PASSWORD } });
    if (other.status !== 201) throw new Error(`signing in answered ${other.status}`);
    const [session] = await stage.query<{ id: string }>('SELECT id FROM session WHERE userId = ? ORDER BY id DESC', [who.userId]);
    return { who, ids: [session?.id ?? ''] };
  }),
  {
    ...of('POST /api/me/password', async (stage) => ({ who: await stage.person([], PASSWORD), body: { current: PASSWORD, next: NEXT } })),
    loosely: 'a wrong password and one that was right a moment ago are counted as different tries',
  },
  of('POST /api/api-tokens', async (stage) => ({
    who: await stage.person([{ role: 'county-staff', nodeId: COUNTY }], PASSWORD),
    body: apiToken,
  })),
  of('DELETE /api/api-tokens/{id}', async (stage) => {
    const who = await stage.person([{ role: 'county-staff', nodeId: COUNTY }], PASSWORD);
    return { who, ids: [(await stage.done<{ id: string }>(who, 'POST', '/api/api-tokens', apiToken)).id] };
  }),
  of('POST /api/privacy-notice/consents', async (stage) => ({ who: await stage.person(), body: { version: agreed.privacyVersion } })),
  of('POST /api/password-links', async (stage) => ({ who: null, body: { login: (await stage.person([], PASSWORD)).email } })),
  of('POST /api/password-links/redeem', async (stage) => ({ who: null, body: { token: await invited(stage), password: NEXT } })),
  of('POST /api/users', async (stage) => ({
    who: stage.office.admin,
    body: { name: '李静', email: `user${stage.next()}@example.com`, grants: [{ role: 'county-staff', nodeId: COUNTY }] },
  })),
  of('POST /api/users/{id}/disable', async (stage) => ({ who: stage.office.admin, ids: [(await stage.person()).userId] })),
  of('POST /api/users/{id}/enable', async (stage) => {
    const { userId } = await stage.person();
    await stage.done(stage.office.admin, 'POST', `/api/users/${userId}/disable`);
    return { who: stage.office.admin, ids: [userId] };
  }),
  of('POST /api/users/{id}/reset', async (stage) => ({ who: stage.office.admin, ids: [(await stage.person([], PASSWORD)).userId] })),
  of('POST /api/users/{id}/grants', async (stage) => ({
    who: stage.office.admin,
    ids: [(await stage.person()).userId],
    body: { role: 'county-staff', nodeId: COUNTY },
  })),
  of('DELETE /api/users/{id}/grants/{grantId}', async (stage) => {
    const { userId } = await stage.person([{ role: 'county-staff', nodeId: COUNTY }]);
    const [grant] = await stage.query<{ id: string }>('SELECT id FROM access_grant WHERE userId = ?', [userId]);
    return { who: stage.office.admin, ids: [userId, grant?.id ?? ''] };
  }),
  of('POST /api/suppliers/{id}/accounts', async (stage) => ({
    who: stage.office.admin,
    ids: [(await stage.station()).id],
    body: { name: '马建国', email: `clerk${stage.next()}@example.com` },
  })),
  of('POST /api/registrations', async (stage) => ({
    who: null,
    body: {
      ...(await application(stage)),
      name: '张敏',
      phone: `139${String(10_000_000 + stage.next())}`,
      email: `applicant${stage.next()}@example.com`,
      password: PASSWORD,
      ...agreed,
    },
  })),
  of('POST /api/registrations/mine', async (stage) => ({ who: await stage.person(), body: await application(stage) })),
  of('POST /api/registrations/{id}/approve', async (stage) => ({ who: stage.office.county, ids: [await registered(stage)] })),
  {
    route: 'POST /api/registrations/{id}/approve',
    about: 'four people who each want to be the first of an enterprise',
    prepare: async (stage) => {
      const given = await application(stage);
      const shots = [];
      for (let i = 0; i < 4; i += 1) {
        const files = { licenceFileId: await stage.file('licence'), letterFileId: await stage.file('letter') };
        const { id } = await stage.done(await stage.person(), 'POST', '/api/registrations/mine', { ...given, ...files });
        shots.push({ who: stage.office.county, method: 'POST', path: `/api/registrations/${id}/approve` });
      }
      return shots;
    },
  },
  of('POST /api/registrations/{id}/refuse', async (stage) => ({
    who: stage.office.county,
    ids: [await registered(stage)],
    body: { reason: '授权书没有盖章' },
  })),
  {
    route: 'POST /api/files',
    prepare: async (stage) => ({
      who: null,
      method: 'POST',
      path: '/api/files?kind=licence',
      file: { name: 'licence.pdf', content: `%PDF-1.4\n% ${stage.next()}\n%%EOF\n` },
    }),
  },
  of('PUT /api/messages/preferences', async (stage) => ({
    who: await stage.person(),
    body: { channel: 'email', group: 'need', wanted: false },
  })),
  of('POST /api/messages/read-all', async (stage) => {
    const who = await stage.person();
    await stage.message(who);
    return { who };
  }),
  of('POST /api/messages/{id}/read', async (stage) => {
    const who = await stage.person();
    return { who, ids: [await stage.message(who)] };
  }),
  of('POST /api/deliveries/{id}/retry', async (stage) => {
    const messageId = await stage.message(await stage.person());
    await stage.query("UPDATE delivery SET state = 'failed' WHERE messageId = ?", [messageId]);
    const [delivery] = await stage.query<{ id: string }>('SELECT id FROM delivery WHERE messageId = ?', [messageId]);
    return { who: stage.office.admin, ids: [delivery?.id ?? ''] };
  }),
  of('POST /api/deliveries/retry-failed', async (stage) => {
    // A job that waits for the same reason already does the work.
    await stage.query("DELETE FROM job WHERE name = 'notification.resend_failed'");
    return { who: stage.office.admin, body: { failure: 'money' } };
  }),
  of('POST /api/channels/{channel}/reopen', (stage) => Promise.resolve({ who: stage.office.admin, ids: ['email'] })),
  of('PUT /api/sms-templates/{template}/{locale}', async (stage) => {
    await stage.query("DELETE FROM sms_template WHERE template = 'promise.made'");
    return { who: stage.office.admin, ids: ['promise.made', 'zh'], body: { registeredAs: '1110', state: 'approved', version: 0 } };
  }),
  {
    route: 'POST /api/sms-receipts',
    prepare: async (stage) => ({
      who: null,
      method: 'POST',
      path: `/api/sms-receipts?key=${RECEIPT_KEY}`,
      body: [{ sid: `nobody${stage.next()}`, report_status: 'SUCCESS', errmsg: 'DELIVRD' }],
    }),
  },
  of('POST /api/jobs/{id}/cancel', async (stage) => ({ who: stage.office.admin, ids: [await waitingJob(stage)] })),
  of('POST /api/jobs/{id}/move', async (stage) => ({
    who: stage.office.admin,
    ids: [await waitingJob(stage)],
    body: { runAt: `${stage.day(9)}T00:00:00.000Z` },
  })),
  of('POST /api/jobs/{id}/retry', async (stage) => {
    const id = await waitingJob(stage);
    await stage.done(stage.office.admin, 'POST', `/api/jobs/${id}/cancel`);
    return { who: stage.office.admin, ids: [id] };
  }),
  of('POST /api/queues/{name}/pause', async (stage) => {
    await stage.done(stage.office.admin, 'POST', '/api/queues/mail/resume');
    return { who: stage.office.admin, ids: ['mail'] };
  }),
  of('POST /api/queues/{name}/resume', async (stage) => {
    await stage.done(stage.office.admin, 'POST', '/api/queues/mail/pause');
    return { who: stage.office.admin, ids: ['mail'] };
  }),
  of('POST /api/queues/{name}/drain', async (stage) => {
    await stage.query("DELETE FROM job WHERE queue = 'solver'");
    return { who: stage.office.admin, ids: ['solver'] };
  }),
  of('POST /api/queues/{name}/retry-failed', async (stage) => {
    await stage.query("DELETE FROM job WHERE queue = 'solver'");
    return { who: stage.office.admin, ids: ['solver'] };
  }),
  of('PUT /api/watch-rules/{rule}', async (stage) => {
    await stage.query('UPDATE watch_rule SET version = 1, most = 10');
    return { who: stage.office.admin, ids: ['late'], body: { most: 15, version: 1 } };
  }),
];
