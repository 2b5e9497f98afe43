import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';
import { Events, JobAdmin, defineEvent, type EventKind } from '#platform/jobs';
import { UnitOfWork } from '#platform/db';
import { eachDatabase } from '../../../test/support/databases.js';
import { startApp } from '../../../test/support/app.js';
import { feeds, doorPorts, flow, ports } from './flow.js';
import { libraries } from './libraries.js';

const libs = join(projectRoot, 'libs');

/** What `defineEvent` makes: frozen, with nothing but a name. */
const isEvent = (value: unknown): value is { name: string } =>
  typeof value === 'object' &&
  value !== null &&
  Object.isFrozen(value) &&
  Object.keys(value).join() === 'name' &&
  typeof (value as { name: unknown }).name === 'string';

/** What the libraries let others see. */
const faces = async (): Promise<[name: string, face: unknown][]> => {
  const indices = readdirSync(libs)
    .map((name) => join(libs, name, 'src/index.ts'))
    .filter((path) => existsSync(path));
  const modules = await Promise.all(indices.map((path) => import(path) as Promise<Record<string, unknown>>));
  return modules.flatMap((module) => Object.entries(module));
};

/** Names of the events among them. */
const exported = async (): Promise<string[]> =>
  (await faces())
    .map(([, face]) => face)
    .filter(isEvent)
    .map(({ name }) => name)
    .sort();

/** Names of the events that the sources define, exported or not. */
const defined = (): string[] =>
  readdirSync(libs, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.startsWith('platform'))
    .flatMap((path) =>
      [...readFileSync(join(libs, path), 'utf8').matchAll(/= defineEvent<[\s\S]*?>\(\s*'([^']+)'/g)].map(([, name = '']) => name),
    )
    .sort();

describe('the map', () => {
  it('has exactly one line for every event of every library, and none for anything else', async () => {
    const events = await exported();
    expect(events.length).toBeGreaterThan(20);
    expect(flow.map(({ event }) => event).sort()).toEqual(events);
  });

  it('can see every event that a library defines', async () => {
    expect(await exported()).toEqual(defined());
  });

  it('tells a station of all its proposals of one run in one message, and an enterprise of all of its', async () => {
    const proposal = (k: number, supplierId: string, enterpriseId: string) => ({
      proposalId: `p${k}`,
      supplierId,
      enterpriseId,
      needId: `n${k}`,
      people: k,
    });
    const sent = {
      runId: 'r',
      proposals: [proposal(1, 's1', 'e1'), proposal(2, 's1', 'e2'), proposal(3, 's2', 'e1'), proposal(4, 's1', 'e2')],
    };
    const reaction = flow.find(({ event }) => event === 'matching.proposals_sent');
    const steps = (reaction?.react(sent as never) ?? []).filter((step) => 'template' in step);
    const told = await Promise.all(steps.map(async ({ template, params }) => [template, await params({} as never)]));
    expect(told).toEqual([
      ['proposal.sent', { people: 7, proposals: 3, enterprises: 2 }],
      ['proposal.sent', { people: 3, proposals: 1, enterprises: 1 }],
      ['proposal.offered', { people: 4, proposals: 2 }],
      ['proposal.offered', { people: 6, proposals: 2 }],
    ]);
  });
});

/** Sources of the libraries that have a noun of the field: path below libs/, and text. */
const sources = (): [path: string, text: string][] =>
  readdirSync(libs, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ts$/.test(path) && !/\.spec\.ts$|^(platform|solver|flow)\//.test(path))
    .map((path) => [path, readFileSync(join(libs, path), 'utf8')]);

describe('the ports', () => {
  it('are all bound here: every one that a library shows, and each once', async () => {
    const abstract = new Set(
      sources().flatMap(([, text]) => [...text.matchAll(/^export abstract class (\w+)/gm)].map(([, name = '']) => name)),
    );
    const declared = (await faces()).map(([name]) => name).filter((name) => abstract.has(name));
    // What the platform asks is asked of the access library, and declared below the libraries.
    declared.push(...doorPorts.map(({ provide }) => provide.name));
    expect(ports.map(({ provide }) => provide.name).sort()).toEqual(declared.sort());
  });

  it('are bound in no other way: no library looks a provider up, does without one, or is there for everybody but access', () => {
    const other = sources().filter(
      ([path, text]) =>
        /@Optional\(|ModuleRef|@Global\(/.test(text) && path !== 'access/src/access.module.ts' && !path.includes('/testing/'),
    );
    expect(other.map(([path]) => path)).toEqual([]);
  });
});

describe('the feeds', () => {
  it('name libraries that do read what is said, and whoever follows the changes of the ledger is among them', () => {
    const reads = (library: string, name: string): boolean =>
      sources().some(([path, text]) => path.startsWith(`${library}/`) && new RegExp(`\\b${name}\\b[^;]*from '#need'`).test(text));
    expect(feeds.filter(({ library, reads: face }) => !reads(library, face.name))).toEqual([]);
    const following = Object.keys(libraries).filter((library) => reads(library, 'NeedFeed'));
    expect(following).toEqual(feeds.filter(({ reads: face }) => face.name === 'NeedFeed').map(({ library }) => library));
  });
});

describe('an event', () => {
  eachDatabase((database) => {
    it('reaches the map inside the transaction of what happened, never without one, and must have a line there', async () => {
      const house = await startApp({ database });
      const [uow, events] = [house.get(UnitOfWork), house.get(Events)];
      const changed: EventKind<{ needId: string }> = { name: 'need.changed' };
      await expect(events.record(changed, { needId: '1' })).rejects.toThrow('outside a unit of work');
      await uow.run(() => events.record(changed, { needId: '2' }).then(() => Promise.reject(new Error('no')))).catch(() => undefined);
      await uow.run(() => events.record(changed, { needId: '3' }));
      const { items } = await house.get(JobAdmin).list({ name: 'matching.stale_proposals' });
      expect(items.map(({ payload }) => payload)).toEqual([{ needId: '3' }]);
      const unknown = defineEvent<object>('thing.happened');
      await expect(uow.run(() => events.record(unknown, {}))).rejects.toThrow('the map has no line for thing.happened');
    });
  });
});
