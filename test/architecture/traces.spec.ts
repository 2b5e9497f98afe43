import { readdirSync, readFileSync } from 'node:fs';
import { OrgTree, traceWords, type WordSort } from '#access';
import { retentionRules, UnitOfWork } from '#platform/db';
import { QUEUES } from '#platform/jobs';
import { embeddedApp } from '../support/app.js';
import { Client, signedIn } from '../support/client.js';
import { routeTable, type RunningApp } from '../support/http.js';
import { TRACELESS, untraced } from '../support/traces.js';

const sources = ['libs', 'apps/api/src', 'apps/cli/src'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(spec|d)\.ts$/.test(file))
    .map((file) => `${folder}/${file}`),
);
const code = sources.map((file) => readFileSync(file, 'utf8')).join('\n');

/** Calls that write an entry, from their name to the end of the statement. */
const calls = [...code.matchAll(/(?:\.record|\.trace|\btrace|\btraced|\.note|this\.record)\((?:[^;]|\n)*?;/g)].map(([call]) => call);
const NAME = /['`]([a-z_]+\.(?:[a-z_]|\$\{[^}]*\})+)['`]/g;
const actions = new Set(calls.flatMap((call) => [...call.matchAll(NAME)].map(([, name]) => name ?? '')));
const kinds = new Set(calls.flatMap((call) => [...call.matchAll(/kind: '([\w-]+)'/g)].map(([, kind]) => kind ?? '')));

/** 'trip.${call}' stands for every action that begins with 'trip.'. */
const isKnown = (action: string): boolean => {
  const pattern = new RegExp(`^${action.replace(/\./g, '\\.').replace(/\$\{[^}]*\}/g, '.+')}$`);
  return traceWords.all('actions').some(([name]) => pattern.test(name));
};

describe('the trail', () => {
  const boot = embeddedApp();
  let house: RunningApp;
  beforeAll(async () => void (house = await boot()), 60_000);

  it('has words in both languages for every action and every kind of object that can be written', () => {
    expect(actions.size).toBeGreaterThan(60);
    expect(kinds.size).toBeGreaterThan(20);
    expect([...actions].filter((action) => !isKnown(action))).toEqual([]);
    expect([...kinds].filter((kind) => !traceWords.has('kinds', kind))).toEqual([]);
    for (const sort of ['actions', 'kinds', 'fields', 'values'] as WordSort[]) {
      const wordless = traceWords.all(sort).filter(([, [zh, en]]) => !/\S/.test(zh) || !/[A-Za-z]/.test(en));
      expect(wordless).toEqual([]);
    }
  });

  it('has words for every field that an edit may change', () => {
    const schemas = JSON.parse(readFileSync('apps/api/openapi.json', 'utf8')) as {
      components: { schemas: Record<string, { properties?: object }> };
      paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: { $ref?: string } }> } }>>;
    };
    // Choosing how a list is read is no edit: its trace says that it was chosen.
    const edits = Object.entries(schemas.paths).filter(([path]) => !path.startsWith('/api/imports/'));
    const bodies = edits.flatMap(([, { patch }]) => patch?.requestBody?.content['application/json']?.schema.$ref ?? []);
    const fields = bodies.flatMap((ref) => Object.keys(schemas.components.schemas[ref.split('/').at(-1) ?? '']?.properties ?? {}));
    const saved = [...new Set(fields)].map((field) => field.replace(/Yuan$/, 'Fen'));
    expect(saved.length).toBeGreaterThan(40);
    expect(saved.filter((field) => !traceWords.has('fields', field))).toEqual([]);
  });

  it('has words for every retention rule and every queue', () => {
    const codes = [...retentionRules().map(({ name }) => `retention_rule.${name}`), ...QUEUES.map((name) => `queue.${name}`)];
    expect(codes.filter((code) => !traceWords.has('values', code))).toEqual([]);
  });

  it('leaves out only routes that exist', () => {
    const routes = new Set(routeTable(house.app).map(({ method, path }) => `${method} ${path}`));
    expect(Object.keys(TRACELESS).filter((route) => !routes.has(route))).toEqual([]);
  });

  it('knows who signed in and out, from where, and what became of jobs and queues', async () => {
    await house.get(UnitOfWork).run(() => house.get(OrgTree).ensureCity());
    const admin = await signedIn(house, [{ role: 'city-admin', nodeId: '3707' }]);
    const job = (await admin.get<{ items: { id: string }[] }>('/api/jobs?state=waiting&limit=1')).body.items[0]!;
    const moved = await admin.post(`/api/jobs/${job.id}/move`, { runAt: new Date(Date.now() + 3_600_000).toISOString() });
    const cancelled = await admin.post(`/api/jobs/${job.id}/cancel`);
    const retried = await admin.post(`/api/jobs/${job.id}/retry`);
    const paused = await admin.post('/api/queues/mail/pause');
    const resumed = await admin.post('/api/queues/mail/resume');
    expect([moved, cancelled, retried, paused, resumed].map(({ status }) => status)).toEqual([200, 200, 200, 204, 204]);
    await new Client(house.url).post('/api/sessions', { login: 'nobody', password: 'wrong' });
    expect(await untraced(house)).toEqual([]);
    type Entry = { action: string; address: string | null; result: string };
    const { items } = (await admin.get<{ items: Entry[] }>('/api/audit-entries?limit=100')).body;
    const ofAction = (action: string) => items.find((entry) => entry.action === action);
    for (const action of ['job.moved', 'job.cancelled', 'job.retried', 'queue.paused', 'queue.resumed'])
      expect(ofAction(action)).toMatchObject({ address: '127.0.0.1', result: 'done' });
    expect(ofAction('sign_in.failed')).toMatchObject({ address: '127.0.0.1', result: 'failed' });
  });
});
