import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { permissionCatalogue } from '#access';
import { projectRoot } from '#platform/config';
import { retentionRules } from '#platform/db';
import { libraries, modulesOf, schemaOf, type Library } from './libraries.js';

const libs = join(projectRoot, 'libs');
/** What the libraries stand on, what puts them together, and what knows no word of the field. */
const WITHOUT_A_LINE = ['flow', 'platform', 'solver'];

const faces = async (): Promise<[name: string, face: unknown][]> => {
  const paths = readdirSync(libs).map((name) => join(libs, name, 'src/index.ts'));
  const found = await Promise.all(paths.filter((path) => existsSync(path)).map((path) => import(path) as Promise<object>));
  return found.flatMap((face) => Object.entries(face) as [string, unknown][]);
};

describe('the list of libraries', () => {
  it('has a line for every library', () => {
    const named = new Set(Object.keys(libraries));
    expect(readdirSync(libs).filter((name) => !named.has(name) && !WITHOUT_A_LINE.includes(name))).toEqual([]);
  });

  it('names every module and every schema that a library shows', async () => {
    const listed = new Set<unknown>([...modulesOf(), ...schemaOf()]);
    const shown = (await faces()).filter(([name]) => /(Module|Schema)$/.test(name) && name !== 'FlowModule');
    expect(shown.filter(([, face]) => !listed.has(face)).map(([name]) => name)).toEqual([]);
  });

  it('names every permission and every retention rule that the libraries define', () => {
    const listed = Object.values<Library>(libraries);
    const permissions = listed.flatMap((one) => Object.keys(one.permissions ?? {}));
    const rules = listed.flatMap((one) => one.retention ?? []);
    expect(permissions.sort()).toEqual(Object.keys(permissionCatalogue.all()));
    expect(new Set(rules)).toEqual(new Set(retentionRules()));
    expect(rules).toHaveLength(retentionRules().length);
  });
});
