import { Accounts } from '#access';
import { UnitOfWork } from '#platform/db';
import { Client } from '../support/client.js';
import { freshDatabase } from '../support/databases.js';
import { startStations, type Stations } from '../support/stations.js';
import { TestClock } from '../support/clock.js';
import { posting } from './welders.js';

const PASSWORD = 'Ninety-nine looms 99';

describe('a firm’s own HR system', () => {
  const database = freshDatabase('embedded');
  let house: Stations;
  let own: string;
  let othersNeed: string;
  let firm: Client;

  beforeAll(async () => {
    house = await startStations(database, new TestClock(new Date()));
    own = await house.enterprise('潍城恒锻机械有限公司');
    othersNeed = await house.need(await house.enterprise('寿光蔬菜加工有限公司'), 5);
    const uow = house.get(UnitOfWork);
    await uow.run(() => uow.manager.query("UPDATE enterprise SET state = 'active' WHERE id = ?", [own]));
    const userId = await house.get(Accounts).create({ name: '张敏', login: 'zhangmin', password: PASSWORD });
    await house.get(Accounts).grant(userId, { role: 'enterprise', enterpriseId: own });
    firm = await new Client(house.url).signIn('zhangmin', PASSWORD);
  }, 60_000);
  afterAll(() => house.close());

  const systemWith = async (permissions: string[]) => {
    const asked = { name: '企业人事系统', role: 'enterprise', permissions, days: 30, password: PASSWORD };
    const { token } = (await firm.post<{ token: string }>('/api/api-tokens', asked)).body;
    const headers = { authorization: `Bearer ${token}` };
    const system = new Client(house.url);
    return {
      get: <T>(path: string) => system.get<T>(path, { headers }),
      post: <T>(path: string, body?: unknown) => system.post<T>(path, body, { headers }),
      patch: <T>(path: string, body: unknown) => system.patch<T>(path, body, { headers: { ...headers, 'if-match': '"1"' } }),
    };
  };

  it('posts the firm’s needs and reads them, and finds nobody else’s', async () => {
    const system = await systemWith(['need.read', 'need.publish']);
    const posted = await system.post<{ id: string }>('/api/needs', { ...posting(), enterpriseId: own });
    expect(posted).toMatchObject({ status: 201 });
    const listed = await system.get<{ items: { id: string; enterpriseId: string }[] }>('/api/needs');
    expect(listed.body.items.map(({ id }) => id)).toEqual([posted.body.id]);
    expect(await system.get(`/api/needs/${othersNeed}`)).toMatchObject({ status: 404 });
    expect(await system.patch(`/api/needs/${othersNeed}`, { title: '钳工' })).toMatchObject({ status: 404 });
  });

  it('that may only read changes nothing', async () => {
    const system = await systemWith(['need.read']);
    expect(await system.post('/api/needs', { ...posting(), enterpriseId: own })).toMatchObject({ status: 403 });
    expect(await system.get('/api/needs')).toMatchObject({ status: 200 });
  });
});
