import { OrgTree } from '#access';
import { EnterpriseRegistry } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { startApp } from '../../../test/support/app.js';
import { signedIn, type Client } from '../../../test/support/client.js';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { fieldsOf } from '../../../test/support/dto-fields.js';
import type { RunningApp } from '../../../test/support/http.js';

interface Fair {
  id: string;
  state: string;
  version: number;
  day: string;
  code?: string;
  errors?: { path: string; code: string }[];
}

const plan = {
  nodeId: '370702',
  name: '潍城区春风行动招聘会',
  theme: '机械制造专场',
  day: '2027-02-20',
  opensAt: '09:00',
  closesAt: '12:00',
  place: '潍城区人力资源市场',
  expectedAttendance: 600,
  dutyStaff: 3,
  boothCount: 20,
};
const papers = { exits: 4, planOrganisation: true, planEmergency: true, planSecurity: true };
const large = { ...plan, ...papers, expectedAttendance: 1_200, permitNumber: '潍公大活〔2027〕3号' };

eachDatabase((database) => {
  let app: RunningApp;
  let county: Client;
  const clock = new TestClock('2026-11-24T02:00:00Z');

  beforeAll(async () => {
    app = await startApp({ database, clock });
    await app.get(UnitOfWork).run(() => app.get(OrgTree).ensureCity());
    county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
  }, 60_000);

  const create = (body: object) => county.post<Fair>('/api/fairs', body);
  const publish = (id: string) => county.post<Fair>(`/api/fairs/${id}/publish`);
  const published = async (body: object): Promise<Fair> => {
    const answer = await publish((await create(body)).body.id);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const one = async (id: string) => (await county.get<Fair>(`/api/fairs/${id}`)).body;
  const edit = async (id: string, body: object) =>
    county.patch<Fair>(`/api/fairs/${id}`, body, { headers: { 'if-match': `"${(await one(id)).version}"` } });
  const codesOf = ({ code, errors = [] }: Fair) => [code, ...errors.map((fault) => fault.code)];

  it('what publishing refuses, an edit of the published fair refuses the same', async () => {
    const wrong: [field: string, value: unknown, gap: string][] = [
      ['expectedAttendance', null, 'expected_attendance'],
      ['dutyStaff', null, 'duty_staff'],
      ['dutyStaff', 1, 'duty_staff'],
      ['boothCount', 31, 'duty_staff'],
      ['opensAt', '12:00', 'hours'],
      ['closesAt', '08:00', 'hours'],
    ];
    const { id, version } = await published(plan);
    for (const [field, value, gap] of wrong) {
      const draft = await create({ ...plan, [field]: value });
      expect([field, ...codesOf((await publish(draft.body.id)).body)]).toEqual([field, 'fair.filing', gap]);
      expect([field, ...codesOf((await edit(id, { [field]: value })).body)]).toEqual([field, 'fair.filing', gap]);
    }
    expect(codesOf((await edit(id, { expectedAttendance: 1_000 })).body)).toEqual([
      ...['fair.filing', 'permit_number', 'exits', 'plan_organisation', 'plan_emergency', 'plan_security'],
    ]);
    expect((await create({ ...plan, day: '2026-11-23' })).body.code).toBe('fair.past');
    expect((await edit(id, { day: '2026-11-23' })).body.code).toBe('fair.past');
    expect((await one(id)).version).toBe(version);
  });

  it('every field of an edit is one that publishing asks about, or one that it takes as it is', async () => {
    const asked: Record<string, unknown> = {
      ...{ day: '2026-11-23', opensAt: '12:00', closesAt: '08:00', expectedAttendance: null, dutyStaff: 1, boothCount: 31 },
      permitNumber: null,
      ...{ mode: 'online', holderKind: 'agency', planOrganisation: false, planEmergency: false, planSecurity: false, exits: null },
    };
    const taken: Record<string, unknown> = {
      name: '春风行动',
      theme: '纺织专场',
      campaign: 'none',
      place: '奎文区会展中心',
      note: '自带简历',
      ...{ themeOccupation: '6-18', themeIndustry: 'C34', audience: 'veterans' },
      ...{ roomId: null, streamUrl: 'https://live.example/1', holderName: '市就业中心', holderLicence: '370700240001' },
    };
    expect([...Object.keys(asked), ...Object.keys(taken)].sort()).toEqual(fieldsOf('FairEditDto'));
    for (const [field, value] of Object.entries({ ...asked, ...taken })) {
      const base = /^(permitNumber|exits|plan)/.test(field) ? large : plan;
      const standing = await published(base);
      const draft = await create({ ...base, [field]: value });
      const [posting, editing] = [draft.status < 300 ? await publish(draft.body.id) : draft, await edit(standing.id, { [field]: value })];
      expect([field, editing.status, ...codesOf(editing.body)]).toEqual([field, posting.status, ...codesOf(posting.body)]);
      expect([field, editing.status < 300]).toEqual([field, field in taken]);
    }
  });

  it('a permit holds for the event it was given for: another day, hour, place or size needs another', async () => {
    const { id } = await published(large);
    for (const change of [{ day: '2027-02-21' }, { opensAt: '08:00' }, { place: '城市广场' }, { expectedAttendance: 1_201 }])
      expect(codesOf((await edit(id, change)).body)).toEqual(['fair.filing', 'permit_for']);
    expect(codesOf((await edit(id, { day: '2026-12-01' })).body)).toEqual(['fair.filing', 'permit_for', 'permit_date']);
    expect((await edit(id, { permitNumber: null })).body.code).toBe('fair.filing');
    expect((await edit(id, { expectedAttendance: 1_100, theme: '综合' })).status).toBe(200);
    expect((await edit(id, { day: '2027-02-21', permitNumber: '潍公大活〔2027〕9号' })).status).toBe(200);
    expect((await edit(id, { expectedAttendance: 4_900, permitNumber: '潍公大活〔2027〕11号' })).status).toBe(200);
    // A smaller one needs none, and does not keep that of the larger one until it grows again.
    const smaller = { day: '2027-02-22', expectedAttendance: 500 };
    expect(codesOf((await edit(id, smaller)).body)).toEqual(['fair.filing', 'permit_for']);
    expect((await edit(id, { ...smaller, permitNumber: null })).status).toBe(200);
    expect(codesOf((await edit(id, { expectedAttendance: 3_000 })).body)).toEqual(['fair.filing', 'permit_number']);
  });

  it('a permit number is refused by its place where none is due, and nothing of the rest is saved', async () => {
    const undue = { code: 'fair.permit_undue', errors: [{ path: 'permitNumber', code: 'undue' }] };
    expect((await create({ ...plan, ...papers, expectedAttendance: 999, permitNumber: '潍公大活〔2027〕5号' })).body).toMatchObject(undue);
    const { id } = await published(plan);
    expect((await edit(id, { theme: '别的主题', permitNumber: '潍公大活〔2027〕5号' })).body).toMatchObject(undue);
    expect((await edit(id, { theme: '综合' })).status).toBe(200);
  });

  it('a permit is not kept through a smaller fair: it may shrink with it, and grows or moves only with another', async () => {
    const { id } = await published(large);
    expect((await edit(id, { expectedAttendance: 500 })).status).toBe(200);
    for (const change of [{ day: '2027-02-21' }, { expectedAttendance: 1_200 }])
      expect(codesOf((await edit(id, change)).body)).toEqual(['fair.filing', 'permit_for']);
    expect((await edit(id, { expectedAttendance: 900 })).status).toBe(200);
  });

  it('who has a booth is told of another day, hour or place, once for each change, and of nothing else', async () => {
    const { id } = await published(plan);
    const row = { name: '参展企业', creditCode: '91370702MA3F00001X', nodeId: '370703', nodePath: '/37/3707/370703/' };
    const [enterpriseId = ''] = await app.get(UnitOfWork).run(() => app.get(EnterpriseRegistry).ensureUnclaimed([row]));
    const [booked, other] = [
      await signedIn(app, [{ role: 'enterprise', enterpriseId }]),
      await signedIn(app, [{ role: 'enterprise', enterpriseId: 'another' }]),
    ];
    expect((await booked.post(`/api/fairs/${id}/booths`, {})).status).toBe(201);
    const told = async (who: Client) =>
      (await who.get<{ items: { template: string; body: string }[] }>('/api/messages')).body.items
        .filter(({ template }) => template === 'fair.moved')
        .map(({ body }) => body);
    await edit(id, { theme: '综合专场' });
    expect(await told(booked)).toEqual([]);
    await edit(id, { day: '2027-02-27', place: '城市广场' });
    expect(await told(booked)).toEqual([expect.stringMatching(/2月20日|2027-02-20/)]);
    expect((await told(booked))[0]).toContain('城市广场');
    await edit(id, { opensAt: '08:30' });
    expect(await told(booked)).toHaveLength(2);
    // Hours stand beside the day of the fair, and bring no day of their own.
    expect((await told(booked)).filter((body) => body.includes('2027-02-27 08:30–'))).toHaveLength(1);
    await edit(id, { closesAt: '15:30' });
    expect((await told(booked)).filter((body) => body.includes('15:30'))).toHaveLength(1);
    expect(await told(other)).toEqual([]);
  });

  it('a draft whose day has passed meanwhile is not published', async () => {
    const { id } = (await create({ ...plan, day: '2026-11-24' })).body;
    clock.advance({ days: 1 });
    county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
    expect(codesOf((await publish(id)).body)).toEqual(['fair.filing', 'day_passed']);
  });
});
