import { OrgTree } from '#access';
import { addDays, UnitOfWork } from '#platform/db';
import { startApp } from '../../../../test/support/app.js';
import { signedIn, type Client } from '../../../../test/support/client.js';
import { TestClock } from '../../../../test/support/clock.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import type { RunningApp } from '../../../../test/support/http.js';
import { house, places } from '../testing/house.js';

interface Preview {
  ready: number;
  known: number;
  faultyLines: number;
  faults: { line: number; column: string | null; heading: string; code: string; message: string }[];
  lines: { line: number; texts: Record<string, string> }[];
  code?: string;
}
interface Taken {
  created: number;
  known: number;
  code?: string;
  errors?: { path: string; code: string }[];
}

const HEAD = ['名称', '主题', '主办地区', '日期', '开始时间', '结束时间', '形式', '场地', '展厅', '地点', '展位数', '预计到场人数'];
const good = ['春风行动', '装备制造', '潍城区', '2027-03-01', '9:00', '11:30', '现场', house.name, '大厅', '', '4', '300'];
const csv = (...rows: string[][]): string => [HEAD, ...rows].map((row) => row.join(',')).join('\n');
const line = (change: Record<number, string | undefined>): string[] => good.map((cell, at) => change[at] ?? cell);

eachDatabase((database) => {
  const clock = new TestClock('2026-11-24T02:00:00Z');
  let app: RunningApp;
  let county: Client;
  let roomId: string;

  beforeAll(async () => {
    app = await startApp({ database, clock });
    await app.get(UnitOfWork).run(() => app.get(OrgTree).ensureCity());
    county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
    const venue = (await county.post<{ id: string }>('/api/venues', house)).body.id;
    const room = { name: '大厅', capacity: 500, places: places(2, 3) };
    roomId = (await county.post<{ rooms: { id: string }[] }>(`/api/venues/${venue}/rooms`, room)).body.rooms[0]?.id ?? '';
  }, 60_000);
  beforeEach(() =>
    app.get(UnitOfWork).run(async () => {
      for (const table of ['fair_claim', 'fair', 'booth', 'fair_table_receipt'])
        await app.get(UnitOfWork).manager.query(`DELETE FROM ${table}`);
    }),
  );

  const preview = async (text: string | Uint8Array, name = 'plan.csv') =>
    (await county.upload<Preview>('/api/fair-tables/preview', name, text)).body;
  const take = (rows: Record<string, string>[]) => county.post<Taken>('/api/fair-tables', { rows });
  const count = async () => (await county.get<{ items: unknown[] }>('/api/fairs?limit=200')).body.items.length;
  const seen = ({ faults }: Preview) => faults.map((fault) => `${fault.line} ${fault.column} ${fault.code}`);

  it('takes 500 fairs from one file, each in its room with its booths, and nothing before it is confirmed', async () => {
    const rows = Array.from({ length: 500 }, (_, i) =>
      // 1 March 2027 is a Monday: five a week, none on closed days; every other one names a place.
      line({
        0: `第${i + 1}场`,
        3: addDays('2027-03-01', Math.floor(i / 10) * 7 + (Math.floor(i / 2) % 5)),
        ...(i % 2 === 0 ? {} : { 7: '', 8: '', 9: '人民广场' }),
      }),
    );
    const read = await preview(csv(...rows));
    expect([read.code, seen(read)]).toEqual([undefined, []]);
    expect(read).toMatchObject({ ready: 500, known: 0 });
    expect(await count()).toBe(0);
    const lines = read.lines.map(({ texts }) => texts);
    expect(await take(lines)).toMatchObject({ status: 200, body: { created: 500, known: 0 } });
    const booths = await app.get(UnitOfWork).manager.query<{ n: number | string }[]>('SELECT COUNT(*) AS n FROM booth');
    expect(Number(booths[0]?.n)).toBe(2_000);
    const first = (await county.get<{ items: object[] }>('/api/fairs?limit=1')).body.items[0];
    expect(first).toMatchObject({ state: 'planned', roomId, day: '2027-03-01', opensAt: '09:00', boothCount: 4 });
    expect(await take(lines)).toMatchObject({ status: 409, body: { code: 'fair_table.again' } });
  });

  it('names each fault with its line and column, in one go', async () => {
    const read = await preview(
      csv(
        good,
        line({ 0: '甲', 7: '没有的场馆' }),
        line({ 0: '乙', 3: '2026-01-05' }),
        line({ 0: '丙' }),
        line({ 0: '丁', 3: '2027-03-02', 10: '7' }),
        line({ 0: '戊', 3: '2027-03-07' }),
        line({ 0: '己', 3: '2027-02-30', 10: '三个' }),
        line({ 0: '庚', 2: '没有区', 3: '2027-03-03' }),
        line({ 0: '', 3: '2027-03-04', 4: '12:00' }),
      ),
    );
    expect(read).toMatchObject({ ready: 1, faultyLines: 8 });
    expect(seen(read)).toEqual([
      '3 H unknown',
      '4 D past',
      '5 D overlap',
      '6 K room',
      '7 D closed',
      '8 D unknown',
      '8 K number',
      '9 C unknown',
      '10 A missing',
      '10 F hours',
    ]);
    expect(read.faults[2]?.message).toContain('春风行动');
  });

  it('saves nothing of a table of which one line cannot be held any more, and says which', async () => {
    const lines = (await preview(csv(good, line({ 0: '乙', 3: '2027-03-02' })))).lines.map(({ texts }) => texts);
    const other = {
      ...{ nodeId: '370702', name: '抢先', theme: '综合', day: '2027-03-02', opensAt: '10:00', closesAt: '12:00' },
      boothCount: 1,
      roomId,
    };
    expect((await county.post('/api/fairs', other)).status).toBe(201);
    const { status, body } = await take(lines);
    expect([status, body.code, body.errors]).toMatchObject([422, 'fair_table.faults', [{ path: 'rows.1.day', code: 'overlap' }]]);
    expect(await count()).toBe(1);
  });

  it('plans for its own office alone', async () => {
    const lines = [{ name: '外区', county: '奎文区', day: '2027-03-01', booths: '3', place: '广场' }];
    expect((await take(lines)).body.errors).toMatchObject([{ path: 'rows.0.county', code: 'unknown' }]);
  });

  it('takes in again what went out: fairs that are there are left alone, new lines are planned, changes are refused', async () => {
    await take((await preview(csv(good))).lines.map(({ texts }) => texts));
    const { content: book } = await county.file('/api/fair-tables/export');
    const again = await preview(book, 'plan.xlsx');
    expect([seen(again), again.ready, again.known]).toEqual([[], 0, 1]);
    const [before] = again.lines.map(({ texts }) => texts);
    const { number: _, ...copy } = before ?? {};
    expect(await take([before ?? {}, { ...copy, name: '下一场', day: '2027-03-02' }])).toMatchObject({ body: { created: 1, known: 1 } });
    expect((await take([{ ...before, booths: '5' }])).body.errors).toMatchObject([{ path: 'rows.0.booths', code: 'known' }]);
  });

  it('refuses what is no table, what lacks a column, and 1,001 lines', async () => {
    expect((await preview('\u0000\u0001', 'plan.xlsx')).code).toBe('fair_table.no_table');
    expect((await preview('名称,日期\n甲,2027-03-01')).code).toBe('fair_table.header');
    expect((await preview(csv(...Array.from({ length: 1_001 }, () => good)))).code).toBe('fair_table.long');
  });
});
