import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';

interface Locked {
  version: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}
const lock = (JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> }).packages;

/** Whether a package installed at `from` finds `name`, as Node looks it up. */
const finds = (from: string, name: string): boolean => {
  for (let base = from; ; base = base.slice(0, Math.max(base.lastIndexOf('node_modules/') - 1, 0))) {
    if (lock[`${base ? `${base}/` : ''}node_modules/${name}`]) return true;
    if (!base) return false;
  }
};

describe('the lock file', () => {
  it('takes every package from the public registry', () => {
    const elsewhere = Object.values(lock)
      .flatMap(({ resolved }) => resolved ?? [])
      .filter((url) => !url.startsWith('https://registry.npmjs.org/'));
    expect(elsewhere).toEqual([]);
  });

  // npm writes a lock without the builds it could not find and then refuses `npm ci` with it: take the version before.
  it('names the build for every platform, so that a clean install works everywhere', () => {
    const missing = Object.entries(lock).flatMap(([place, { version, optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !finds(place, name))
        .map((name) => `${place} ${version} lacks ${name}`),
    );
    expect(missing).toEqual([]);
  });
});

it('the third-party notices are those of the packages that are delivered', () => {
  const check = () =>
    execFileSync(process.execPath, ['apps/cli/bin/notices.mjs', '--check'], { cwd: projectRoot, encoding: 'utf8', stdio: 'pipe' });
  expect(check).not.toThrow();
});
