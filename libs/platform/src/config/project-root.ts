import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const isProject = (dir: string): boolean => {
  const manifest = join(dir, 'package.json');
  return existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'gangqiao';
};

const find = (dir: string): string => {
  if (isProject(dir)) return dir;
  const parent = dirname(dir);
  if (parent === dir) throw new Error('package.json of gangqiao not found above the running program: run it from its own folder');
  return find(parent);
};

/** Folder of package.json: the same for sources under test and for the built program in dist. */
export const projectRoot = find(dirname(fileURLToPath(import.meta.url)));

/** Version of the product, from package.json. */
export const productVersion = (JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string }).version;
