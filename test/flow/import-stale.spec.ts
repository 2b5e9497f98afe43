import { OrgTree } from '#access';
import { EnterpriseRegistry } from '#enterprise';
import { newId, UnitOfWork } from '#platform/db';
import { startApp } from '../support/app.js';
import { signedIn, type Client } from '../support/client.js';
import { eachDatabase } from '../support/databases.js';
import type { RunningApp } from '../support/index.js';
import { ok, until } from './city.js';

interface Import {
  id: string;
  state: string;
  counts: { changed: number; unchanged: number };
}

const WORKS = '潍城恒锻机械有限公司';
const HEADER = '岗位名称,企业名称,人数,工作地点,薪资,联系电话';

eachDatabase((database) => {
  let app: RunningApp;
  let city: Client;

  beforeAll(async () => {
    app = await startApp({ database });
    await app.get(UnitOfWork).run(() => app.get(OrgTree).ensureCity());
    city = await signedIn(app, [{ role: 'city-staff', nodeId: '3707' }]);
    const uow = app.get(UnitOfWork);
    const node = { nodeId: '370702', nodePath: '/37/3707/370702/' };
    await uow.run(async () => {
      const [id] = await app.get(EnterpriseRegistry).ensureUnclaimed([{ name: WORKS, creditCode: '91370702MA3D00001X', ...node }]);
      await uow.manager.query("UPDATE enterprise SET state = 'active' WHERE id = ?", [id]);
    });
  });

  /** A list with so many welders and so many turners. */
  const imported = async (welders: number, turners: number, phone = '13853600001', wage = '6-8千'): Promise<Import> => {
    const list = [
      HEADER,
      ...[`焊工,${WORKS},${welders}`, `车工,${WORKS},${turners}`].map((line) => `${line},潍坊市潍城区,${wage},${phone}`),
    ];
    const { id } = ok(await city.upload<Import>('/api/imports', 'list.csv', `${list.join('\n')}\n`));
    const ready = await until('a list that was read', async () => {
      const one = ok(await city.get<Import>(`/api/imports/${id}`));
      return one.state === 'ready' ? one : undefined;
    });
    ok(await city.post(`/api/imports/${id}/confirm`));
    return ready;
  };
  const needOf = async (title: string) => {
    const { items } = ok(await city.get<{ items: { id: string; version: number; enterpriseId: string }[] }>(`/api/needs?q=${title}`));
    if (!items[0]) throw new Error(`no need ${title}`);
    return items[0];
  };
  const proposed = async (title: string): Promise<string> => {
    const [{ id: needId, version: needVersion, enterpriseId }, id] = [await needOf(title), newId()];
    const row = {
      id,
      runId: newId(),
      needId,
      needVersion,
      enterpriseId,
      batchId: newId(),
      supplierId: newId(),
      nodePath: '/37/3707/370702/',
    };
    const uow = app.get(UnitOfWork);
    const rest = { people: 2, reasons: [], state: 'sent', createdAt: new Date() };
    await uow.run(() => uow.manager.insert('Proposal', { ...row, ...rest }));
    return id;
  };
  const stateOf = async (id: string): Promise<string> => {
    const row = (await app.get(UnitOfWork).manager.findOneByOrFail('Proposal', { id })) as unknown as { state: string };
    return row.state;
  };

  it('makes stale what was proposed for the needs that a list changed, as an edit does, and leaves the others as they are', async () => {
    await imported(5, 6);
    const [ofWelders, ofTurners] = [await proposed('焊工'), await proposed('车工')];
    expect((await imported(8, 6)).counts).toMatchObject({ changed: 1, unchanged: 1 });
    await until('a proposal that is stale', async () => ((await stateOf(ofWelders)) === 'stale' ? true : undefined));
    expect(await stateOf(ofTurners)).toBe('sent');
  });

  it('leaves what was proposed where a list only says whom to call, and makes it stale by another wage', async () => {
    const ofTurners = await proposed('车工');
    expect((await imported(8, 6, '13853600002')).counts).toMatchObject({ changed: 2 });
    const terms = async (): Promise<number> =>
      Number((await app.get(UnitOfWork).manager.query<{ n: number }[]>("SELECT termsVersion AS n FROM need WHERE title = '车工'"))[0]?.n);
    expect(await terms()).toBe(1);
    expect(await stateOf(ofTurners)).toBe('sent');
    await imported(8, 6, '13853600002', '5-7千');
    await until('a proposal that is stale', async () => ((await stateOf(ofTurners)) === 'stale' ? true : undefined));
    expect(await terms()).toBe(2);
  });
});
