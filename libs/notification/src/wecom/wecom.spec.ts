import { setTimeout as sleep } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import type { DataSource } from 'typeorm';
import type { Settings } from '#platform/config';
import { eachDatabase, type TestDatabase } from '../../../../test/support/index.js';
import { DOUBLE, startDouble, type Double } from '../../../../test/support/doubles.js';
import { ChannelDesk } from '../gate/channel-desk.service.js';
import { Delivery } from '../notification.entity.js';
import { Notifier } from '../notifier.service.js';
import { hurryJobs, post, postSchema, staff, until } from '../testing/post.js';

const NOT_JOINED = '13912340000';
const UNSEEING = '13912341111';
let serial = 0;

const suite = (database: TestDatabase): void => {
  let source: DataSource;
  let double: Double;
  const houses: TestingModule[] = [];

  beforeAll(async () => {
    source = await database.open(postSchema);
    double = await startDouble();
  });
  afterAll(() => double.stop());
  beforeEach(async () => {
    for (const table of ['job', 'message', 'delivery', 'channel_gate', 'wecom_token']) await source.query(`DELETE FROM ${table}`);
    await double.behaveAsWecom({});
  });
  afterEach(async () => {
    for (const house of houses.splice(0)) await house.close();
  });
  const open = async (more: Partial<Settings> = {}): Promise<TestingModule> => {
    const ours = { WECOM_CORP_ID: DOUBLE.id, WECOM_AGENT_ID: '1000002', WECOM_SECRET: DOUBLE.secret, WECOM_URL: double.url };
    const house = await post(source, await database.settings({ ...ours, PUBLIC_URL: 'https://gq.example', ...more }));
    houses.push(house);
    return house;
  };
  const tell = (house: TestingModule, wecom: string, needTitle = `焊工${(serial += 1)}`): Promise<number> =>
    house.get(Notifier).notify({
      dedupeKey: `wecom:${(serial += 1)}`,
      template: 'need.reported',
      params: { needTitle, enterpriseName: '昊鸿', needId: 'n1' },
      recipients: [{ userId: `u${serial}`, locale: 'zh', wecom }],
    });
  const all = (): Promise<Delivery[]> => source.getRepository(Delivery).find({ where: { channel: 'wecom' }, order: { id: 'ASC' } });
  const reached = (state: Delivery['state'], count = 1): Promise<void> =>
    until(async () => (await all()).filter((one) => one.state === state).length === count);

  it('reaches whoever has joined, with the way to the page, and is known by its name there', async () => {
    await tell(await open(), '13800000011', '数控车工');
    await reached('sent');
    const { messages } = await double.wecom();
    expect(messages.at(-1)!.to).toBe('u13800000011');
    expect(messages.at(-1)!.content).toBe(
      '有人举报岗位：数控车工\n公众举报 昊鸿 的岗位“数控车工”，请核实。\n<a href="https://gq.example/console/needs/n1">查看</a>',
    );
    const [delivery] = await all();
    expect(delivery).toMatchObject({ provider: 'wecom', providerRef: messages.at(-1)!.msgid, unsure: false, attempts: 1 });
    expect(JSON.stringify(await source.query('SELECT * FROM wecom_token'))).not.toMatch(/"token":"[\w-]{80,}"/);
  });

  it('asks for one token for all workers, and for another one, once, when it has run out', async () => {
    const workers = [await open(), await open()];
    const before = (await double.wecom()).tokensGiven;
    await double.behaveAsWecom({ tokenEnds: true });
    for (let i = 0; i < 6; i += 1) await tell(workers[i % 2]!, `1380000010${i}`);
    await reached('sent', 6);
    expect((await double.wecom()).tokensGiven - before).toBe(1);
    await double.behaveAsWecom({ tokenEnds: true });
    for (let i = 0; i < 6; i += 1) await tell(workers[i % 2]!, `1380000020${i}`);
    await reached('sent', 12);
    expect((await double.wecom()).tokensGiven - before).toBe(2);
    expect((await all()).map(({ attempts }) => attempts)).toEqual(Array(12).fill(1));
  });

  it('is tried again when WeCom says that there were too many, and closes for all when it goes on saying so', async () => {
    const house = await open();
    await double.behaveAsWecom({ fault: 'throttled', times: 1 });
    await tell(house, '13800000012');
    await until(async () => (await all())[0]?.attempts === 1);
    expect((await all())[0]).toMatchObject({ state: 'queued', failure: 'throttled' });
    await hurryJobs(source);
    await reached('sent');
    await double.behaveAsWecom({ fault: 'throttled' });
    for (let i = 0; i < 10; i += 1) await tell(house, `1380000030${i}`);
    const closed = async () => (await house.get(ChannelDesk).list(staff)).find(({ channel }) => channel === 'wecom')!.closed;
    await until(async () => (await closed()) !== null);
    expect((await closed())!.failure).toBe('throttled');
  });

  it('is no failure for who has not joined, and one for who does not see the application', async () => {
    const house = await open();
    await tell(house, NOT_JOINED);
    await reached('no_address');
    await tell(house, UNSEEING);
    await reached('failed');
    expect((await all()).map(({ failure, lastError }) => [failure, lastError])).toEqual([
      [null, '46004: nobody of this number is in WeCom'],
      ['address', 'WeCom: the person does not see the application'],
    ]);
  });

  it('with a wrong secret waits for whoever mends it, and says so without the secret', async () => {
    await tell(await open({ WECOM_SECRET: 'a-wrong-secret' }), '13800000013');
    await until(async () => (await all())[0]?.attempts === 1);
    expect((await all())[0]).toMatchObject({ state: 'queued', failure: 'credentials', lastError: '40001: invalid credential' });
  });

  it('goes to nobody where no corporation is connected', async () => {
    await tell(await open({ WECOM_CORP_ID: undefined }), '13800000014');
    await sleep(100);
    expect(await all()).toEqual([]);
  });
};

describe('a WeCom message', () => {
  eachDatabase(suite);
});
