import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';

const libraries = readdirSync(join(projectRoot, 'libs'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const indexOf = (library: string) => join(projectRoot, 'libs', library, 'src', 'index.ts');

describe('the house', () => {
  it('has no import outside the table, no cycle, no way past an index and nothing but plain TypeScript in its domains', () => {
    const cruiser = join(projectRoot, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
    const { stdout, status } = spawnSync(process.execPath, [cruiser, '--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'test'], {
      cwd: projectRoot,
      encoding: 'utf8',
    });
    expect(status === 0 ? '' : stdout).toBe('');
  }, 60_000);

  it('has a rule for every library', () => {
    const rules = readFileSync(join(projectRoot, '.dependency-cruiser.cjs'), 'utf8');
    const unruled = libraries.filter((name) => name !== 'flow' && !new RegExp(`^  ${name}: `, 'm').test(rules));
    expect(unruled).toEqual([]);
  });

  it('shows every library in its index, by which the others import it', () => {
    expect(libraries.filter((name) => name !== 'platform' && !existsSync(indexOf(name)))).toEqual([]);
  });

  it('keeps its entities inside: no index hands one out', () => {
    const leaking = libraries.filter(
      (name) => existsSync(indexOf(name)) && /from '\.\/[\w./-]*\.entity\.js'/.test(readFileSync(indexOf(name), 'utf8')),
    );
    expect(leaking).toEqual([]);
  });

  it('needs no forwardRef', () => {
    const using = libraries.filter((name) =>
      readdirSync(join(projectRoot, 'libs', name), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .some((file) => readFileSync(join(projectRoot, 'libs', name, file), 'utf8').includes('forwardRef(')),
    );
    expect(using).toEqual([]);
  });
});
