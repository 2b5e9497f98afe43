import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
}

const root = join(__dirname, '../..');
const out = mkdtempSync(join(tmpdir(), 'gangqiao-web-'));
const manifests: Record<string, Record<string, Chunk>> = {};

/** Everything that is fetched with these chunks before their code runs. */
const closure = (manifest: Record<string, Chunk>, keys: string[], seen = new Set<string>()): Set<string> => {
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    closure(manifest, manifest[key]?.imports ?? [], seen);
  }
  return seen;
};
const kilobytes = (manifest: Record<string, Chunk>, keys: string[]): number => {
  const files = new Set([...closure(manifest, keys)].flatMap((key) => manifest[key]?.file ?? []).filter((file) => file.endsWith('.js')));
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(out, file)), { level: 9 }).length, 0) / 1000;
};
const catalogues = {
  public: ['src/i18n/zh/common.json', 'src/i18n/zh/public.json'],
  console: ['src/i18n/zh/common.json', 'src/console/texts.zh.ts'],
};

beforeAll(() => {
  for (const entry of ['public', 'console']) {
    execFileSync(
      process.execPath,
      [join(root, 'node_modules/vite/bin/vite.js'), 'build', '-c', 'apps/web/vite.config.ts', '--mode', entry, '--outDir', out],
      {
        cwd: root,
        stdio: 'pipe',
        env: { ...process.env, NODE_ENV: 'production' },
      },
    );
    manifests[entry] = JSON.parse(readFileSync(join(out, `.vite/${entry}.json`), 'utf8')) as Record<string, Chunk>;
  }
}, 120_000);

afterAll(() => rmSync(out, { recursive: true, force: true }));

describe('what a browser has to fetch', () => {
  it('for all public pages together is at most 110 kB of JavaScript, compressed', () => {
    const manifest = manifests['public'] ?? {};
    const later = [...closure(manifest, ['index.html'])].flatMap((key) => manifest[key]?.dynamicImports ?? []);
    expect(later.filter((key) => !key.startsWith('src/i18n/') && !key.startsWith('src/console/texts.'))).toEqual([]);
    expect(kilobytes(manifest, ['index.html', ...catalogues.public])).toBeLessThanOrEqual(110);
  });

  it('for any page of the console opened first is at most 450 kB of JavaScript, compressed', () => {
    const manifest = manifests['console'] ?? {};
    const pages = Object.keys(manifest).filter((key) => /^src\/console\/\w+\/[\w-]+\.tsx$/.test(key));
    expect(pages.length).toBeGreaterThan(20);
    const sizes = pages.map((page) => [kilobytes(manifest, ['console/index.html', page, ...catalogues.console]), page] as const);
    expect(sizes.filter(([size]) => size > 450)).toEqual([]);
  });

  it('for public pages holds nothing of antd and no router', () => {
    const manifest = manifests['public'] ?? {};
    const files = [...closure(manifest, ['index.html'])].flatMap((key) => manifest[key]?.file ?? []);
    const code = files.map((file) => readFileSync(join(out, file), 'utf8')).join('\n');
    expect(code).not.toMatch(/ant-btn|__TSR/);
  });

  it('keeps scripts in files of their own, so that the security policy needs no unsafe-inline', () => {
    for (const page of ['index.html', 'console/index.html'])
      expect(readFileSync(join(out, page), 'utf8')).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>|\son\w+=/);
  });
});
