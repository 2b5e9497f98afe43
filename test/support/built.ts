import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';

/** With specs named, `npm test` leaves building to the first that runs what is built. */
export const buildWhenNeeded = (): void => {
  if (process.env['TEST_BUILDS'] !== 'when needed') return;
  const { status } = spawnSync(process.execPath, [join(projectRoot, 'apps', 'cli', 'bin', 'build.mjs')], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the programs could not be built');
};

/** A built file, by its path below dist. @throws when nothing is built: `npm test` builds, `npx jest` does not. */
export const builtFile = (path: string): string => {
  buildWhenNeeded();
  const file = join(projectRoot, 'dist', path);
  if (!existsSync(file)) throw new Error(`${file} is not built: run \`npm run build\` or use \`npm test\``);
  return file;
};
