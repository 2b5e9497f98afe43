import ExcelJS from 'exceljs';
import { FieldCipher } from '#platform/crypto';
import { newId } from '#platform/db';
import { agreed, Client } from '../../../../test/support/client.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import { FairDays, type Exhibitor } from '../../../../test/support/fair-days.js';

interface Talk {
  number: string;
  name: string | null;
  reach: string | null;
  occupation: string | null;
  kind: string;
  reason: string | null;
  code?: string;
}

eachDatabase((database) => {
  const fairs = new FairDays();
  beforeAll(() => fairs.start(database), 60_000);

  const peopleOf = async ({ hr, boothId }: Exhibitor): Promise<Talk[]> =>
    (await hr.get<{ items: Talk[] }>(`/api/booths/${boothId}/outcomes?limit=50`)).body.items;
  const kindsOf = async (firm: Exhibitor): Promise<string[]> => (await peopleOf(firm)).map(({ kind }) => kind);
  /** Somebody with a ticket who lets their name and work be seen, and not how to reach them. */
  const visitor = async (fairId: string): Promise<{ number: string; link: string }> => {
    const email = 'li.na@example.com';
    await new Client(fairs.app.url).post(`/api/fairs/${fairId}/ticket-codes`, { email });
    const sql = "SELECT id, params FROM message WHERE template = 'ticket.code' ORDER BY id DESC LIMIT 1";
    const [row] = await fairs.rows<{ id: string; params: string }>(sql, []);
    const { code } = JSON.parse(fairs.app.get(FieldCipher).open('message', 'params', row?.id ?? '', row?.params ?? '')) as { code: string };
    const said = { email, code, name: '李娜', occupation: '数控车工', experience: '三年', consents: ['name', 'occupation'], ...agreed };
    return (await new Client(fairs.app.url).post<{ number: string; link: string }>(`/api/fairs/${fairId}/tickets`, said)).body;
  };

  it('an enterprise’s phone says offline what came of people; its list shows what they let it see, to it alone', async () => {
    const { fairId, tickets } = await fairs.next(2);
    const [firm, other, { number }] = [await fairs.exhibitor(fairId), await fairs.exhibitor(fairId), await visitor(fairId)];
    const phone = await fairs.phoneOf(firm);
    const kit = (await phone.kit()).body;
    expect([kit.rows, kit.facts['keys'], kit.facts['posts']]).toMatchObject([[], [{ id: 'k1' }], []]);
    phone.mark('interested', number);
    phone.mark('unsuitable', tickets[0]!.number, { reason: 'pay' });
    phone.mark('interview', '99999997');
    phone.mark('nothing', tickets[1]!.number);
    expect((await phone.sync()).body.objections).toEqual([
      { n: 3, verdict: 'refused', code: 'unknown_ticket' },
      { n: 4, verdict: 'refused', code: 'no_such_mark' },
    ]);
    expect(await peopleOf(firm)).toMatchObject([
      { number: tickets[0]!.number, name: null, kind: 'unsuitable', reason: 'pay' },
      { number, name: '李娜', occupation: '数控车工', experience: null, reach: null, kind: 'interested', reason: null },
    ]);
    expect((await phone.kit(kit.since)).body.rows).toContainEqual({ id: number, values: ['interested', '', '李娜', '数控车工', ''] });
    expect(await peopleOf(other)).toEqual([]);
    expect((await other.hr.get(`/api/booths/${firm.boothId}/outcomes`)).status).toBe(404);
    expect((await firm.hr.get(`/api/booths/${firm.boothId}/outcomes/counts`)).body).toMatchObject({
      talks: 2,
      interested: 1,
      unsuitable: 1,
    });
    const { content } = await firm.hr.file(`/api/booths/${firm.boothId}/outcomes/export`);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(content as never);
    expect(workbook.worksheets[0]?.getRow(2).values).toEqual(expect.arrayContaining([tickets[0]!.number, '不合适', '薪资不合']));
  });

  it('what is said last holds, in whatever order and how often phones tell of it, and the whole history is kept', async () => {
    const { fairId, tickets } = await fairs.next(1);
    const firm = await fairs.exhibitor(fairId);
    const [one, two] = [await fairs.phoneOf(firm), await fairs.phoneOf(firm, 2 * 3_600_000)];
    const { number } = tickets[0]!;
    one.mark('interested', number);
    fairs.clock.advance({ minutes: 5 });
    two.mark('hired', number);
    fairs.clock.advance({ minutes: 5 });
    const [late, first] = [one.batch(), two.batch()];
    for (let i = 0; i < 3; i += 1) await two.sync(first);
    expect(await kindsOf(firm)).toEqual(['hired']);
    for (let i = 0; i < 2; i += 1) expect((await one.sync(late)).body.objections).toEqual([]);
    expect(await kindsOf(firm)).toEqual(['hired']);
    fairs.clock.advance({ minutes: 1 });
    one.mark('interested', number);
    one.mark('offer', number);
    one.mark('offer', number);
    expect((await one.sync()).body.objections).toEqual([{ n: 2, verdict: 'refused', code: 'no_way' }]);
    expect(await kindsOf(firm)).toEqual(['offer']);
    const history = await fairs.rows<{ kind: string }>('SELECT kind FROM fair_outcome WHERE fairId = ? ORDER BY at', [fairId]);
    expect(history.map(({ kind }) => kind)).toEqual(['interested', 'hired', 'offer']);
  });

  it('by account the same is said by number, from the day of the fair on, for one’s own posts alone', async () => {
    const { fairId, tickets } = await fairs.next(1);
    const firm = await fairs.exhibitor(fairId);
    const say = (body: object, by = firm.hr) =>
      by.post<Talk>(`/api/booths/${firm.boothId}/outcomes`, { number: tickets[0]!.number, ...body });
    expect((await say({ kind: 'interview' })).body).toMatchObject({ number: tickets[0]!.number, kind: 'interview' });
    expect((await say({ kind: 'interview' }, fairs.county)).status).toBe(200);
    expect((await say({ kind: 'hired', needId: newId() })).body.code).toBe('outcome.other_need');
    expect((await say({ kind: 'hired', number: '99999997' })).body.code).toBe('outcome.unknown_ticket');
    expect((await say({ kind: 'hired' }, (await fairs.exhibitor(fairId)).hr)).status).toBe(404);
    const coming = await fairs.next(1);
    const soon = await fairs.exhibitor(coming.fairId);
    fairs.clock.advance({ days: -1 });
    const early = { number: coming.tickets[0]!.number, kind: 'interested' };
    expect((await soon.hr.post<Talk>(`/api/booths/${soon.boothId}/outcomes`, early)).body.code).toBe('outcome.not_begun');
  });

  it('whoever deletes what they said is a number to the enterprise from then on, on its phones too', async () => {
    const { fairId } = await fairs.next(0);
    const [firm, { number, link }] = [await fairs.exhibitor(fairId), await visitor(fairId)];
    const phone = await fairs.phoneOf(firm);
    phone.mark('interested', number);
    await phone.sync();
    const { since } = (await phone.kit()).body;
    fairs.clock.advance({ minutes: 1 });
    expect((await new Client(fairs.app.url).post('/api/my-ticket/remove', { link })).status).toBe(204);
    expect(await peopleOf(firm)).toMatchObject([{ number, name: null, occupation: null }]);
    expect((await phone.kit(since)).body.rows).toEqual([{ id: number, values: ['interested', '', '', '', ''] }]);
    phone.mark('hired', number);
    expect((await phone.sync()).body.objections).toMatchObject([{ code: 'cancelled_ticket' }]);
  });

  it('a phone of a booth that went to another enterprise still speaks for its own, and learns nothing of the other', async () => {
    const { fairId, tickets } = await fairs.next(1);
    const [firm, other] = [await fairs.exhibitor(fairId), await fairs.exhibitor(fairId)];
    const phone = await fairs.phoneOf(firm);
    expect((await fairs.county.post(`/api/booths/${firm.boothId}/swap`, { withId: other.boothId })).status).toBe(204);
    await other.hr.post(`/api/booths/${firm.boothId}/outcomes`, { number: tickets[0]!.number, kind: 'offer' });
    expect((await phone.kit()).body.rows).toEqual([]);
    phone.mark('interview', tickets[0]!.number);
    expect((await phone.sync()).body.objections).toEqual([]);
    expect([await kindsOf({ ...firm, boothId: other.boothId }), await kindsOf({ ...other, boothId: firm.boothId })]).toEqual([
      ['interview'],
      ['offer'],
    ]);
  });
});
