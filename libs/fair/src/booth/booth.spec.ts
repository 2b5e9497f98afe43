import { OrgTree } from '#access';
import { EnterpriseRegistry } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { startApp } from '../../../../test/support/app.js';
import { Client, signedIn } from '../../../../test/support/client.js';
import { TestClock } from '../../../../test/support/clock.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import type { RunningApp } from '../../../../test/support/http.js';

interface Fair {
  id: string;
  state: string;
  booked: number;
  version: number;
  filing: { permitDue: boolean; gaps: string[] };
}
interface Booth {
  id: string;
  number: string;
  enterpriseId: string | null;
  code?: string;
}
type Exhibitor = Client & { enterpriseId: string };

const plan = {
  nodeId: '370702',
  name: '潍城区春风行动招聘会',
  theme: '机械制造专场',
  campaign: 'spring-breeze',
  day: '2027-02-20',
  opensAt: '09:00',
  closesAt: '12:00',
  place: '潍城区人力资源市场',
  expectedAttendance: 600,
  dutyStaff: 3,
  boothCount: 20,
};
let serial = 0;

eachDatabase((database) => {
  let app: RunningApp;
  let county: Client;
  const clock = new TestClock();

  beforeAll(async () => {
    app = await startApp({ database, clock });
    await app.get(UnitOfWork).run(() => app.get(OrgTree).ensureCity());
    county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
  }, 60_000);

  const exhibitor = async (nodeId = '370703'): Promise<Exhibitor> => {
    const node = await app.get(OrgTree).byId(nodeId);
    const row = {
      name: `参展企业${(serial += 1)}`,
      creditCode: `91370702MA3F${String(serial).padStart(5, '0')}X`,
      nodeId,
      nodePath: node?.path ?? '',
    };
    const [enterpriseId = ''] = await app.get(UnitOfWork).run(() => app.get(EnterpriseRegistry).ensureUnclaimed([row]));
    return Object.assign(await signedIn(app, [{ role: 'enterprise', enterpriseId }]), { enterpriseId });
  };
  const draft = async (more: object = {}): Promise<Fair> => {
    const { status, body } = await county.post<Fair>('/api/fairs', { ...plan, ...more });
    expect(status).toBe(201);
    return body;
  };
  const published = async (more: object = {}): Promise<string> => {
    const { id } = await draft(more);
    expect((await county.post(`/api/fairs/${id}/publish`)).status).toBe(200);
    return id;
  };
  const book = (by: Client, fairId: string, body: object = {}) => by.post<Booth>(`/api/fairs/${fairId}/booths`, body);
  const booked = async (fairId: string) =>
    (await new Client(app.url).get<Booth[]>(`/api/fairs/${fairId}/booths`)).body.filter((booth) => booth.enterpriseId !== null);
  const told = async (client: Client, template: string) =>
    (await client.get<{ items: { template: string; body: string }[] }>('/api/messages?limit=100')).body.items.filter(
      (one) => one.template === template,
    );

  it('goes to one of two enterprises that take the same number at the same time', async () => {
    const [fairId, one, other] = [await published(), await exhibitor(), await exhibitor()];
    const answers = await Promise.all([book(one, fairId, { number: 'A07' }), book(other, fairId, { number: 'A07' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('fair.booth_taken');
    expect(await booked(fairId)).toMatchObject([
      { number: 'A07', enterpriseId: answers[0].status === 201 ? one.enterpriseId : other.enterpriseId },
    ]);
  });

  it('is the same one for a second click, and for two clicks at the same time', async () => {
    const [fairId, one] = [await published(), await exhibitor()];
    const answers = [...(await Promise.all([book(one, fairId), book(one, fairId)])), await book(one, fairId, { number: 'A19' })];
    expect(answers.map(({ status, body }) => [status, body.number])).toEqual([
      [201, 'A01'],
      [201, 'A01'],
      [201, 'A01'],
    ]);
    expect(await booked(fairId)).toHaveLength(1);
    expect((await county.get<Fair>(`/api/fairs/${fairId}`)).body.booked).toBe(1);
  });

  it('is listed with its fair to its enterprise and to the enterprise’s office, and to nobody else', async () => {
    const [one, other] = [await exhibitor('370702'), await exhibitor()];
    const [fair, later] = [
      await published({ name: '春季招聘会', day: '2027-03-20' }),
      await published({ name: '夏季招聘会', day: '2027-06-20' }),
    ];
    const booths = [(await book(one, fair)).body.number, (await book(one, later)).body.number];
    await book(other, fair);
    type Mine = { fairId: string; fairName: string; day: string; number: string };
    const mine = (await one.get<Mine[]>('/api/booths/mine')).body;
    expect(mine.map(({ fairId, fairName, number }) => [fairId, fairName, number]).sort()).toEqual(
      [
        [fair, '春季招聘会', booths[0]],
        [later, '夏季招聘会', booths[1]],
      ].sort(),
    );
    const of = async (who: Client): Promise<string[] | number> => {
      const { status, body } = await who.get<{ items: Mine[] }>(`/api/booths?enterprise=${one.enterpriseId}`);
      return status === 200 ? body.items.map(({ fairId }) => fairId).sort() : status;
    };
    expect(await of(county)).toEqual([fair, later].sort());
    expect(await of(one)).toEqual([fair, later].sort());
    const strangers = [other, await signedIn(app, [{ role: 'county-staff', nodeId: '370703' }]), new Client(app.url)];
    for (const stranger of strangers) expect(await of(stranger)).not.toEqual(expect.arrayContaining([fair]));
    expect((await other.get<Mine[]>('/api/booths/mine')).body).toHaveLength(1);
  });

  it('is refused when the fair is full, and free again when somebody gives theirs back', async () => {
    const fairId = await published({ boothCount: 3, dutyStaff: 1 });
    const all = await Promise.all(Array.from({ length: 5 }, () => exhibitor()));
    const answers = await Promise.all(all.map((one) => book(one, fairId)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('fair.full');
    const [inside, outside] = [answers.findIndex(({ status }) => status === 201), answers.findIndex(({ status }) => status === 409)];
    const [holder, waiting, booth] = [all[inside]!, all[outside]!, answers[inside]!.body];
    expect((await waiting.delete(`/api/booths/${booth.id}`)).status).toBe(404);
    expect((await holder.delete(`/api/booths/${booth.id}`)).status).toBeLessThan(300);
    expect(await book(waiting, fairId)).toMatchObject({ status: 201, body: { number: booth.number } });
  });

  it('is told to the county each time it is booked or given back', async () => {
    const [fairId, one] = [await published({ name: '只此一家招聘会' }), await exhibitor()];
    const news = async (template: string) => (await told(county, template)).filter(({ body }) => body.includes('只此一家招聘会')).length;
    const { id } = (await book(one, fairId)).body;
    await one.delete(`/api/booths/${id}`);
    clock.advance({ minutes: 5 });
    await book(one, fairId);
    expect([await news('booth.booked'), await news('booth.cancelled')]).toEqual([2, 1]);
  });

  it('is booked for one’s own enterprise only, and only at a fair that is open for it', async () => {
    const [fairId, one, other] = [await published(), await exhibitor(), await exhibitor()];
    expect((await book(one, fairId, { enterpriseId: other.enterpriseId })).status).toBe(404);
    expect((await book(one, fairId, { number: 'Z99' })).status).toBe(404);
    expect((await book(county, fairId)).body.code).toBe('fair.enterprise');
    expect((await book(county, fairId, { enterpriseId: one.enterpriseId })).status).toBe(404); // of another county
    const { id } = await draft();
    expect((await book(one, id)).body.code).toBe('not_found');
    expect(await booked(fairId)).toEqual([]);
  });

  it('vanishes with the fair: a cancellation tells every enterprise that had one, and nobody else', async () => {
    const fairId = await published();
    const [first, second, bystander] = [await exhibitor(), await exhibitor('370781'), await exhibitor()];
    await book(first, fairId);
    await book(second, fairId);
    expect(await county.post(`/api/fairs/${fairId}/cancel`, { reason: '大雪，道路封闭' })).toMatchObject({
      status: 200,
      body: { state: 'cancelled' },
    });
    for (const one of [first, second])
      expect((await told(one, 'fair.cancelled')).map(({ body }) => body)).toEqual([expect.stringContaining('大雪，道路封闭')]);
    expect(await told(bystander, 'fair.cancelled')).toEqual([]);
    expect((await book(bystander, fairId)).body.code).toBe('fair.state');
    expect((await county.post<{ code: string }>(`/api/fairs/${fairId}/cancel`, { reason: '再次' })).body.code).toBe('fair.state');
  });

  it('never stays with an enterprise that was not told: bookings and a cancellation at the same time', async () => {
    const fairId = await published();
    const all = await Promise.all(Array.from({ length: 4 }, () => exhibitor()));
    const [answers] = await Promise.all([
      Promise.all(all.map((one) => book(one, fairId))),
      county.post(`/api/fairs/${fairId}/cancel`, { reason: '场地变更' }),
    ]);
    for (const [i, { status }] of answers.entries()) expect((await told(all[i]!, 'fair.cancelled')).length).toBe(status === 201 ? 1 : 0);
  });

  it('cannot be had at a fair whose filing lacks something: the gaps are named', async () => {
    const plans = { planOrganisation: true, planEmergency: true, planSecurity: true };
    const fair = await draft({ expectedAttendance: 1_200, dutyStaff: 1, exits: 4, ...plans });
    expect(fair.filing).toMatchObject({
      permitDue: true,
      authority: 'county',
      applyBy: '2027-01-31',
      gaps: ['duty_staff', 'permit_number'],
    });
    const refused = await county.post(`/api/fairs/${fair.id}/publish`);
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'fair.filing', errors: [{ path: 'dutyStaff' }, { path: 'permitNumber' }] },
    });
    expect((await new Client(app.url).get(`/api/fairs/${fair.id}`)).status).toBe(404);
    const filed = { dutyStaff: 2, permitNumber: '潍公大活〔2027〕3号' };
    expect(
      (await county.patch<Fair>(`/api/fairs/${fair.id}`, filed, { headers: { 'if-match': `"${fair.version}"` } })).body.filing.gaps,
    ).toEqual([]);
    expect(await county.post(`/api/fairs/${fair.id}/publish`)).toMatchObject({ status: 200, body: { state: 'open' } });
  });

  it('is never lost when a fair is made smaller', async () => {
    const [fairId, one] = [await published(), await exhibitor()];
    await book(one, fairId, { number: 'A20' });
    const { version } = (await county.get<Fair>(`/api/fairs/${fairId}`)).body;
    const shrink = (boothCount: number) =>
      county.patch(`/api/fairs/${fairId}`, { boothCount }, { headers: { 'if-match': `"${version}"` } });
    expect(await shrink(19)).toMatchObject({ status: 409, body: { code: 'fair.booths_booked', params: { booked: 1 } } });
    expect(await booked(fairId)).toMatchObject([{ number: 'A20' }]);
  });

  it('belongs to the county that holds the fair', async () => {
    const neighbour = await signedIn(app, [{ role: 'county-staff', nodeId: '370703' }]);
    const fair = await draft();
    expect((await neighbour.get(`/api/fairs/${fair.id}`)).status).toBe(404);
    expect((await neighbour.post(`/api/fairs/${fair.id}/publish`)).status).toBe(404);
    expect((await neighbour.post(`/api/fairs/${fair.id}/cancel`, { reason: '不归我管' })).status).toBe(404);
    expect((await neighbour.post('/api/fairs', plan)).status).toBe(404);
  });
});
