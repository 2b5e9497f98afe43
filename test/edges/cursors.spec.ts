import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';
import { startApp } from '../support/app.js';
import { Client, signedIn } from '../support/client.js';
import { eachDatabase, type RunningApp } from '../support/index.js';
import { OrgTree } from '#access';

interface Document {
  paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>;
}

const document = JSON.parse(readFileSync(join(projectRoot, 'apps', 'api', 'openapi.json'), 'utf8')) as Document;
const lists = Object.entries(document.paths)
  .filter(([, methods]) => methods['get']?.parameters?.some(({ name }) => name === 'cursor'))
  .map(([path]) => path.replace(/\{\w+\}/g, '0195f000-0000-7000-8000-000000000000'));

const token = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const forged = [
  'W3t9XQ', // [{}]: one anonymous request with it ended the process
  token([{ at: {} }]),
  token([[], {}]),
  token([true, 'a']),
  token(['a', 'b']),
  token([{ at: 1e300 }, 'a']),
  `${'A'.repeat(22)}${token(['2026Q4'])}`,
  'not-a-cursor',
  '',
  '%00',
];

interface Page {
  items: { id: string }[];
  next: string | null;
}

eachDatabase((database) => {
  let city: RunningApp;
  let admin: Client;

  beforeAll(async () => {
    city = await startApp({ database, settings: { RATE_LOGIN: 1000 } });
    const root = await city.get(OrgTree).ensureCity();
    admin = await signedIn(city, [{ role: 'city-admin', nodeId: root.id }]);
    for (let i = 0; i < 4; i += 1) await signedIn(city, [{ role: 'auditor', nodeId: root.id }]);
  });

  it('no list takes a cursor that it did not give out, and the server goes on', async () => {
    expect(lists.length).toBeGreaterThan(25);
    for (const path of lists) {
      for (const cursor of forged) {
        const { status, body } = await admin.get<{ code: string }>(`${path}?cursor=${cursor}`);
        expect([path, cursor, status, body.code]).toEqual([path, cursor, 400, 'request.cursor']);
      }
    }
    expect((await new Client(city.url).get('/api/catalogues?cursor=W3t9XQ')).status).toBe(400);
    expect((await admin.get('/health/live')).status).toBe(200);
  });

  it('a cursor leads through its own list, whatever the size of the pages', async () => {
    const first = (await admin.get<Page>('/api/users?limit=2')).body;
    const rest = (await admin.get<Page>(`/api/users?limit=100&cursor=${first.next}`)).body;
    const all = (await admin.get<Page>('/api/users?limit=100')).body;
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(all.items.map(({ id }) => id));
  });

  it('a cursor of another list, of other filters, or changed in one place is refused', async () => {
    const { next } = (await admin.get<Page>('/api/users?limit=1&role=auditor')).body;
    const changed = `${next?.slice(0, -2)}${next?.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const path of [
      `/api/users?cursor=${next}`,
      `/api/users?role=city-admin&cursor=${next}`,
      `/api/audit-entries?cursor=${next}`,
      `/api/users?role=auditor&cursor=${changed}`,
      `/api/users?role=auditor&cursor=${next}&cursor=${next}`,
    ])
      expect((await admin.get<{ code: string }>(path)).body.code).toBe('request.cursor');
    expect((await admin.get(`/api/users?role=auditor&cursor=${next}`)).status).toBe(200);
  });

  it('another process of the installation, and the next start, knows the cursor', async () => {
    const { next } = (await admin.get<Page>('/api/users?limit=1')).body;
    await city.close();
    city = await startApp({ database, settings: { RATE_LOGIN: 1000 } });
    const root = await city.get(OrgTree).ensureCity();
    const other = await signedIn(city, [{ role: 'city-admin', nodeId: root.id }]);
    const page = await other.get<Page>(`/api/users?limit=1&cursor=${next}`);
    expect(page.status).toBe(200);
    expect(page.body.items).toHaveLength(1);
  });
});
