import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { OrgTree } from '#access';
import { Settings } from '#platform/config';
import { drift, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { startDouble, type Double } from '../../../test/support/doubles.js';
import { eachDatabase, type TestDatabase } from '../../../test/support/index.js';
import { startPart } from '../../../test/support/start-part.js';
import { HookFeed } from './hook-feed.service.js';
import { HookLog } from './hook-log.service.js';
import { WebhookDispatch } from './webhook.entity.js';
import { Webhooks } from './webhooks.service.js';

type House = Awaited<ReturnType<typeof startPart>>;

const somebody = (role: string, on: object): Principal =>
  ({
    userId: 'u1',
    name: '张',
    locale: 'zh',
    sessionId: '',
    grants: [{ role, nodeId: null, path: null, enterpriseId: null, supplierId: null, ...on }],
  }) as Principal;
const firm = somebody('enterprise', { enterpriseId: 'e1' });
const rival = somebody('enterprise', { enterpriseId: 'e2' });
const station = somebody('supplier', { supplierId: 's1' });
const bureau = somebody('city-admin', { nodeId: '3707', path: '/3707/' });

const until = async (what: () => Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + 20_000; !(await what()); await sleep(20))
    if (Date.now() > end) throw new Error(`in vain: ${what.toString()}`);
};

