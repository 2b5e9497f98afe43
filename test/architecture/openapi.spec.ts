import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApi } from '#platform/http';
import { projectRoot } from '#platform/config';
import { embeddedApp } from '../support/app.js';
import { routeTable } from '../support/http.js';

const read = (path: string): Record<string, unknown> =>
  (existsSync(join(projectRoot, path)) ? JSON.parse(readFileSync(join(projectRoot, path), 'utf8')) : {}) as Record<string, unknown>;

/** Every `$ref` of a document, wherever it stands. */
const references = (node: unknown): string[] => {
  if (typeof node !== 'object' || node === null) return [];
  const own = (node as { $ref?: unknown }).$ref;
  return [...(typeof own === 'string' ? [own] : []), ...Object.values(node).flatMap(references)];
};

describe('the OpenAPI file', () => {
  it('is what the pages compile against: after a change run `npm run openapi`', () => {
    const bin = join(projectRoot, 'node_modules', 'openapi-typescript', 'bin', 'cli.js');
    const files = ['apps/api/openapi.json', '-o', 'apps/web/src/api/schema.ts'];
    expect(() => execFileSync(process.execPath, [bin, ...files, '--check'], { cwd: projectRoot, stdio: 'pipe' })).not.toThrow();
  });

  it('refers only to schemas that it has', () => {
    const kept = read('apps/api/openapi.json');
    const known = Object.keys((kept.components as { schemas: object }).schemas).map((name) => `#/components/schemas/${name}`);
    expect([...new Set(references(kept))].filter((reference) => !known.includes(reference))).toEqual([]);
  });

  const boot = embeddedApp();

  it('is what the routes say: after a change run `npm run openapi`', async () => {
    const { app } = await boot();
    const generated = JSON.parse(JSON.stringify(openApi(app, read('package.json').version as string))) as Record<string, unknown>;
    const kept = read('apps/api/openapi.json');
    const parts = (of: Record<string, unknown>) =>
      Object.entries({ ...(of.paths as object), ...(of.components as { schemas?: object } | undefined)?.schemas });
    const [keptParts, newParts] = [new Map(parts(kept)), new Map(parts(generated))];
    const names = [...new Set([...keptParts.keys(), ...newParts.keys()])];
    expect(names.filter((name) => JSON.stringify(keptParts.get(name)) !== JSON.stringify(newParts.get(name)))).toEqual([]);
    expect(JSON.stringify(kept) === JSON.stringify(generated)).toBe(true);
    const documented = Object.keys(generated.paths as object);
    const routes = [
      ...new Set(
        routeTable(app)
          .filter(({ path }) => path.startsWith('/api/'))
          .map(({ path }) => path.replace(/:(\w+)/g, '{$1}')),
      ),
    ];
    expect(routes.filter((path) => !documented.includes(path) && path !== '/api/openapi.json')).toEqual([]);
  }, 60_000);
});
