import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApi } from '#platform/http';
import { projectRoot } from '#platform/config';
import { embeddedApp } from '../support/app.js';
import { routeTable } from '../support/http.js';

const read = (path: string): Record<string, unknown> =>
  (existsSync(join(projectRoot, path)) ? JSON.parse(readFileSync(join(projectRoot, path), 'utf8')) : {}) as Record<string, unknown>;

describe('the OpenAPI file', () => {
  const boot = embeddedApp();

  it('is what the routes say: after a change run `npm run openapi`', async () => {
    const { app } = await boot();
    const generated = JSON.parse(JSON.stringify(openApi(app, read('package.json').version as string))) as Record<string, unknown>;
    const kept = read('apps/api/openapi.json');
    const parts = (of: Record<string, unknown>) => Object.entries({ ...(of.paths as object), ...(of.components as { schemas?: object } | undefined)?.schemas });
    const [keptParts, newParts] = [new Map(parts(kept)), new Map(parts(generated))];
    const names = [...new Set([...keptParts.keys(), ...newParts.keys()])];
    expect(names.filter((name) => JSON.stringify(keptParts.get(name)) !== JSON.stringify(newParts.get(name)))).toEqual([]);
    expect(JSON.stringify(kept) === JSON.stringify(generated)).toBe(true);
    const documented = Object.keys(generated.paths as object);
    const routes = [...new Set(routeTable(app).filter(({ path }) => path.startsWith('/api/')).map(({ path }) => path.replace(/:(\w+)/g, '{$1}')))];
    expect(routes.filter((path) => !documented.includes(path) && path !== '/api/openapi.json')).toEqual([]);
  }, 60_000);
});
