import { OrgTree, permissionCatalogue } from '#access';
import { Notifier } from '#notification';
import { newId, UnitOfWork } from '#platform/db';
import type { Role } from '#platform/http';
import { TestClock } from '../support/clock.js';
import { signedIn, type Client } from '../support/client.js';
import { freshDatabase } from '../support/databases.js';
import { routeTable, type Route } from '../support/http.js';
import { startStations, type Stations } from '../support/stations.js';
import { aliasOf, bodies, file } from './objects.bodies.js';

type Somebody =
  | 'admin'
  | 'city'
  | 'county'
  | 'otherCounty'
  | 'firm'
  | 'otherFirm'
  | 'station'
  | 'otherStation'
  | 'auditor'
  | 'otherAuditor'
  | 'applicant';
const ROLE: Record<Somebody, Role | null> = {
  admin: 'city-admin',
  city: 'city-staff',
  county: 'county-staff',
  otherCounty: 'county-staff',
  firm: 'enterprise',
  otherFirm: 'enterprise',
  station: 'supplier',
  otherStation: 'supplier',
  auditor: 'auditor',
  otherAuditor: 'auditor',
  applicant: null,
};

interface Thing {
  id: string;
  /** Whose it is or who looks after it. */
  seenBy: Somebody[];
  /** Who may do nothing at all with it, although their role uses such routes. */
  hiddenFrom: Somebody[];
}

