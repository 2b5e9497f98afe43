import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';
import { flow } from './flow.js';

const libs = join(projectRoot, 'libs');

/** What `defineEvent` makes: frozen, with nothing but a name. */
const isEvent = (value: unknown): value is { name: string } =>
  typeof value === 'object' &&
  value !== null &&
  Object.isFrozen(value) &&
  Object.keys(value).join() === 'name' &&
  typeof (value as { name: unknown }).name === 'string';

/** Names of the events that the libraries let others see. */
const exported = async (): Promise<string[]> => {
  const indices = readdirSync(libs)
    .map((name) => join(libs, name, 'src/index.ts'))
    .filter((path) => existsSync(path));
  const modules = await Promise.all(indices.map((path) => import(path) as Promise<Record<string, unknown>>));
  return modules
    .flatMap((module) => Object.values(module))
    .filter(isEvent)
    .map(({ name }) => name)
    .sort();
};

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
