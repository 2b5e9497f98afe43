import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { madeUpCreditCodes } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { signedIn, type Client } from '../../../../test/support/client.js';
import { TestClock } from '../../../../test/support/clock.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import { startMarket, type Market } from '../../../../test/support/market.js';

interface ImportBody {
  id: string;
  state: string;
  columns: { header: string; field: string | null }[];
  counts: Record<'created' | 'changed' | 'unchanged' | 'drafts' | 'wrong', number>;
  code?: string;
}
interface NeedBody {
  id: string;
  short: number;
  state: string;
  nodeId: string;
  contactPhone: string | null;
  version: number;
}

const HEADER = '岗位名称,企业名称,统一社会信用代码,人数,工作地点,联系电话';
/** Codes whose check digit holds: a list's are looked at. */
const codes = madeUpCreditCodes(70);
const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');

eachDatabase((database) => {
  let market: Market;
  let city: Client;
  let weicheng: Client;
  let hanting: Client;
  let codeOf: (enterpriseId: string) => Promise<string>;

  beforeAll(async () => {
    market = await startMarket(database, new TestClock('2026-11-24T02:00:00Z'), { jobs: true });
    city = await signedIn(market, [{ role: 'city-staff', nodeId: '3707' }]);
    weicheng = await signedIn(market, [{ role: 'county-staff', nodeId: '370702' }]);
    hanting = await signedIn(market, [{ role: 'county-staff', nodeId: '370703' }]);
    codeOf = async (id) => {
      const code = codes.next().value;
      await sql('UPDATE enterprise SET creditCode = ? WHERE id = ?', [code, id]);
      return code;
    };
  }, 60_000);
  afterAll(() => market.close());

  const upload = async (by: Client, ...lines: string[]): Promise<ImportBody> => {
    const text = `${[HEADER, ...lines].join('\n')}\n`;
    const { id } = (await by.upload<ImportBody>('/api/imports', 'list.csv', text)).body;
    return settled(by, id);
  };
  const settled = async (by: Client, id: string): Promise<ImportBody> => {
    for (;;) {
      const { body } = await by.get<ImportBody>(`/api/imports/${id}`);
      if (body.state !== 'reading') return body;
      await sleep(20);
    }
  };
  const confirm = (by: Client, { id }: ImportBody) => by.post<ImportBody>(`/api/imports/${id}/confirm`);
  const needs = async (q: string): Promise<NeedBody[]> =>
    (await city.get<{ items: NeedBody[] }>(`/api/needs?limit=200&q=${encodeURIComponent(q)}`)).body.items;
  const reasons = async (by: Client, { id }: ImportBody) =>
    (await by.get<{ items: { reasons: string[] }[] }>(`/api/imports/${id}/rows`)).body.items.flatMap((row) => row.reasons);
  const sql = (text: string, parameters: unknown[]) =>
    market.get(UnitOfWork).run(() => market.get(UnitOfWork).manager.query(text, parameters));

  it('the same line in the lists of two counties is two needs: neither writes or moves the other’s', async () => {
    const line = (people: number) => `钳工丙,同名机械厂,,${people},,13853600001`;
    expect((await confirm(weicheng, await upload(weicheng, line(5)))).status).toBe(200);
    const theirs = await upload(hanting, line(99));
    expect(theirs.counts).toMatchObject({ created: 1, changed: 0 });
    expect((await confirm(hanting, theirs)).status).toBe(200);
    const found = (await needs('钳工丙')).map(({ short, nodeId }) => [nodeId, short]);
    expect(found.sort()).toEqual([
      ['370702', 5],
      ['370703', 99],
    ]);
    expect((await upload(weicheng, line(5))).counts).toMatchObject({ created: 0, unchanged: 1 });
  });

  it('a county’s list posts nothing for an enterprise of another county, not even one that became known since the preview', async () => {
    const firm = await market.enterprise('寒亭重工', '370703');
    const code = await codeOf(firm);
    const line = `磨工丁,寒亭重工,${code},5,潍坊市潍城区,13853600001`;
    const foreign = await upload(weicheng, line);
    expect(foreign.counts).toMatchObject({ created: 0, wrong: 1 });
    expect((await reasons(weicheng, foreign)).join()).toMatch(/other|其他县市区|another county/);
    await sql('UPDATE enterprise SET creditCode = NULL, name = ? WHERE id = ?', ['别名', firm]);
    const unknown = await upload(weicheng, line);
    expect(unknown.counts).toMatchObject({ created: 1, drafts: 1, wrong: 0 });
    await sql('UPDATE enterprise SET creditCode = ? WHERE id = ?', [code, firm]);
    expect((await confirm(weicheng, unknown)).body.counts).toMatchObject({ created: 0, conflicts: 1 });
    expect((await reasons(weicheng, unknown)).join()).toMatch(/其他县市区/);
    expect(await needs('磨工丁')).toEqual([]);
    expect((await confirm(city, await upload(city, line))).status).toBe(200);
    expect(await needs('磨工丁')).toMatchObject([{ state: 'published', nodeId: '370702' }]);
  });

  it('a need that moved to another county is written by no list of the one it came from', async () => {
    const line = (people: number) => `镗工戊,戊氏机械厂,,${people},,13853600001`;
    await confirm(weicheng, await upload(weicheng, line(5)));
    const before = await upload(weicheng, line(6));
    expect(before.counts).toMatchObject({ changed: 1 });
    const [need] = await needs('镗工戊');
    await sql("UPDATE need SET nodeId = '370703', nodePath = '/37/3707/370703/' WHERE id = ?", [need?.id]);
    expect((await confirm(weicheng, before)).body.counts).toMatchObject({ changed: 0, conflicts: 1 });
    expect((await reasons(weicheng, before)).join()).toMatch(/其他县市区/);
    expect((await needs('镗工戊'))[0]).toMatchObject({ short: 5, nodeId: '370703' });
  });

  it('lines that name no enterprise never meet, within a list or between lists', async () => {
    const line = '普工己,,,5,,13853600001';
    await confirm(weicheng, await upload(weicheng, line, line));
    await confirm(weicheng, await upload(weicheng, '普工己,,,7,,13853600001'));
    expect((await needs('普工己')).map(({ short }) => short).sort()).toEqual([5, 5, 7]);
  });

  it('a need imported before keys belonged to an office is found again by the office it lies in, and by no other', async () => {
    const line = (people: number) => `铆工庚,庚厂,,${people},,13853600001`;
    await confirm(weicheng, await upload(weicheng, line(5)));
    const [need] = await needs('铆工庚');
    const old = hash(`${JSON.stringify(['庚厂', '铆工庚', null, null])}#1`);
    await sql('UPDATE need SET importKey = ? WHERE id = ?', [old, need?.id]);
    expect((await upload(hanting, line(9))).counts).toMatchObject({ created: 1, changed: 0 });
    expect((await upload(weicheng, line(5))).counts).toMatchObject({ unchanged: 1 });
    await confirm(weicheng, await upload(weicheng, line(8)));
    expect(await needs('铆工庚')).toMatchObject([{ id: need?.id, short: 8 }]);
    expect((await upload(weicheng, line(8))).counts).toMatchObject({ unchanged: 1 });
  });

  it('a published need keeps the telephone and occupation that the list never said', async () => {
    const firm = await market.enterprise('潍城电子辛', '370702');
    const code = await codeOf(firm);
    await confirm(weicheng, await upload(weicheng, `车工辛,潍城电子辛,${code},5,潍坊市潍城区,13853600001`));
    await confirm(weicheng, await upload(weicheng, `车工辛,潍城电子辛,${code},6,潍坊市潍城区,`));
    expect(await needs('车工辛')).toMatchObject([{ short: 6, contactPhone: '13853600001', state: 'published' }]);
  });

  it('each office remembers its own columns for lists with the same header', async () => {
    const list = await upload(weicheng, '钣金工,壬厂,,5,,13853600001');
    await weicheng.patch(`/api/imports/${list.id}/mapping`, { mapping: { 联系电话: null } });
    await confirm(weicheng, await settled(weicheng, list.id));
    const fieldOf = ({ columns }: ImportBody) => columns.find(({ header }) => header === '联系电话')?.field;
    expect(fieldOf(await upload(weicheng, '钣金工,壬厂,,5,,13853600001'))).toBeNull();
    expect(fieldOf(await upload(hanting, '钣金工,壬厂,,5,,13853600001'))).toBe('contactPhone');
  });
});
