import ExcelJS from 'exceljs';
import { exportedLists, permissionCatalogue } from '#access';
import { newId } from '#platform/db';
import { freshDatabase } from '../support/databases.js';
import { routeTable, type Route } from '../support/http.js';
import { bodies, file } from './objects/bodies.js';
import { editForms, keptFilled } from './objects/emptied.js';
import { marketThings } from './objects/market.js';
import { officeThings } from './objects/offices.js';
import { ROLE, settle, type Somebody, type Stage, type Thing, type Things } from './objects/people.js';
import { surveyThings } from './objects/survey.js';

/** A row of any list; of a trip each enterprise is a line. */
interface Row {
  byEnterprise?: unknown[];
}
/** One of each role that takes lists along, and of those who must not. */
const TAKERS = ['admin', 'city', 'county', 'otherCounty', 'firm', 'station', 'otherStation', 'auditor', 'applicant'] as const;
const linesOf = ({ byEnterprise }: Row): number => Math.max(1, byEnterprise?.length ?? 1);

describe('one’s own objects and another’s', () => {
  const database = freshDatabase('embedded');
  let house: Stage['house'];
  let who: Stage['who'];
  let things: Things;

  beforeAll(async () => {
    const stage = await settle(database);
    ({ house, who } = stage);
    things = new Map([...(await marketThings(stage)), ...(await surveyThings(stage)), ...(await officeThings(stage))]);
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
  /** Lines of data in the workbook that somebody takes along, or the status of the refusal. */
  const linesTaken = async (one: Somebody, path: string): Promise<number> => {
    const { cookie } = who[one] as unknown as { cookie: string };
    const answer = await fetch(`${who[one].url}${path}`, { headers: { cookie } });
    if (answer.status !== 200) return answer.status;
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await answer.arrayBuffer());
    const sheet = workbook.worksheets[0];
    const last = sheet?.rowCount ?? 0;
    return last - (sheet?.getRow(last).getCell(1).value === '合计' ? 2 : 1);
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

  it('are taken along by those whose list shows them, line for line, and by nobody else', async () => {
    const wrong: string[] = [];
    const exports = routeTable(house.app).filter(({ path }) => path.endsWith('/export') && path !== '/api/audit-entries/export');
    expect(exports.length).toBeGreaterThan(16);
    for (const route of exports) {
      const path = route.path.replace(':id', thingOf(route)?.id ?? '');
      for (const one of TAKERS) {
        const shown = await who[one].get<{ items: Row[] }>(`${path.replace(/\/export$/, '')}?limit=200`);
        const taken = await linesTaken(one, path);
        const expected = shown.status === 200 ? shown.body.items.reduce((sum, row) => sum + linesOf(row), 0) : shown.status;
        if (taken !== expected) wrong.push(`${one}: GET ${path} gave ${taken} instead of ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
    expect((await who.auditor.get(`/api/needs/export?nodes=3707`)).status).toBe(400);
    const trail = await who.admin.get<{ items: { objectName: string }[] }>('/api/audit-entries?action=list.exported&limit=200');
    expect(new Set(trail.body.items.map(({ objectName }) => objectName))).toEqual(new Set(exportedLists().map(({ name: [zh] }) => zh)));
  });

  it('are emptied field by field, and each emptied field is saved as empty, on every form that edits one', async () => {
    const { body } = await who.firm.post<{ id: string }>('/api/needs', { title: '电焊工', draft: true });
    const forms = editForms();
    expect(forms.length).toBeGreaterThan(5);
    const wrong: string[] = [];
    for (const form of forms) wrong.push(...(await keptFilled(form, who, things, body.id)));
    expect(wrong).toEqual([]);
  });

  it('are not in the lists of others either', async () => {
    const wrong: string[] = [];
    const lists = new Set(
      routeTable(house.app)
        .filter(({ method }) => method === 'GET')
        .map(({ path }) => path),
    );
    for (const [kind, thing] of things) {
      // Booths are listed under a fair or an enterprise: there is no list of everybody's.
      if (!lists.has(`/api/${kind}`) || kind === 'booths') continue;
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