describe('one’s own objects and another’s', () => {
  const database = freshDatabase('embedded');
  let house: Stations;
  let who: Record<Somebody, Client & { userId: string }>;
  const things = new Map<string, Thing>();

  const insert = async (entity: string, row: Record<string, unknown> & { id: string }): Promise<string> => {
    const uow = house.get(UnitOfWork);
    await uow.run(() => uow.manager.insert(entity, row));
    return row.id;
  };

  beforeAll(async () => {
    const clock = new TestClock();
    const at = clock.now();
    house = await startStations(database, clock);
    database.atEnd(house.close);
    const tree = house.get(OrgTree);
    const [city, home] = [await tree.city(), (await tree.byId('370702'))!];
    const [mine, theirs] = [await house.enterprise('本企业'), await house.enterprise('外企业', '370703')];
    const [supplierId, otherSupplierId] = [await house.supplier('本站'), await house.supplier('外站')];
    const person = (role: 'city-admin' | 'city-staff' | 'county-staff' | 'auditor', nodeId: string) => signedIn(house, [{ role, nodeId }]);
    const applicant = await signedIn(house, []);
    who = {
      admin: await person('city-admin', city.id),
      city: await person('city-staff', city.id),
      county: await person('county-staff', home.id),
      otherCounty: await person('county-staff', '370703'),
      applicant,
      firm: await signedIn(house, [{ role: 'enterprise', enterpriseId: mine }]),
      otherFirm: await signedIn(house, [{ role: 'enterprise', enterpriseId: theirs }]),
      station: await signedIn(house, [{ role: 'supplier', supplierId }]),
      otherStation: await signedIn(house, [{ role: 'supplier', supplierId: otherSupplierId }]),
      auditor: await person('auditor', city.id),
      otherAuditor: await person('auditor', '370703'),
    };
    const needId = await house.need(mine, 20);
    const batchId = await house.batch(supplierId, 20);
    const place = { needId, batchId, enterpriseId: mine, nodePath: home.path };
    const promiseId = await insert('PromiseRow', {
      id: newId(),
      proposalId: null,
      requestKey: null,
      ...place,
      supplierId,
      people: 5,
      released: 0,
      signed: 0,
      state: 'held',
      expiresAt: new Date(at.getTime() + 3_600_000),
      reason: null,
      substituteFor: null,
      createdById: null,
      createdAt: at,
      decidedById: null,
      decidedAt: null,
      version: 1,
    });
    const tripId = await insert('Trip', {
      id: newId(),
      requestKey: null,
      supplierId,
      nodePath: city.path,
      mode: 'train',
      vehicle: null,
      departAt: at,
      arriveAt: at,
      fromPlace: '哈尔滨',
      toPlace: '潍坊',
      note: null,
      state: 'planned',
      departedAt: null,
      arrivedAt: null,
      handedOverAt: null,
      receivedBy: null,
      cancelReason: null,
      createdById: null,
      createdAt: at,
      version: 1,
    });
    await insert('TripStop', { id: newId(), tripId, promiseId, ...place });
    const runId = await insert('MatchingRun', {
      id: newId(),
      nodeId: city.id,
      nodePath: city.path,
      state: 'done',
      activeKey: null,
      weights: {},
      digest: null,
      figures: null,
      certificate: null,
      summary: null,
      prices: null,
      startedById: newId(),
      jobId: null,
      failure: null,
      createdAt: at,
      finishedAt: at,
    });
    const document = async (kind: string): Promise<string> =>
      (await applicant.upload<{ id: string }>(`/api/files?kind=${kind}`, `${kind}.pdf`, '%PDF-1.4\n%%EOF\n')).body.id;
    const registrationId = await insert('Membership', {
      id: newId(),
      enterpriseId: mine,
      userId: applicant.userId,
      state: 'pending',
      decidedBy: 'colleague',
      enterpriseName: '本企业',
      creditCode: '91370702MA3D00001X',
      nodeId: home.id,
      nodePath: home.path,
      applicant: '王秀英',
      position: null,
      licenceFileId: await document('licence'),
      letterFileId: await document('letter'),
      reason: null,
      decidedById: null,
      decidedAt: null,
      createdAt: at,
    });
    const roundId = await insert('SurveyRound', {
      id: newId(),
      quarter: '2026Q4',
      form: 'long',
      opensOn: '2026-11-01',
      closesOn: '2026-12-10',
      seed: 1,
      sharePercent: 20,
      stratumMinimum: 2,
      reminders: { before: [], on: false, after: [] },
      state: 'open',
      ranges: {},
      usualPairs: [],
      previousId: null,
      latest: 0,
      publishedVersion: 0,
      moves: 0,
      createdById: null,
      createdAt: at,
      openedAt: at,
      closedAt: null,
      publishedAt: null,
      version: 1,
    });
    const answerId = await insert('SurveyMember', {
      id: newId(),
      roundId,
      enterpriseId: mine,
      enterpriseName: '本企业',
      creditCode: null,
      nodeId: home.id,
      nodePath: home.path,
      countyId: home.id,
      industryCode: null,
      sizeClass: null,
      stratum: `${home.id}|-|-|all`,
      certain: true,
      stratumSize: 1,
      stratumDrawn: 1,
      state: 'invited',
      submittedAt: null,
      answeredForById: null,
      askedBack: null,
      version: 1,
    });
    const frozenId = await insert('SurveyRound', {
      id: newId(),
      quarter: '2026Q3',
      form: 'short',
      opensOn: '2026-08-01',
      closesOn: '2026-09-10',
      seed: 1,
      sharePercent: 20,
      stratumMinimum: 2,
      reminders: { before: [], on: false, after: [] },
      state: 'published',
      ranges: {},
      usualPairs: [],
      previousId: null,
      latest: 1,
      publishedVersion: 1,
      moves: 0,
      createdById: null,
      createdAt: at,
      openedAt: at,
      closedAt: at,
      publishedAt: at,
      version: 1,
    });
    await insert('SurveyVersion', {
      id: newId(),
      roundId: frozenId,
      number: 1,
      digest: '',
      answers: 0,
      responded: {},
      reason: null,
      memberId: null,
      madeById: null,
      at,
    });
    const catalogueId = await insert('ShortageCatalogue', {
      id: newId(),
      roundId: frozenId,
      quarter: '2026Q3',
      version: 1,
      state: 'published',
      asOf: at,
      publishedAt: at,
      digest: '',
      seal: '',
      occupations: 0,
      madeAt: at,
      places: {},
      head: { cells: [], left: [], response: { population: 0, sampled: 0, responded: 0, responseRate: 0, coverage: 0 } },
    });
    const ofPlace: Pick<Thing, 'seenBy' | 'hiddenFrom'> = {
      seenBy: ['city', 'county', 'firm', 'auditor'],
      hiddenFrom: ['otherCounty', 'otherFirm', 'otherAuditor'],
    };
    const ofBoth: typeof ofPlace = { seenBy: [...ofPlace.seenBy, 'station'], hiddenFrom: [...ofPlace.hiddenFrom, 'otherStation'] };
    things.set('enterprises', { id: mine, ...ofPlace }).set('needs', { id: needId, ...ofPlace });
    things.set('promises', { id: promiseId, ...ofBoth }).set('trips', { id: tripId, ...ofBoth });
    things.set('registrations', {
      id: registrationId,
      seenBy: ['city', 'county', 'firm', 'applicant'],
      hiddenFrom: ['otherCounty', 'otherFirm'],
    });
    things.set('matching-runs', { id: runId, seenBy: ['city', 'auditor'], hiddenFrom: ['otherAuditor'] });
    // Every office knows the rounds; whose answers it sees is another matter.
    things.set('survey-rounds', { id: roundId, seenBy: ['city', 'county', 'otherCounty', 'auditor', 'otherAuditor'], hiddenFrom: [] });
    // So they do the catalogues: of the answers behind a figure each sees its own.
    things.set('catalogue-versions', {
      id: catalogueId,
      seenBy: ['city', 'county', 'otherCounty', 'auditor', 'otherAuditor'],
      hiddenFrom: [],
    });
    things.set('survey-answers', { id: answerId, ...ofPlace });
    // Counties see what every station offers: they match with it.
    things.set('batches', { id: batchId, seenBy: ['city', 'station'], hiddenFrom: ['otherStation'] });
    things.set('suppliers', { id: supplierId, seenBy: ['city', 'station'], hiddenFrom: ['otherStation'] });
    const proposalId = await insert('Proposal', {
      id: newId(),
      runId,
      ...place,
      batchId,
      supplierId,
      people: 3,
      reasons: [],
      needVersion: 1,
      state: 'sent',
      welcomedAt: null,
      declinedBy: null,
      reason: null,
      createdAt: at,
    });
    things.set('proposals', { id: proposalId, ...ofBoth });
    const ruleId = await insert('MatchingRule', {
      id: newId(),
      nodeId: city.id,
      nodePath: city.path,
      needId,
      batchId,
      kind: 'lock',
      note: null,
      createdById: newId(),
      createdAt: at,
    });
    things.set('matching-rules', {
      id: ruleId,
      seenBy: ['city', 'auditor'],
      hiddenFrom: ['otherCounty', 'firm', 'station', 'otherAuditor'],
    });
    const importId = await insert('ImportBatch', {
      id: newId(),
      userId: newId(),
      nodeId: home.id,
      nodePath: home.path,
      fileName: '缺工.csv',
      state: 'ready',
      columns: [],
      signature: 'x',
      failure: null,
      failureEn: null,
      createdAt: at,
      confirmedAt: null,
    });
    const ofImports: typeof ofPlace = { seenBy: ['city', 'county'], hiddenFrom: ['otherCounty', 'firm', 'station', 'otherAuditor'] };
    things.set('imports', { id: importId, ...ofImports });
    things.set('import-aliases', { id: await insert('ImportAlias', aliasOf(home, at)), ...ofImports });
    const reportId = await insert('NeedReport', {
      id: newId(),
      needId,
      nodePath: home.path,
      kind: 'filled',
      note: null,
      state: 'open',
      answer: null,
      closedById: null,
      closedAt: null,
      createdAt: at,
    });
    things.set('needs/reports', { id: reportId, seenBy: ['city', 'county'], hiddenFrom: ['otherCounty', 'firm', 'otherFirm', 'station'] });
    const checkId = await insert('RetentionCheck', {
      id: newId(),
      lineId: newId(),
      enterpriseId: mine,
      nodePath: home.path,
      days: 30,
      dueOn: '2026-12-01',
      employerSays: null,
      employerSaidAt: null,
      insuranceSays: null,
    });
    things.set('retention', { id: checkId, seenBy: ['city', 'county', 'firm'], hiddenFrom: ['otherCounty', 'otherFirm', 'otherStation'] });
    // A draft is its office's; once it is published everybody may look, and still nobody else may change it.
    const fair = {
      nodeId: home.id,
      nodePath: home.path,
      name: '专场招聘会',
      theme: '',
      campaign: 'none',
      day: '2027-01-09',
      opensAt: '09:00',
      closesAt: '12:00',
      place: '人力资源市场',
      expectedAttendance: null,
      dutyStaff: null,
      permitNumber: null,
      boothCount: 1,
      note: null,
      cancelReason: null,
      createdAt: at,
      version: 1,
    };
    things.set('fairs', {
      id: await insert('Fair', { id: newId(), ...fair, state: 'draft' }),
      seenBy: ['city', 'county'],
      hiddenFrom: ['otherCounty', 'firm', 'station', 'otherAuditor'],
    });
    const fairId = await insert('Fair', { id: newId(), ...fair, state: 'published' });
    things.set('booths', {
      id: await insert('Booth', { id: newId(), fairId, number: '1', enterpriseId: mine, bookedById: null, bookedAt: at }),
      seenBy: ['firm'],
      hiddenFrom: ['otherFirm', 'otherCounty', 'station'],
    });
    await house.get(Notifier).notify({
      dedupeKey: 'one',
      template: 'import.finished',
      params: { importId, created: 1, changed: 0 },
      recipients: [{ userId: who.county.userId, locale: 'zh', email: 'county@bureau.example' }],
    });
    const uow = house.get(UnitOfWork);
    const idIn = async (table: string): Promise<string> =>
      (await uow.manager.query<{ id: string }[]>(`SELECT id FROM ${table}`))[0]?.id ?? '';
    things.set('messages', {
      id: await idIn('message'),
      seenBy: ['county'],
      hiddenFrom: ['city', 'otherCounty', 'firm', 'station', 'auditor'],
    });
    things.set('me/sessions', {
      id: (await who.firm.get<{ items: { id: string }[] }>('/api/me/sessions')).body.items[0]?.id ?? '',
      seenBy: ['firm'],
      hiddenFrom: ['city', 'county', 'otherFirm', 'station', 'auditor'],
    });
    // What only the city's administrator has to do with is nobody else's.
    const ofAdministrator: typeof ofPlace = { seenBy: ['admin'], hiddenFrom: ['county', 'firm', 'station', 'auditor'] };
    things.set('deliveries', { id: await idIn('delivery'), ...ofAdministrator });
    const jobId = await insert('JobRow', {
      id: newId(),
      name: 'need.stale',
      queue: 'default',
      key: null,
      waitingKey: null,
      scheduleKey: null,
      payload: {},
      state: 'failed',
      runAt: at,
      lastError: null,
      progressDone: null,
      progressTotal: null,
      cancelRequested: false,
      workerId: null,
      leaseUntil: null,
      createdAt: at,
      startedAt: null,
      finishedAt: at,
    });
    things.set('jobs', { id: jobId, ...ofAdministrator });
    things.set('users', { id: who.firm.userId, ...ofAdministrator });
  }, 60_000);

  const thingOf = ({ path }: Route): Thing | undefined => things.get(/^\/api\/(.+?)\/:id/.exec(path)?.[1] ?? '');
  /** Every route about one of the objects, with the object; routes that anybody may use are left out. */
  const routes = (reads: boolean): { route: Route; thing: Thing; name: string }[] =>
    routeTable(house.app)
      .filter((route) => route.permission !== 'public' && (route.method === 'GET') === reads)
      .flatMap((route) => {
        const thing = thingOf(route);
        return thing ? [{ route, thing, name: `${route.method} ${route.path}` }] : [];
      });
  const bodyOf = ({ method, path }: Route): object | undefined => {
    if (method === 'GET') return undefined;
    return /\/(preview|file)$/.test(path) ? file() : (bodies[`${method} ${path}`] ?? {});
  };
  const ask = (one: Somebody, route: Route, id: string) => {
    const path = route.path.replace(':id', id).replace(/:\w+/g, newId());
    return who[one].send<{ code?: string }>(route.method, path, bodyOf(route), {
      headers: route.method === 'PATCH' ? { 'if-match': '"1"' } : {},
    });
  };
  /** Whether the role uses the route at all. */
  const held = (one: Somebody, { permission = '' }: Route): boolean => {
    const role = ROLE[one];
    return permission === 'signed-in' || (role !== null && permissionCatalogue.rolesOf(permission).includes(role));
  };
  /** What those who have nothing to do with an object find instead of nothing. */
  const found = async (reads: boolean): Promise<string[]> => {
    const wrong: string[] = [];
    for (const { route, thing, name } of routes(reads)) {
      for (const one of thing.hiddenFrom) {
        const { status, body } = await ask(one, route, thing.id);
        if (status !== (held(one, route) ? 404 : 403)) wrong.push(`${one}: ${name} answered ${status} ${JSON.stringify(body)}`);
      }
    }
    return wrong;
  };

  it('cover every kind of object that a route is about', () => {
    const met = new Set([...routes(true), ...routes(false)].map(({ thing }) => thing.id));
    expect([...things].filter(([, thing]) => !met.has(thing.id))).toEqual([]);
    const missed = routeTable(house.app).filter((route) => route.permission !== 'public' && route.path.includes('/:id') && !thingOf(route));
    expect(missed.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('can be read by those they concern, as far as their role uses the route', async () => {
    const wrong: string[] = [];
    for (const { route, thing, name } of routes(true)) {
      expect(thing.seenBy.some((one) => held(one, route))).toBe(true);
      for (const one of thing.seenBy) {
        const { status } = await ask(one, route, thing.id);
        if (status !== (held(one, route) ? 200 : 403)) wrong.push(`${one}: ${name} answered ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('are not there for another county, enterprise, station or auditor', async () => {
    expect(await found(true)).toEqual([]);
  });

  it('are changed by none of them, who do not even learn that they exist', async () => {
    expect(await found(false)).toEqual([]);
  });

  it('are not in the lists of others either', async () => {
    const wrong: string[] = [];
    const lists = new Set(
      routeTable(house.app)
        .filter(({ method }) => method === 'GET')
        .map(({ path }) => path),
    );
    for (const [kind, thing] of things) {
      if (!lists.has(`/api/${kind}`)) continue;
      for (const one of [...thing.seenBy, ...thing.hiddenFrom]) {
        const { status, body } = await who[one].get<{ id: string }[] | { items: { id: string }[] }>(`/api/${kind}?limit=100`);
        if (status === 403) continue;
        const listed = (Array.isArray(body) ? body : body.items).some(({ id }) => id === thing.id);
        if (listed !== thing.seenBy.includes(one))
          wrong.push(`${one}: GET /api/${kind} answered ${status}, ${listed ? 'with' : 'without'} it`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
