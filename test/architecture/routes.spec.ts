import { newId } from '#platform/db';
import { ROLES, type Role } from '#platform/http';
import { OrgTree, permissionCatalogue } from '#access';
import { embeddedApp } from '../support/app.js';
import { Client, signedIn } from '../support/client.js';
import { routeTable, type Route, type RunningApp } from '../support/http.js';

/** Every route that answers without an account. A new one is a decision: it is written down here. */
const open = [
  'GET /api/board',
  'GET /api/board/occupations/:code',
  'GET /api/board/posts',
  'GET /api/board/posts/:id',
  'GET /api/board/summary',
  'GET /api/catalogues',
  'GET /api/catalogues/:quarter',
  'GET /api/catalogues/:quarter/catalogue.pdf',
  'GET /api/catalogues/:quarter/catalogue.xlsx',
  'GET /api/catalogues/:quarter/data.csv',
  'GET /api/catalogues/:quarter/data.json',
  'GET /api/catalogues/:quarter/occupations',
  'GET /api/catalogues/:quarter/occupations/:code',
  'GET /api/catalogues/occupations/:code',
  'GET /api/catalogues/schema',
  'GET /api/about',
  'GET /api/demo',
  'GET /api/fairs',
  'GET /api/fairs/:id',
  'GET /api/fairs/:id/booths',
  'GET /api/fairs/:id/calendar',
  'GET /api/fairs/:id/picture',
  'GET /api/fairs/:id/changes',
  'GET /api/fairs/:id/counts',
  'GET /api/fairs/:id/posts',
  'GET /api/fairs/:id/talk-rooms',
  // Its address holds a secret that its owner alone was told.
  'GET /api/fair-feeds/:token/calendar',
  'GET /api/fair-feeds/open/calendar',
  // whoever wants a ticket has no account: a code, and then a link of 256 random bits
  'GET /api/fairs/:id/ticket-ways',
  'POST /api/fairs/:id/ticket-codes',
  'POST /api/fairs/:id/tickets',
  'POST /api/my-ticket',
  'POST /api/my-ticket/change',
  'POST /api/my-ticket/remove',
  'POST /api/my-turns',
  'POST /api/my-turns/join',
  'POST /api/my-turns/leave',
  'POST /api/my-turns/come',
  // whom an enterprise says it hired answers by a link of 256 random bits, with the last digits of their number
  'POST /api/hire-links',
  'POST /api/hire-links/answer',
  // people of a manifest and whoever stands at a factory gate have no account: a signed link, and the last four signs of an ID number
  'POST /api/worker-links/look',
  'POST /api/my-trip',
  'POST /api/my-check',
  'POST /api/my-check/answer',
  'POST /api/hand-overs/look',
  'POST /api/hand-overs/confirm',
  // phones in the field sign what they say
  'POST /api/field/enrol',
  'POST /api/field/unlock',
  'POST /api/field/kit',
  'POST /api/field/sync',
  'GET /api/rooms/:id/floor',
  'GET /api/rooms/:id/floor/picture',
  'GET /api/openapi.json',
  'GET /api/org-nodes',
  'GET /api/privacy-notice',
  'GET /api/reference/divisions',
  'GET /api/reference/industries',
  'GET /api/reference/occupations',
  'GET /api/reference/skill-levels',
  'GET /api/registrations/letter.docx',
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'DELETE /api/sessions/current',
  'POST /api/files',
  'POST /api/needs/:id/report',
  'POST /api/password-links',
  'POST /api/password-links/redeem',
  'POST /api/registrations',
  'POST /api/sessions',
  // Its address holds a key that one reader alone was sent.
  'POST /api/unsubscribe/:key',
  // Its address holds a key that the provider alone was told.
  'POST /api/sms-receipts',
  // A ticket, which the right password gave, opens these.
  'POST /api/sessions/second-step',
  'POST /api/sessions/second-step/enrolment',
  'POST /api/sessions/second-step/enrolment/confirm',
];

const name = ({ method, path }: Route): string => `${method} ${path}`;
const address = ({ path }: Route): string => path.replace(/:\w+/g, '018f0000-0000-7000-8000-000000000000');
const request = (client: Client, route: Route) =>
  client.send<{ code?: string }>(route.method, address(route), route.method === 'GET' ? undefined : {});

describe('the routes', () => {
  const boot = embeddedApp();
  let running: RunningApp;
  let routes: Route[];

  beforeAll(async () => {
    running = await boot();
    routes = routeTable(running.app);
  }, 60_000);

  it('all name a permission of the catalogue', () => {
    expect(routes.length).toBeGreaterThan(30);
    const unnamed = routes.filter(
      ({ permission }) => !permission || !(['public', 'signed-in'].includes(permission) || permissionCatalogue.has(permission)),
    );
    expect(unnamed).toEqual([]);
  });

  it('are open to strangers only where that was decided', () => {
    expect(
      routes
        .filter(({ permission }) => permission === 'public')
        .map(name)
        .filter((route) => !open.includes(route)),
    ).toEqual([]);
  });

  it('turn a stranger away everywhere else', async () => {
    const stranger = new Client(running.url);
    const let_in: string[] = [];
    for (const route of routes.filter(({ permission }) => permission !== 'public')) {
      const { status, headers } = await request(stranger, route);
      if (status !== 401 || !headers.get('content-type')?.startsWith('application/problem+json'))
        let_in.push(`${name(route)} answered ${status}`);
    }
    expect(let_in).toEqual([]);
  });

  it('turn each role away from what the catalogue does not give it, and answer what it does without an error of ours', async () => {
    const tree = running.get(OrgTree);
    await tree.ensureCity();
    const city = await tree.city();
    const county = (await tree.countiesAndZones())[0]!;
    const grantOf = (role: Role) =>
      role === 'enterprise'
        ? { role, enterpriseId: newId() }
        : role === 'supplier'
          ? { role, supplierId: newId() }
          : { role, nodeId: role.startsWith('city') ? city.id : county.id };
    const wrong: string[] = [];
    for (const role of ROLES) {
      const client = await signedIn(running, [grantOf(role)]);
      // Signing out would end the walk.
      for (const route of routes.filter(({ path }) => !path.startsWith('/api/sessions') && path !== '/api/me/password')) {
        const { status, body } = await request(client, route);
        const { permission = '' } = route;
        const held = ['public', 'signed-in'].includes(permission) || permissionCatalogue.rolesOf(permission).includes(role);
        if (
          status === 401 ||
          status >= 500 ||
          (!held && status !== 403) ||
          (held && body.code === 'access.denied' && permission !== 'signed-in')
        ) {
          wrong.push(`${role}: ${name(route)} (${permission}) answered ${status} ${body.code ?? ''}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});
