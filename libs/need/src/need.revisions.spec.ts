import { UnitOfWork } from '#platform/db';
import { signedIn, type Client } from '../../../test/support/client.js';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { fieldsOf } from '../../../test/support/dto-fields.js';
import { startMarket, type Market } from '../../../test/support/market.js';
import { NeedLedger } from './need.ledger.js';

interface Change {
  needId: string;
  version: number;
  fields: { field: string; from: string | null; to: string | null }[];
}
interface NeedBody {
  id: string;
  state: string;
  title: string;
  short: number;
  promised: number;
  committed: number;
  nodeId: string;
  version: number;
  revision: Change | null;
  code?: string;
  errors?: { path: string; code: string }[];
}

eachDatabase((database) => {
  const clock = new TestClock('2026-11-24T02:00:00Z');
  let market: Market;
  let works: string;
  let hr: Client;
  let county: Client;
  let neighbour: Client;

  beforeAll(async () => {
    market = await startMarket(database, clock);
    works = await market.enterprise('潍坊鸢都机械有限公司');
    hr = await signedIn(market, [{ role: 'enterprise', enterpriseId: works }]);
    county = await signedIn(market, [{ role: 'county-staff', nodeId: '370702' }]);
    neighbour = await signedIn(market, [{ role: 'county-staff', nodeId: '370703' }]);
    await rule(true);
  }, 60_000);
  afterAll(() => market.close());

  const welder = { title: '电焊工', occupationCode: '6-18-02-04', short: 10, contactName: '王女士', contactPhone: '0536-8880000' };
  const rule = (required: boolean) => county.send('PUT', '/api/need-checks/370702', { required });
  const post = (more: object = {}, by = hr) => by.post<NeedBody>('/api/needs', { ...welder, ...more });
  const one = async (id: string, by = hr) => (await by.get<NeedBody>(`/api/needs/${id}`)).body;
  const edit = ({ id, version }: NeedBody, body: object, by = hr) =>
    by.patch<NeedBody>(`/api/needs/${id}`, body, { headers: { 'if-match': `"${version}"` } });
  const decide = (id: string, how: 'approve' | 'send-back', body: object, by = county) =>
    by.post<{ code?: string }>(`/api/needs/${id}/revision/${how}`, body);
  /** A need that its county has checked. */
  const checked = async (more: object = {}): Promise<NeedBody> => {
    const { id, version } = (await post(more)).body;
    expect((await county.post(`/api/needs/${id}/approve`, { version })).status).toBe(200);
    return one(id);
  };

  it('posting at the city’s node passes no county by: it is refused, and what lies there goes to the enterprise’s office', async () => {
    expect((await post({ nodeId: '3707' })).body.code).toBe('need.node');
    expect((await post({ nodeId: '37' })).body.code).toBe('need.node');
    const draft = (await post({ draft: true })).body;
    const uow = market.get(UnitOfWork);
    await uow.run(() => uow.manager.query("UPDATE need SET nodeId = '3707', nodePath = '/37/3707/' WHERE id = ?", [draft.id]));
    expect((await hr.post<NeedBody>(`/api/needs/${draft.id}/publish`)).body).toMatchObject({ state: 'checking', nodeId: '370702' });
  });

  it('staff post for the enterprises of their own county only, wherever they place the work', async () => {
    expect((await post({ enterpriseId: works, nodeId: '370703' }, neighbour)).status).toBe(404);
    expect((await post({ enterpriseId: works, nodeId: '370703', draft: true }, neighbour)).status).toBe(404);
    expect((await post({ enterpriseId: works }, county)).body.state).toBe('published');
  });

  it('a change of what was checked waits, figures apply at once, and nobody loses a place', async () => {
    const need = await checked();
    const ledger = market.get(NeedLedger);
    await ledger.promise(need.id, 3, { kind: 'promise', id: 'p1' });
    market.events.names();
    const { body } = await edit(need, { title: '氩弧焊工', note: '月休四天', short: 12, wageToYuan: 9000 });
    expect(body).toMatchObject({ title: '电焊工', short: 12, promised: 3, state: 'published' });
    expect(body.revision?.fields).toEqual([
      { field: 'title', from: '电焊工', to: '氩弧焊工' },
      { field: 'note', from: null, to: '月休四天' },
    ]);
    expect(market.events.names()).toEqual(['need.changed', 'need.revised']);
    // Places are given and taken meanwhile as ever.
    await ledger.commit(need.id, 3, { kind: 'promise', id: 'p1' });
    const waiting = (await county.get<{ items: Change[] }>('/api/needs/revisions')).body.items;
    expect(waiting.map(({ needId }) => needId)).toEqual([need.id]);
    expect((await neighbour.get<{ items: Change[] }>('/api/needs/revisions')).body.items).toEqual([]);
    const { version = 0 } = body.revision ?? {};
    expect((await decide(need.id, 'approve', { version }, neighbour)).status).toBe(404);
    expect((await decide(need.id, 'approve', { version }, hr)).status).toBe(403);
    expect((await decide(need.id, 'approve', { version })).status).toBe(204);
    expect(await one(need.id)).toMatchObject({ title: '氩弧焊工', short: 12, committed: 3, revision: null, state: 'published' });
    // A title decides nobody's fit: what was proposed stays.
    expect(market.events.names()).toEqual(['need.revision_approved']);
    expect((await decide(need.id, 'approve', { version })).status).toBe(404);
  });

  it('what applies is what was looked at, once; what is set back to as it stands waits no longer', async () => {
    const need = await checked();
    const first = (await edit(need, { title: '氩弧焊工' })).body;
    const second = (await edit(first, { contactPhone: '0536-8881111' })).body;
    expect(second.revision?.fields.map(({ field }) => field)).toEqual(['title', 'contactPhone']);
    expect((await decide(need.id, 'approve', { version: first.revision?.version })).body.code).toBe('need.version_stale');
    const both = await Promise.all([1, 2].map(() => decide(need.id, 'approve', { version: second.revision?.version })));
    expect(both.map(({ status }) => status).sort()[0]).toBe(204);
    expect(Math.max(...both.map(({ status }) => status))).toBeGreaterThanOrEqual(404);
    const third = (await edit(await one(need.id), { title: '管道焊工' })).body;
    expect((await edit(third, { title: '氩弧焊工' })).body.revision).toBeNull();
  });

  it('a change that is sent back leaves the post as it stands', async () => {
    const need = await checked();
    const { revision } = (await edit(need, { workplace: '寒亭区开元街道' })).body;
    market.events.names();
    expect((await decide(need.id, 'send-back', { version: revision?.version, reason: '请写明地址' })).status).toBe(204);
    expect(await one(need.id)).toMatchObject({ revision: null, state: 'published' });
    expect(market.events.names()).toEqual(['need.revision_sent_back']);
  });

  it('moving a post to a county that checks first waits for that county, and what its own office changes does not wait', async () => {
    const elsewhere = (await post({ nodeId: '370703' })).body;
    expect(elsewhere.state).toBe('published');
    const moved = (await edit(elsewhere, { nodeId: '370702' })).body;
    expect(moved).toMatchObject({ nodeId: '370703', revision: { nodeId: '370702', fields: [{ field: 'nodeId', to: '潍城区' }] } });
    expect((await edit(await checked(), { title: '管道焊工' }, county)).body).toMatchObject({ title: '管道焊工', revision: null });
  });

  it('whatever publishing refuses, an edit of the published need refuses the same', async () => {
    const wrong: [field: string, value: unknown, code: string, path?: string][] = [
      ['title', '电焊工（限男性）', 'need.wording'],
      ['workplace', '厂区内，限男性', 'need.wording'],
      ['note', '限男性', 'need.wording'],
      ['licences', ['限男性'], 'need.wording'],
      ['occupationCode', null, 'need.gaps'],
      ['occupationCode', '6-18', 'need.posting', 'occupationCode'],
      ['contactPhone', null, 'need.gaps'],
      ['clientCreditCode', '91370702MA3D00001X', 'need.posting', 'clientCreditCode'],
      ['startBy', '2026-11-20', 'need.posting', 'startBy'],
      ['startFrom', '2027-02-01', 'need.posting', 'startBy'],
      ['wageFromYuan', 9000, 'need.posting', 'wageToYuan'],
      ['wageToYuan', 10, 'need.posting', 'wageToYuan'],
      ['baseWageYuan', 9000, 'need.posting', 'baseWageYuan'],
      ['neededInAll', 2, 'need.posting', 'neededInAll'],
      ['asOf', '2026-12-24', 'need.posting', 'asOf'],
      ['nodeId', '3707', 'need.node'],
    ];
    // Of these publishing asks nothing beyond what any request is asked.
    const taken: Record<string, unknown> = {
      ...{ skillLevel: 3, short: 7, wageText: '面议', form: 'direct', shift: 'day', lodging: true, meals: true, trainable: true },
      ...{ minorsAllowed: false, contactName: '李女士' },
    };
    const said = fieldsOf('NeedPatchDto').filter((field) => field !== 'figuresConfirmed');
    expect([...new Set([...wrong.map(([field]) => field), ...Object.keys(taken)])].sort()).toEqual(said);
    const whole = { ...welder, wageFromYuan: 6000, wageToYuan: 8000, neededInAll: 20, startFrom: '2026-12-01', startBy: '2026-12-31' };
    const need = await checked(whole);
    for (const [field, value, code, path] of wrong) {
      const posted = (await post({ ...whole, [field]: value })).body;
      const edited = (await edit(need, { [field]: value })).body;
      for (const { code: refused, errors } of [posted, edited]) {
        expect([field, refused]).toEqual([field, code]);
        if (path) expect(errors?.map((fault) => fault.path)).toContain(path);
      }
    }
    expect((await one(need.id)).version).toBe(need.version);
    for (const [field, value] of Object.entries(taken)) {
      const posted = await post({ ...whole, [field]: value });
      const edited = await edit(await checked(whole), { [field]: value });
      expect([field, posted.status < 300, edited.status < 300]).toEqual([field, true, true]);
    }
  });

  it('confirming a stale need brings it back only with dates that publishing would take', async () => {
    const need = await checked({ startBy: '2026-12-31' });
    const uow = market.get(UnitOfWork);
    await uow.run(() => uow.manager.query("UPDATE need SET state = 'stale', startBy = '2026-11-01' WHERE id = ?", [need.id]));
    for (const body of [{}, { short: 5 }]) {
      expect((await hr.post<NeedBody>(`/api/needs/${need.id}/confirm`, body)).body).toMatchObject({
        code: 'need.posting',
        errors: [{ path: 'startBy', code: 'start_passed' }],
      });
    }
    expect((await edit(await one(need.id), { short: 5 })).body.code).toBe('need.posting');
    expect((await edit(await one(need.id), { startBy: '2026-12-20' })).status).toBe(200);
    expect((await hr.post<NeedBody>(`/api/needs/${need.id}/confirm`, {})).body.state).toBe('published');
  });
});