const suite = (database: TestDatabase): void => {
  let double: Double;
  let house: House;
  let source: DataSource;
  let serial = 0;

  beforeAll(async () => {
    double = await startDouble();
    const settings = { WEBHOOK_INSIDE: true, WEBHOOK_MOST_FAILURES: 3, WEBHOOK_SECRET_HOURS: 1 };
    house = await startPart(database, ['access', 'webhook'], { jobs: true, settings });
    source = house.get(DataSource);
    await house.get(UnitOfWork).run(() => house.get(OrgTree).ensureCity());
  }, 60_000);
  afterAll(async () => {
    await house.close();
    double.stop();
  });
  beforeEach(async () => {
    for (const table of ['job', 'webhook', 'webhook_dispatch']) await source.query(`DELETE FROM ${table}`);
    await double.behaveAsHook({});
    house.events.names();
  });

  /** Connects a system that knows its secret. */
  const connect = async (who: Principal, kinds = ['need.published', 'promise.made']) => {
    const name = `s${(serial += 1)}`;
    const made = await house.get(Webhooks).connect(who, { name, url: `${double.url}/hook/${name}`, kinds }, {});
    await double.behaveAsHook({ secrets: { [name]: made.secret } });
    return { name, ...made };
  };
  const happen = (needId: string, enterpriseId: string): Promise<void> =>
    house
      .get(UnitOfWork)
      .run(() => house.get(HookFeed).record([{ kind: 'need.published', data: { needId }, enterpriseIds: [enterpriseId], bureau: true }]));
  const heard = async (name: string) => (await double.hooks()).taken.filter((one) => one.name === name && one.kind !== 'ping');
  const log = (webhookId: string): Promise<WebhookDispatch[]> =>
    source.getRepository(WebhookDispatch).find({ where: { webhookId }, order: { id: 'ASC' } });
  const settled = (id: string): Promise<void> => until(async () => (await log(id)).every(({ state }) => state !== 'queued'));
  /** What waits for its next try has it now. */
  const hurry = async (): Promise<void> => {
    await source.query("UPDATE job SET runAt = '2026-01-01 00:00:00.000' WHERE state = 'waiting' AND name = 'webhook.send'");
  };

  it('has tables as its entities say', async () => expect(await drift(source)).toEqual([]));

  it('tells a firm of its own, the bureau of all, each signed with its own secret, and nobody of what was not asked for', async () => {
    const [own, others, all, wished] = [
      await connect(firm),
      await connect(rival),
      await connect(bureau),
      await connect(firm, ['trip.planned']),
    ];
    await happen('n1', 'e1');
    await happen('n2', 'e2');
    for (const { id } of [own, others, all, wished]) await settled(id);
    const needs = async (name: string) => (await heard(name)).map(({ data }) => data['needId']).sort();
    expect(await Promise.all([own, others, all, wished].map(({ name }) => needs(name)))).toEqual([['n1'], ['n2'], ['n1', 'n2'], []]);
    const [first] = await log(own.id);
    expect(first).toMatchObject({ kind: 'ping', state: 'sent', attempts: 1, status: 204 });
  });

  it('tells nobody of what was rolled back', async () => {
    const { id } = await connect(firm);
    await settled(id);
    const lost = house.get(UnitOfWork).run(async () => {
      await happen('n3', 'e1');
      throw new Error('rolled back');
    });
    await expect(lost).rejects.toThrow('rolled back');
    expect((await log(id)).map(({ kind }) => kind)).toEqual(['ping']);
  });

  it('tries again later what was not taken, under the same id', async () => {
    const { id, name } = await connect(firm);
    await settled(id);
    await double.behaveAsHook({ status: 503, times: 1 });
    await happen('n4', 'e1');
    await until(async () => (await log(id))[1]?.attempts === 1);
    expect((await log(id))[1]).toMatchObject({ state: 'queued', status: 503, lastError: 'HTTP 503' });
    await hurry();
    await settled(id);
    const [, dispatch] = await log(id);
    expect(dispatch).toMatchObject({ state: 'sent', attempts: 2, lastError: null });
    expect((await heard(name)).map((one) => one.id)).toEqual([dispatch!.id]);
  });

  it('is switched off after so many failures in a row, tells whose it is once, and sends again when it is on', async () => {
    const { id, name } = await connect(firm);
    await settled(id);
    await double.behaveAsHook({ status: 500 });
    for (const needId of ['a', 'b', 'c', 'd']) await happen(needId, 'e1');
    await until(async () => (await house.get(Webhooks).get(firm, id)).state === 'off');
    await hurry();
    await settled(id);
    const events = house.events.heard.filter(({ name: event }) => event === 'webhook.gave_up');
    expect(events).toMatchObject([{ data: { webhookId: id, enterpriseId: 'e1', failures: 3 } }]);
    await happen('e', 'e1');
    expect((await log(id)).filter(({ state }) => state === 'failed')).toHaveLength(4);
    await expect(house.get(HookLog).again(firm, id, null)).rejects.toMatchObject({ code: 'webhook.off' });

    await double.behaveAsHook({});
    const { url, kinds, version } = await house.get(Webhooks).get(firm, id);
    await house.get(Webhooks).change(firm, id, { name, url, kinds, version, state: 'active' });
    const [, first] = await log(id);
    expect(await house.get(HookLog).again(firm, id, first!.id)).toBe(1);
    expect(await house.get(HookLog).again(firm, id, null)).toBe(3);
    await settled(id);
    expect((await heard(name)).map(({ data }) => data['needId']).sort()).toEqual(['a', 'b', 'c', 'd']);
    await expect(house.get(HookLog).again(firm, id, null)).rejects.toMatchObject({ code: 'webhook.nothing_failed' });
  });

  it('has two valid secrets while one is changed, and one after it', async () => {
    const { id, name } = await connect(firm);
    await settled(id);
    const next = await house.get(Webhooks).changeSecret(firm, id, 1);
    await happen('old', 'e1');
    await until(async () => (await heard(name)).length === 1);
    await source.query("UPDATE webhook SET earlierUntil = '2026-01-01 00:00:00.000'");
    await happen('refused', 'e1');
    await until(async () => (await log(id)).at(-1)?.status === 401);
    await double.behaveAsHook({ secrets: { [name]: next.secret } });
    await hurry();
    await settled(id);
    expect((await heard(name)).map(({ data }) => data['needId'])).toEqual(['old', 'refused']);
  });

  it('shows a system and its log to nobody but whose it is, and keeps address and secret sealed', async () => {
    const { id, secret, name } = await connect(station, ['promise.made']);
    const hooks = house.get(Webhooks);
    for (const who of [firm, rival, bureau]) {
      await expect(hooks.get(who, id)).rejects.toMatchObject({ status: 404 });
      await expect(hooks.remove(who, id)).rejects.toMatchObject({ status: 404 });
      await expect(house.get(HookLog).page(who, id, { limit: 5 })).rejects.toMatchObject({ status: 404 });
      expect((await hooks.page(who, undefined, 5)).items).toEqual([]);
    }
    const stored = JSON.stringify([await source.query('SELECT * FROM webhook'), await source.query('SELECT * FROM job')]);
    for (const plain of [secret, `/hook/${name}`]) expect(stored).not.toContain(plain);
    await settled(id);
    await hooks.remove(station, id);
    expect([(await hooks.page(station, undefined, 5)).items, await log(id)]).toEqual([[], []]);
  });

  it('calls no machine of a private network unless the settings allow it, wherever a name leads', async () => {
    const { id } = await connect(firm);
    await settled(id);
    Object.assign(house.get(Settings), { WEBHOOK_INSIDE: false });
    try {
      const calls = (await double.hooks()).calls;
      for (const url of ['http://example.com/', 'https://127.0.0.1/', 'https://localhost/', 'https://10.1.2.3/x', 'ftp://example.com/'])
        await expect(house.get(Webhooks).connect(rival, { name: 'x', url, kinds: ['need.filled'] }, {})).rejects.toMatchObject({
          code: 'webhook.address',
        });
      await happen('n9', 'e1');
      await until(async () => (await log(id)).at(-1)?.attempts === 1);
      expect((await log(id)).at(-1)).toMatchObject({ lastError: 'INSIDE', status: null });
      expect((await double.hooks()).calls).toBe(calls);
    } finally {
      Object.assign(house.get(Settings), { WEBHOOK_INSIDE: true });
    }
  });
};

describe('other systems', () => {
  eachDatabase(suite);
});
