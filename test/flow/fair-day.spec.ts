import ExcelJS from 'exceljs';
import { eachDatabase } from '../support/databases.js';
import { FairDays, type Exhibitor, type FairDay } from '../support/fair-days.js';
import type { Phone } from '../support/phone.js';

interface Ticket {
  number: string;
}
interface Wall {
  entered: number;
  inside: number;
  arrived: number;
  talks: number;
  intents: number;
  hired: number;
}

const WALK_INS = 30;
const SCHOOL = 40;

/** The day of a fair, without a network for most of it: whatever was seen counts once, wherever it was written. */
eachDatabase((database) => {
  const fairs = new FairDays();
  let day: FairDay;
  let school: Ticket[];
  let firms: Exhibitor[];
  const phones: Phone[] = [];
  beforeAll(async () => {
    await fairs.start(database);
    day = await fairs.next(WALK_INS, 3);
    firms = [await fairs.exhibitor(day.fairId), await fairs.exhibitor(day.fairId)];
    for (const { id } of day.gates) phones.push(await fairs.phoneAt(id, phones.length * 3_600_000));
  }, 90_000);

  const wall = async (): Promise<Wall> => (await fairs.county.get<Wall>(`/api/fairs/${day.fairId}/wall`)).body;
  const at = (time: string): string => new Date(`${day.day}T${time}:00+08:00`).toISOString();
  const [one, two, three] = [0, 1, 2];

  it('begins with a school’s list and with enterprises at their booths', async () => {
    const rows = Array.from({ length: SCHOOL }, (_, i) => ({ line: i + 2, name: `学生${i + 1}`, phone: null }));
    const made = await fairs.county.post<Ticket[]>(`/api/fairs/${day.fairId}/groups`, { name: '潍坊职业学院', rows });
    expect([made.status, made.body.length]).toEqual([201, SCHOOL]);
    school = made.body;
    for (const { boothId } of firms)
      expect((await fairs.county.post(`/api/booths/${boothId}/arrival`, { arrived: true })).status).toBe(204);
    expect(await wall()).toMatchObject({ entered: 0, inside: 0, arrived: 2, talks: 0 });
  });

  it('goes on at three gates without a network: in, out, in again elsewhere, and one ticket twice', async () => {
    fairs.clock.set(at('09:00'));
    for (const [i, { number }] of [...day.tickets, ...school.slice(0, 30)].entries()) {
      fairs.clock.advance({ seconds: 10 });
      phones[i % 2]?.mark('in', number);
    }
    for (const { number } of school.slice(0, 10)) phones[three]?.mark('out', number);
    fairs.clock.advance({ minutes: 5 });
    for (const { number } of school.slice(0, 4)) phones[one]?.mark('in', number);
    phones[three]?.mark('denied', '', { code: 'forged', number: '' });
    phones[three]?.mark('in', day.tickets[0]!.number);
    // Told in the wrong order, and one of them twice.
    for (const phone of [phones[three], phones[one], phones[two]]) {
      const batch = phone!.batch();
      await phone!.sync(batch);
      await phone!.sync(batch);
    }
    expect(await wall()).toMatchObject({ entered: 60, inside: 54 });
    const { body } = await fairs.county.get<{ items: { id: string; subject: string }[] }>(
      `/api/field-conflicts?group=${day.fairId}&open=true`,
    );
    expect(body.items.map(({ subject }) => subject)).toEqual([day.tickets[0]!.number]);
    expect((await fairs.county.post(`/api/field-conflicts/${body.items[0]?.id}/settle`, { stands: false })).status).toBe(200);
    expect(await wall()).toMatchObject({ entered: 60, inside: 54 });
  });

  it('at the booths one tap a person says what came of it, and each enterprise has its own list', async () => {
    const [a, b] = firms as [Exhibitor, Exhibitor];
    const [left, right] = [await fairs.phoneOf(a), await fairs.phoneOf(b)];
    for (const [i, { number }] of day.tickets.slice(0, 12).entries()) {
      fairs.clock.advance({ minutes: 1 });
      left.mark(i < 6 ? 'interested' : 'unsuitable', number, i < 6 ? null : { reason: 'pay' });
      if (i < 3) right.mark('interview', number);
    }
    for (const { number } of day.tickets.slice(0, 2)) left.mark('hired', number);
    for (const phone of [right, left]) expect((await phone.sync()).body.objections).toEqual([]);
    expect(await wall()).toMatchObject({ talks: 15, intents: 3, hired: 2 });
    const { content } = await a.hr.file(`/api/booths/${a.boothId}/outcomes/export`);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(content as never);
    expect(workbook.worksheets[0]?.rowCount).toBe(13);
    expect((await b.hr.get<{ items: object[] }>(`/api/booths/${b.boothId}/outcomes`)).body.items).toHaveLength(3);
  });

  it('ends on paper, where a gate had no phone for an hour; it is entered the day after, and counts once with the rest', async () => {
    fairs.clock.set(at('11:30'));
    fairs.clock.advance({ days: 1 });
    await fairs.arrive();
    const lines = school.slice(28).map(({ number }) => ({ subject: number }));
    const list = { keptBy: '张三', dutyKind: 'fair_gate', dutyId: day.gates[two]?.id, kind: 'in', at: at('10:50'), lines };
    const entered = await fairs.county.post<{ lines: { verdict: string }[] }>('/api/field-papers', list);
    // Two of them a phone had let in before: a supervisor decides.
    expect(entered.body.lines.map(({ verdict }) => verdict)).toEqual(['conflict', 'conflict', ...Array<string>(10).fill('taken')]);
    expect(await wall()).toMatchObject({ entered: 70, inside: 64 });
    const marks = await fairs.rows<{ n: number | string }>('SELECT COUNT(*) AS n FROM fair_pass WHERE fairId = ?', [day.fairId]);
    expect(Number(marks[0]?.n)).toBe(60 + 10 + 4 + 1 + 12);
  });
});
