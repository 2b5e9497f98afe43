import { eachDatabase } from '../../../../test/support/databases.js';
import { FairDays } from '../../../../test/support/fair-days.js';

interface Line {
  line: number;
  name: string | null;
  phone: string | null;
  fault: string | null;
}

eachDatabase((database) => {
  const fairs = new FairDays();
  beforeAll(() => fairs.start(database), 60_000);

  it('a school’s list is shown first, and becomes tickets as a whole or not at all; gates know them, and nobody has two', async () => {
    const { fairId, gates } = await fairs.next(0);
    const people = Array.from({ length: 40 }, (_, i) => `${i + 1},学生${i + 1},138${String(10_000_000 + i)}`);
    const file = ['潍坊职业学院名单', '序号,姓名,手机号', ...people, '41,学生41,123'].join('\n');
    const read = await fairs.county.upload<Line[]>(`/api/fairs/${fairId}/groups/preview`, 'list.csv', file);
    expect([read.status, read.body.length, read.body.filter(({ fault }) => fault !== null)]).toMatchObject([
      ...[200, 41],
      [{ name: '学生41', fault: 'bad_phone' }],
    ]);
    const add = (rows: readonly Line[]) =>
      fairs.county.post<{ number: string; name: string }[] & { code?: string }>(`/api/fairs/${fairId}/groups`, {
        ...{ name: '潍坊职业学院', rows: rows.map(({ line, name, phone }) => ({ line, name, phone })) },
      });
    expect((await add(read.body)).body.code).toBe('ticket.list');
    const made = await add(read.body.filter(({ fault }) => fault === null));
    expect([made.status, made.body.length, made.body[0]?.name]).toEqual([201, 40, '学生1']);
    expect((await add(read.body.slice(0, 1))).body.code).toBe('ticket.list');
    const phone = await fairs.phoneAt(gates[0]!.id);
    expect((await phone.kit()).body.rows).toContainEqual({ id: made.body[0]!.number, values: ['valid', '学**'] });
    phone.mark('in', made.body[0]!.number);
    expect((await phone.sync()).body.objections).toEqual([]);
    const desk = await fairs.county.get<{ items: object[] }>(`/api/fairs/${fairId}/tickets?kind=group&limit=50`);
    expect([desk.body.items.length, desk.body.items[0]]).toMatchObject([40, { groupName: '潍坊职业学院' }]);
    expect(JSON.stringify(await fairs.rows('SELECT * FROM fair_ticket WHERE fairId = ?', [fairId]))).not.toMatch(/学生|1381000/);
    expect((await fairs.county.file(`/api/fairs/${fairId}/tickets/export`)).content.subarray(0, 2).toString()).toBe('PK');
  });
});
