import { FieldCipher } from '#platform/crypto';
import { agreed, Client, type Answer } from '../../../../test/support/client.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import { FairDays, type Exhibitor } from '../../../../test/support/fair-days.js';
import { TurnCalls } from './turn-calls.js';

interface Queued {
  turnId: string;
  number: string;
  state: string;
  name: string | null;
  reach: string | null;
}
interface Room {
  online: boolean;
  current: Queued | null;
  next: Queued[];
  waiting: number;
  talked: number;
  missed: number;
  room: { state: string } | null;
  code?: string;
}
interface Mine {
  turns: { id: string; state: string; ahead: number; expectedAt: string | null; meetingLink: string | null; comeBy: string | null }[];
  code?: string;
  againIn: number;
}
interface Visitor {
  number: string;
  link: string;
}

const MEETING = 'https://meeting.example/room/1';

eachDatabase((database) => {
  const fairs = new FairDays();
  let serial = 0;
  beforeAll(() => fairs.start(database), 60_000);

  const online = () => fairs.next(0, 0, { mode: 'online', streamUrl: 'https://live.example/1', place: '' });
  const anybody = () => new Client(fairs.app.url);
  const lastMessage = async (template: string): Promise<Record<string, string>> => {
    const sql = 'SELECT id, params FROM message WHERE template = ? ORDER BY id DESC LIMIT 1';
    const [row] = await fairs.rows<{ id: string; params: string }>(sql, [template]);
    return JSON.parse(fairs.app.get(FieldCipher).open('message', 'params', row?.id ?? '', row?.params ?? '')) as Record<string, string>;
  };
  const visitor = async (fairId: string): Promise<Visitor> => {
    const email = `visitor${(serial += 1)}@example.com`;
    await anybody().post(`/api/fairs/${fairId}/ticket-codes`, { email });
    const { code } = await lastMessage('ticket.code');
    const said = { email, code, name: `李娜${serial}`, occupation: '车工', experience: null, consents: ['name', 'phone'], ...agreed };
    return (await anybody().post<Visitor>(`/api/fairs/${fairId}/tickets`, said)).body;
  };
  const open = async ({ hr, boothId }: Exhibitor, more: object = {}): Promise<Answer<Room>> =>
    hr.send<Room>('PUT', `/api/booths/${boothId}/talk-room`, { link: MEETING, minutes: 10, state: 'open', ...more });
  const call = ({ hr, boothId }: Exhibitor) => hr.post<Room>(`/api/booths/${boothId}/talk-room/call`);
  const view = async ({ hr, boothId }: Exhibitor) => (await hr.get<Room>(`/api/booths/${boothId}/talk-room`)).body;
  const roomOf = async (fairId: string, enterpriseId: string): Promise<string> =>
    (await anybody().get<{ items: { id: string; enterpriseId: string }[] }>(`/api/fairs/${fairId}/talk-rooms`)).body.items.find(
      (one) => one.enterpriseId === enterpriseId,
    )?.id ?? '';
  const join = ({ link }: Visitor, roomId: string) => anybody().post<Mine>('/api/my-turns/join', { link, roomId });
  const mine = async ({ link }: Visitor) => (await anybody().post<Mine>('/api/my-turns', { link })).body;
  const step = async (what: 'come' | 'leave', who: Visitor, at = 0) =>
    anybody().post<Mine>(`/api/my-turns/${what}`, { link: who.link, turnId: (await mine(who)).turns[at]?.id });
  /** An enterprise with its queue, and people in it. */
  const queue = async (people: number): Promise<{ fairId: string; firm: Exhibitor; roomId: string; all: Visitor[] }> => {
    const { fairId } = await online();
    const firm = await fairs.exhibitor(fairId);
    await open(firm);
    const roomId = await roomOf(fairId, firm.enterpriseId);
    const all: Visitor[] = [];
    for (let i = 0; i < people; i += 1) {
      all.push(await visitor(fairId));
      fairs.clock.advance({ seconds: 1 });
      expect((await join(all[i]!, roomId)).status).toBe(200);
    }
    return { fairId, firm, roomId, all };
  };

  it('somebody joins from their ticket, sees place and time, is called with the link and comes in; an outcome ends it', async () => {
    const { firm, fairId, all } = await queue(2);
    const [first, second] = [all[0]!, all[1]!];
    const waits = (await mine(second)).turns[0]!;
    expect(waits).toMatchObject({ state: 'waiting', ahead: 1, meetingLink: null });
    expect(new Date(waits.expectedAt!).toISOString().slice(0, 16)).toBe(`${fairs.clock.today()}T01:10`);
    expect(await view(firm)).toMatchObject({
      waiting: 2,
      current: null,
      next: [{ number: first.number, name: null }, { number: second.number }],
    });
    const called = (await call(firm)).body;
    expect(called.current).toMatchObject({ number: first.number, state: 'called', name: expect.stringMatching(/^李娜/) as string });
    expect(await lastMessage('turn.called')).toMatchObject({ meetingLink: MEETING });
    expect((await mine(first)).turns[0]).toMatchObject({ state: 'called', meetingLink: MEETING });
    expect((await mine(second)).turns[0]).toMatchObject({ meetingLink: null, ahead: 1 });
    expect((await step('come', second)).body.code).toBe('turn.not_called');
    expect((await step('come', first)).body.turns[0]).toMatchObject({ state: 'talking' });
    const said = { number: first.number, kind: 'interview' };
    expect((await firm.hr.post(`/api/booths/${firm.boothId}/outcomes`, said)).status).toBe(200);
    expect((await call(firm)).body).toMatchObject({ current: { number: second.number }, waiting: 0, talked: 1 });
    expect((await mine(first)).turns[0]).toMatchObject({ state: 'done', meetingLink: null });
    expect((await join(first, await roomOf(fairId, firm.enterpriseId))).body.code).toBe('turn.talked');
    expect((await fairs.county.get<{ entered: number; talkingOnline: number }>(`/api/fairs/${fairId}/wall`)).body).toMatchObject({
      ...{ entered: 1, talkingOnline: 1, talks: 1 },
    });
  });

  it('whoever does not come in time passes on; three in a row pause the queue; who missed it joins again at the end', async () => {
    const { firm, roomId, all } = await queue(5);
    await call(firm);
    expect((await call(firm)).body.code).toBe('turn.still_called');
    const sweep = async (): Promise<Room> => {
      fairs.clock.advance({ minutes: 4 });
      await fairs.app.get(TurnCalls).sweep();
      return view(firm);
    };
    expect(await sweep()).toMatchObject({ current: { number: all[1]!.number }, missed: 1, waiting: 3 });
    expect((await join(all[0]!, roomId)).body.turns[0]).toMatchObject({ state: 'waiting', ahead: 4 });
    expect(await sweep()).toMatchObject({ current: { number: all[2]!.number }, room: { state: 'open' } });
    expect(await sweep()).toMatchObject({ current: null, room: { state: 'paused' }, waiting: 3 });
    expect((await mine(all[3]!)).turns[0]).toMatchObject({ expectedAt: null });
    expect((await call(firm)).body).toMatchObject({ current: { number: all[3]!.number }, room: { state: 'open' } });
  });

  it('two clicks at “call next” call one, and two people at most are called by two enterprises; nobody is called by two', async () => {
    const { fairId, firm, roomId, all } = await queue(2);
    const other = await fairs.exhibitor(fairId);
    await open(other);
    const otherRoom = await roomOf(fairId, other.enterpriseId);
    for (const one of all) await join(one, otherRoom);
    const clicks = await Promise.all([call(firm), call(firm), call(firm)]);
    expect(clicks.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    await call(other);
    const numbers = [(await view(firm)).current?.number, (await view(other)).current?.number];
    expect(numbers).toEqual([all[0]!.number, all[1]!.number]);
    const again = await Promise.all([join(all[1]!, roomId), join(all[1]!, roomId)]);
    expect(again.map(({ status }) => status)).toEqual([200, 200]);
    const rows = await fairs.rows<{ n: number | string }>('SELECT COUNT(*) AS n FROM fair_turn WHERE fairId = ?', [fairId]);
    expect(Number(rows[0]?.n)).toBe(4);
    expect(
      (
        await step(
          'leave',
          all[0]!,
          (await mine(all[0]!)).turns.findIndex(({ state }) => state === 'called'),
        )
      ).status,
    ).toBe(200);
    expect(await view(firm)).toMatchObject({ current: null, waiting: 1 });
  });

  it('a hire belongs to the fair of whoever was called there and talked, and not of who only waited', async () => {
    const { fairId, firm, all } = await queue(2);
    await call(firm);
    await step('come', all[0]!);
    await fairs.county.post(`/api/fairs/${fairId}/steps`, { step: 'start' });
    const hire = ({ number }: Visitor) =>
      firm.hr.post<{ code?: string }>(`/api/fairs/${fairId}/hires`, { number, metFirst: true, phone: '13800001234' });
    expect((await hire(all[0]!)).status).toBe(200);
    expect((await hire(all[1]!)).body.code).toBe('hire.not_entered');
  });

  it('is refused at a fair on site, after its hours and in a closed queue; who gives the ticket back is gone', async () => {
    const onSite = await fairs.next(0, 0);
    expect((await open(await fairs.exhibitor(onSite.fairId))).body.code).toBe('turn.on_site');
    const { fairId, firm, roomId, all } = await queue(1);
    const stranger = await fairs.exhibitor(fairId);
    expect((await stranger.hr.get(`/api/booths/${firm.boothId}/talk-room`)).status).toBe(404);
    expect((await call(stranger)).body.code).toBe('turn.no_room');
    await open(firm, { state: 'closed' });
    const late = await visitor(fairId);
    expect((await join(late, roomId)).body.code).toBe('turn.closed');
    expect((await join(late, 'nowhere')).status).toBe(404);
    expect((await anybody().post('/api/my-ticket/remove', { link: all[0]!.link })).status).toBe(204);
    expect(await view(firm)).toMatchObject({ waiting: 0 });
    await open(firm);
    fairs.clock.advance({ hours: 4 });
    expect((await join(late, roomId)).body.code).toBe('turn.not_now');
  });
});
