import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '#platform/config';

/** Thrown when there is no key to seal personal data with, or the keys are not the ones the database was written with. */
export class KeysError extends Error {}

/** The keys of this installation. They are no part of a backup. */
export interface KeyRing {
  /** Field keys by id, newest first: the first one seals, all of them open. */
  readonly keys: ReadonlyMap<string, Buffer>;
  /** Key of the blind index; never rotated, for every search and duplicate claim would be lost with it. */
  readonly indexKey: Buffer;
  /** Where they came from, for people to read. */
  readonly source: 'environment' | 'file';
}

interface KeyFile {
  keys: string;
  indexKey: string;
}

/** The generated key file inside the data directory. */
export const keyFile = (settings: Settings): string => join(settings.GANGQIAO_DATA, 'keys.json');

/** Reads the keys from the settings, or from a file in the data directory that is made at the first start.
 * A file is for the embedded database and the demo: where several processes share a database server, they have to be given the same keys.
 * @throws KeysError when DATABASE_URL is set and the keys are not. */
export const loadKeys = (settings: Settings): KeyRing => {
  const { GANGQIAO_KEYS: keys, GANGQIAO_INDEX_KEY: indexKey } = settings;
  if (keys && indexKey) return { keys: parseKeys(keys), indexKey: Buffer.from(indexKey, 'base64'), source: 'environment' };
  if (keys ?? indexKey) {
    throw new KeysError('GANGQIAO_KEYS and GANGQIAO_INDEX_KEY belong together: give both, or neither to have a key file made');
  }
  if (settings.DATABASE_URL && !settings.GANGQIAO_DEMO) {
    throw new KeysError(
      'GANGQIAO_KEYS and GANGQIAO_INDEX_KEY are missing: with DATABASE_URL every process needs the same keys. ' +
        'Make them once and keep them apart from the backups:  GANGQIAO_KEYS=k1:$(openssl rand -base64 32)  ' +
        'GANGQIAO_INDEX_KEY=$(openssl rand -base64 32)',
    );
  }
  const file = keyFile(settings);
  if (!existsSync(file)) create(file, settings.GANGQIAO_DATA);
  const stored = readKeyFile(file);
  return { keys: parseKeys(stored.keys), indexKey: Buffer.from(stored.indexKey, 'base64'), source: 'file' };
};

/** Puts a new key in front of those in the key file, and returns its id. The old ones stay until nothing is sealed with them. */
export const addKeyToFile = (settings: Settings, now: Date): string => {
  const file = keyFile(settings);
  const stored = readKeyFile(file);
  const taken = parseKeys(stored.keys);
  const day = now.toISOString().slice(0, 10).replaceAll('-', '');
  let id = `k${day}`;
  for (let n = 2; taken.has(id); n += 1) id = `k${day}-${n}`;
  replace(file, { ...stored, keys: `${id}:${newKey()},${stored.keys}` });
  return id;
};

/** Takes keys out of the key file once nothing is sealed with them any more. */
export const dropKeysFromFile = (settings: Settings, ids: readonly string[]): void => {
  const file = keyFile(settings);
  const stored = readKeyFile(file);
  const kept = stored.keys.split(',').filter((pair) => !ids.includes(pair.split(':')[0] ?? ''));
  replace(file, { ...stored, keys: kept.join(',') });
};

/** Says which key it is without giving it away: stored beside the data, so that a wrong key is noticed at the start. */
export const fingerprint = (key: Buffer): string => createHmac('sha256', key).update('gangqiao key check').digest('base64url');

const newKey = (): string => randomBytes(32).toString('base64');

const parseKeys = (list: string): Map<string, Buffer> => {
  const keys = new Map<string, Buffer>();
  for (const pair of list.split(',')) {
    const [id = '', key = ''] = pair.split(':');
    if (keys.has(id)) throw new KeysError(`the key id ${id} occurs twice`);
    keys.set(id, Buffer.from(key, 'base64'));
  }
  return keys;
};

const readKeyFile = (file: string): KeyFile => {
  const valid = (stored: Partial<KeyFile>): stored is KeyFile => typeof stored.keys === 'string' && typeof stored.indexKey === 'string';
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as Partial<KeyFile>;
    if (valid(stored)) return stored;
  } catch (error) {
    throw new KeysError(`the key file ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new KeysError(`the key file ${file} is not one of ours: expected "keys" and "indexKey"`);
};

const write = (file: string, content: KeyFile): void =>
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true });

/** A link appears whole or not at all, and fails when another process was faster: then its keys are the keys. */
const create = (file: string, directory: string): void => {
  mkdirSync(directory, { recursive: true });
  const draft = `${file}.${process.pid}`;
  write(draft, { keys: `k1:${newKey()}`, indexKey: newKey() });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
};

const replace = (file: string, content: KeyFile): void => {
  const draft = `${file}.${process.pid}`;
  write(draft, content);
  renameSync(draft, file);
};
