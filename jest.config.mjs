import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = import.meta.dirname;

// Jest runs as CommonJS, so packages that ship only ES modules have to be transformed as well.
const esmOnly = (dir) =>
  readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || entry.isSymbolicLink()) return [];
    if (entry.name.startsWith('@')) return esmOnly(join(dir, entry.name)).map((name) => `${entry.name}/${name}`);
    const manifest = join(dir, entry.name, 'package.json');
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).type === 'module' ? [entry.name] : [];
  });

const swc = (syntax) => [
  '@swc/jest',
  {
    swcrc: false,
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2023',
      keepClassNames: true,
      parser: syntax === 'typescript' ? { syntax, decorators: true } : { syntax },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
  },
];
// CommonJS, but they load an ES module with import() when they run.
const importing = ['@fastify/cookie'];
const transformed = [...esmOnly(join(root, 'node_modules')), ...importing].map((name) => name.replace(/[.+]/g, '\\$&'));

export default {
  rootDir: root,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['gangqiao-source', 'node', 'node-addons'] },
  // Suites on a real database share two cores with its server; a slow machine is no failure.
  testTimeout: 30_000,
  testRegex: '\\.spec\\.ts$',
  // What one spec loaded stays in its process; from a few gigabytes on clearing it up takes longer than the specs.
  workerIdleMemoryLimit: '1GB',
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  resolver: join(root, 'test', 'support', 'resolver.cjs'),
  transform: { '^.+\\.ts$': swc('typescript'), '^.+\\.m?js$': swc('ecmascript') },
  transformIgnorePatterns: [`/node_modules/(?!(?:${transformed.join('|')})/)`],
};
