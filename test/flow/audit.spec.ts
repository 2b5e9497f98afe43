import ExcelJS from 'exceljs';
import { parse } from 'csv-parse/sync';
import { UnitOfWork } from '#platform/db';
import { signedIn, type Client } from '../support/client.js';
import { TestClock } from '../support/clock.js';
import { rawCodesIn } from '../support/raw-codes.js';
import { eachDatabase } from '../support/databases.js';
import { startStations, type Stations } from '../support/stations.js';

interface Change {
  name: string;
  before: string | null;
  after: string;
}
interface Entry {
  id: string;
  action: string;
  actionName: string;
  kindName: string;
  objectKind: string;
  objectName: string | null;
  userName: string | null;
  result: string;
  address: string | null;
  changes: Change[];
}

eachDatabase((database) => {
  let house: Stations;
  let admin: Client & { userId: string };
  let auditor: Client;
  let needId: string;

  const entries = async (query: string): Promise<Entry[]> =>
    (await auditor.get<{ items: Entry[] }>(`/api/audit-entries?limit=100&${query}`)).body.items;

  beforeAll(async () => {
    house = await startStations(database, new TestClock());
    database.atEnd(house.close);
    admin = await signedIn(house, [{ role: 'city-admin', nodeId: '3707' }], '欧阳明');
    auditor = await signedIn(house, [{ role: 'auditor', nodeId: '3707' }], '孙涛');
    const enterpriseId = await house.enterprise('鸢都机械');
    const uow = house.get(UnitOfWork);
    await uow.run(() => uow.manager.update('Enterprise', { id: enterpriseId }, { state: 'active' }));
    needId = await house.need(enterpriseId, 20);
    const { version } = (await admin.get<{ version: number }>(`/api/needs/${needId}`)).body;
    const patch = { wageToYuan: 9_000, lodging: false, contactPhone: '13853600001' };
    const edited = await admin.patch(`/api/needs/${needId}`, patch, { headers: { 'if-match': `"${version}"` } });
    expect([edited.status, edited.body]).toEqual([200, expect.anything()]);
  }, 60_000);

  it('tells in words what changed from what to what, and of personal values only that they did', async () => {
    const [entry] = await entries('action=need.edited');
    expect(entry).toMatchObject({ actionName: '修改岗位', kindName: '岗位', userName: '欧阳明', result: 'done', address: '127.0.0.1' });
    expect(entry?.objectName).toBeTruthy();
    const changes = new Map(entry?.changes.map((change) => [change.name, change]));
    expect(changes.get('月薪上限（元）')).toMatchObject({ after: '9000' });
    expect(changes.get('月薪上限（元）')?.before).toMatch(/^(\d+|—)$/);
    expect(changes.get('提供住宿')).toMatchObject({ before: '是', after: '否' });
    expect(changes.get('联系电话')).toEqual({ name: '联系电话', before: null, after: '•••' });
    expect(JSON.stringify(entry)).not.toContain('13853600001');
  });

  it('is found by part of the name of a person, and of what was done to an enterprise', async () => {
    const found = await entries(`q=${encodeURIComponent('阳明')}`);
    expect(found.length).toBeGreaterThan(1);
    expect(new Set(found.map(({ userName }) => userName))).toEqual(new Set(['欧阳明']));
    expect(await entries(`q=${encodeURIComponent('没有此人')}`)).toEqual([]);
    expect((await entries(`q=${encodeURIComponent('欧阳')}&action=need.edited`)).length).toBe(1);
    const [firm] = (await admin.get<{ items: { id: string; version: number }[] }>('/api/enterprises?limit=1')).body.items;
    await admin.patch(`/api/enterprises/${firm?.id}`, { isKey: true }, { headers: { 'if-match': `"${firm?.version}"` } });
    const [about] = await entries(`q=${encodeURIComponent('鸢都')}`);
    expect(about).toMatchObject({ action: 'enterprise.edited', objectKind: 'enterprise' });
    expect(about?.objectName).toContain('鸢都机械');
  });

  it('has its words in the language of the reader', async () => {
    type Words = { actions: { code: string; name: string }[]; kinds: { code: string; name: string }[] };
    const english = (await auditor.get<Words>('/api/audit-entries/words', { headers: { 'accept-language': 'en' } })).body;
    expect(english.actions).toContainEqual({ code: 'need.edited', name: 'Edited a need' });
    const chinese = (await auditor.get<Words>('/api/audit-entries/words')).body;
    expect(chinese.kinds).toContainEqual({ code: 'need', name: '岗位' });
  });

  it('is exported as all that the filter finds, and says who took it along', async () => {
    const all = await entries(`userId=${admin.userId}`);
    const response = await fetch(`${auditor.url}/api/audit-entries/export?userId=${admin.userId}`, {
      headers: { cookie: (auditor as unknown as { cookie: string }).cookie },
    });
    const text = await response.text();
    const rows = parse(text, { bom: true });
    expect(rows.slice(1).map((row) => row[2])).toEqual(all.map(({ actionName }) => actionName));
    expect(text).toMatch(/月薪上限（元）: \S+ → 9000/);
    const workbook = new ExcelJS.Workbook();
    const sheetResponse = await fetch(`${auditor.url}/api/audit-entries/export?format=xlsx&action=need.edited`, {
      headers: { cookie: (auditor as unknown as { cookie: string }).cookie },
    });
    await workbook.xlsx.load(await sheetResponse.arrayBuffer());
    const said = (await entries('action=need.edited')).flatMap(({ changes }) => changes);
    const sheet = workbook.worksheets[0];
    const cells = (line: number) => [8, 9, 10].map((at) => sheet?.getRow(line).getCell(at).value);
    expect(said.map((_, i) => cells(i + 2))).toEqual(said.map(({ name, before, after }) => [name, before, after]));
    expect([sheet?.rowCount, sheet?.getCell('A2').value]).toEqual([said.length + 1, expect.any(Date)]);
    const [xlsx, csv] = await entries('action=audit.exported');
    expect([xlsx?.userName, csv?.userName]).toEqual(['孙涛', '孙涛']);
    expect(csv?.changes).toContainEqual({ name: '用户', before: null, after: '欧阳明' });
    expect((await (await signedIn(house, [{ role: 'city-staff', nodeId: '3707' }])).get('/api/audit-entries/export')).status).toBe(403);
    for (const language of ['zh', 'en'] as const) {
      const everything = await fetch(`${auditor.url}/api/audit-entries/export`, {
        headers: { cookie: (auditor as unknown as { cookie: string }).cookie, 'accept-language': language },
      });
      const [head = [], ...lines] = parse(await everything.text(), { bom: true });
      // The numbers of an object and of a request are there to be found again, in columns of their own.
      const said = lines.map((line) =>
        line.filter((_, at) => !['对象编号', '请求编号', 'object id', 'request id'].includes(head[at] ?? '')),
      );
      expect(said.length).toBeGreaterThan(5);
      // Who signs in here is called so, in both languages.
      expect(rawCodesIn(said.flat().join('\n').replaceAll('Test person', ''), language)).toEqual([]);
    }
  });
});
