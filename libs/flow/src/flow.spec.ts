import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';
import { flow } from './flow.js';

const libs = join(projectRoot, 'libs');

/** What `defineEvent` makes: frozen, with nothing but a name. */
const isEvent = (value: unknown): value is { name: string } =>
  typeof value === 'object' && value !== null && Object.isFrozen(value) && Object.keys(value).join() === 'name' && typeof (value as { name: unknown }).name === 'string';

/** Names of the events that the libraries let others see. */
const exported = async (): Promise<string[]> => {
  const indices = readdirSync(libs).map((name) => join(libs, name, 'src/index.ts')).filter((path) => existsSync(path));
  const modules = await Promise.all(indices.map((path) => import(path) as Promise<Record<string, unknown>>));
  return modules.flatMap((module) => Object.values(module)).filter(isEvent).map(({ name }) => name).sort();
};

/** Names of the events that the sources define, exported or not. */
const defined = (): string[] =>
  readdirSync(libs, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.startsWith('platform'))
    .flatMap((path) => [...readFileSync(join(libs, path), 'utf8').matchAll(/= defineEvent<[\s\S]*?>\(\s*'([^']+)'/g)].map(([, name = '']) => name))
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
});
