import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';

const tracked = execFileSync('git', ['ls-files'], { cwd: projectRoot, encoding: 'utf8' }).split('\n').filter(Boolean);
const texts = tracked.filter((file) =>
  /\.(ts|tsx|mjs|cjs|js|json|md|css|html|ya?ml|csv)$|(^|\/)(run|Dockerfile|Caddyfile|\.env\.example)$/.test(file),
);

/** Files in which the pattern occurs, as path:line. */
const mentions = (pattern: RegExp, files = texts): string[] =>
  files.flatMap((file) =>
    readFileSync(join(projectRoot, file), 'utf8')
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1}`] : [])),
  );

describe('code and documents', () => {
  it('name no folder of somebody’s machine', () => {
    expect(mentions(/(?<![\w.$}])\/(work|home|root|Users)\/(?!\.\.)\w/)).toEqual([]);
  });

  it('switch no check off without a reason beside it', () => {
    const code = texts.filter((file) => /\.(ts|tsx)$/.test(file));
    expect(
      mentions(
        /@ts-(ignore|nocheck)/,
        code.filter((file) => !file.endsWith('texts.spec.ts')),
      ),
    ).toEqual([]);
    expect(
      mentions(
        /eslint-disable(-next-line|-line)?(?!.*--)/,
        code.filter((file) => !file.endsWith('texts.spec.ts')),
      ),
    ).toEqual([]);
  });

  it('carry no key, password or token of a real service', () => {
    expect(
      mentions(/-----BEGIN [A-Z ]*PRIVATE KEY-----|AKIA[0-9A-Z]{16}|\bLTAI[0-9A-Za-z]{12,}/).filter(
        (place) => !place.startsWith('test/architecture/texts'),
      ),
    ).toEqual([]);
  });
});
