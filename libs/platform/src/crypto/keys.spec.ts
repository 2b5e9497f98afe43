import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Settings } from '#platform/config';
import { addKeyToFile, dropKeysFromFile, keyFile, KeysError, loadKeys } from './keys.js';

const key = (letter: string): string => Buffer.alloc(32, letter).toString('base64');

describe('keys', () => {
  let directory: string;
  const settings = (more: Partial<Settings> = {}): Settings => Object.assign(new Settings(), { GANGQIAO_DATA: directory }, more);
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'keys-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it('are made once for the embedded database, in a file that only its owner reads', () => {
    const first = loadKeys(settings());
    expect(statSync(keyFile(settings())).mode & 0o777).toBe(0o600);
    expect(loadKeys(settings())).toEqual(first);
    expect([...first.keys.values()][0]?.length).toBe(32);
  });

  it('come from the environment, the newest first', () => {
    const ring = loadKeys(settings({ GANGQIAO_KEYS: `new:${key('n')},old:${key('o')}`, GANGQIAO_INDEX_KEY: key('i') }));
    expect([...ring.keys.keys()]).toEqual(['new', 'old']);
    expect(ring.source).toBe('environment');
  });

  it('have to be given with a database server, where several processes share them', () => {
    expect(() => loadKeys(settings({ DATABASE_URL: 'mysql://u@h/d' }))).toThrow(/GANGQIAO_KEYS and GANGQIAO_INDEX_KEY are missing/);
    expect(() => loadKeys(settings({ DATABASE_URL: 'mysql://u@h/d', GANGQIAO_KEYS: `a:${key('a')}` }))).toThrow(/belong together/);
  });

  it('grow by one in front, and lose what is named', () => {
    loadKeys(settings());
    const id = addKeyToFile(settings(), new Date('2026-11-24T00:00:00Z'));
    expect([...loadKeys(settings()).keys.keys()]).toEqual([id, 'k1']);
    expect(addKeyToFile(settings(), new Date('2026-11-24T00:00:00Z'))).not.toBe(id);
    dropKeysFromFile(settings(), ['k1']);
    expect([...loadKeys(settings()).keys.keys()]).toHaveLength(2);
    expect(readFileSync(keyFile(settings()), 'utf8')).not.toContain('k1:');
  });

  it('that cannot be read stop the start instead of being made anew', () => {
    writeFileSync(keyFile(settings()), '{"keys":');
    expect(() => loadKeys(settings())).toThrow(KeysError);
  });
});
