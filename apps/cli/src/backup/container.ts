import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/**
 * A backup is one gzip file of JSON lines, the same for every kind of database, so that it can be restored on another kind
 * and read with `zcat`:
 *
 *     {"gangqiao":"backup","format":1,"createdAt":…,"dialect":…,"migrations":[…],"keys":[…]}
 *     {"table":"need","columns":["id",…]}            a table begins
 *     ["0199…","焊工",40,null]                        one row; bytes are {"base64":…}, instants 'YYYY-MM-DD HH:MM:SS.mmm' in UTC
 *     {"end":{"need":1500,…},"sha256":"…"}           rows of each table, and the hash of all lines before this one
 */
export const FORMAT = 1;

export interface Manifest {
  gangqiao: 'backup';
  format: number;
  createdAt: string;
  dialect: 'sqlite' | 'mysql';
  /** Migrations that had run, in their order. */
  migrations: string[];
  /** Which keys the values inside are sealed with: ids and fingerprints, not keys. */
  keys: { id: string; fingerprint: string }[];
}

export interface TableStart {
  table: string;
  columns: string[];
}

export interface End {
  end: Record<string, number>;
  sha256: string;
}

export type Value = string | number | null | { base64: string };
export type Line = Manifest | TableStart | Value[] | End;

/** Thrown for a file that is no backup, is damaged or incomplete, or does not fit; nothing was changed. */
export class BackupError extends Error {}

const CHUNK_CHARACTERS = 65_536;
const LINE_FEED = 10;

/** Writes the file beside its place first: under its name there is never half a backup.
 * @param content manifest, tables and rows; the closing line is added here */
export const writeContainer = async (file: string, content: AsyncIterable<Exclude<Line, End>>): Promise<End> => {
  const draft = `${file}.part`;
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  let end: End = { end: counts, sha256: '' };

  const chunks = async function* (): AsyncGenerator<string> {
    let [buffer, table] = ['', ''];
    for await (const line of content) {
      if (Array.isArray(line)) counts[table] = (counts[table] ?? 0) + 1;
      else if ('table' in line) counts[(table = line.table)] = 0;
      buffer += `${JSON.stringify(line)}\n`;
      if (buffer.length < CHUNK_CHARACTERS) continue;
      hash.update(buffer);
      yield buffer;
      buffer = '';
    }
    hash.update(buffer);
    end = { end: counts, sha256: hash.digest('hex') };
    yield `${buffer}${JSON.stringify(end)}\n`;
  };

  try {
    await pipeline(Readable.from(chunks()), createGzip({ level: 6 }), createWriteStream(draft, { mode: 0o600, flush: true }));
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return end;
};

/** Reads the lines of a backup. The last one is checked against all before it.
 * @throws BackupError for a file that is no backup, damaged or cut off. */
export const readContainer = async function* (file: string): AsyncGenerator<Line> {
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  let [table, ended, first] = ['', false, true];
  for await (const text of textLines(file)) {
    if (ended) throw new BackupError(`${file} goes on after its end: it is damaged`);
    const line = parse(file, text);
    if (first && !('gangqiao' in line)) throw new BackupError(`${file} is not a backup of Gangqiao`);
    first = false;
    if (Array.isArray(line)) counts[table] = (counts[table] ?? 0) + 1;
    else if ('table' in line) counts[(table = line.table)] = 0;
    else if ('end' in line) ended = check(file, line, counts, hash);
    hash.update(text).update('\n');
    yield line;
  }
  if (!ended) throw new BackupError(`${file} is cut off: its closing line is missing`);
};

/** The manifest, after the whole file was read and found whole. */
export const verifyContainer = async (file: string): Promise<Manifest> => {
  let manifest: Manifest | undefined;
  for await (const line of readContainer(file)) if ('gangqiao' in line) manifest = line;
  if (!manifest) throw new BackupError(`${file} is not a backup of Gangqiao`);
  if (manifest.format > FORMAT)
    throw new BackupError(`${file} has format ${manifest.format}; this program reads up to ${FORMAT}: use a newer one`);
  return manifest;
};

const check = (file: string, { end, sha256 }: End, counts: Record<string, number>, hash: Hash): true => {
  const same =
    Object.keys(end).length === Object.keys(counts).length && Object.entries(end).every(([table, rows]) => counts[table] === rows);
  if (!same || hash.copy().digest('hex') !== sha256)
    throw new BackupError(`${file} is damaged: its content does not match its own checksum`);
  return true;
};

const parse = (file: string, text: string): Line => {
  try {
    const line = JSON.parse(text) as Line | null;
    if (typeof line === 'object' && line !== null) return line;
  } catch {
    // Falls through to the same sentence.
  }
  throw new BackupError(`${file} is not a backup of Gangqiao, or damaged`);
};

/** Lines end at a line feed only: readline would also break at separators that may stand inside a text. */
const textLines = async function* (file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  const piping = pipeline(source, gunzip).catch((error: NodeJS.ErrnoException) => void gunzip.destroy(error));
  let rest: Buffer[] = [];
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      let from = 0;
      for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
        rest.push(chunk.subarray(from, at));
        yield Buffer.concat(rest).toString('utf8');
        rest = [];
        from = at + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
    }
    if (rest.length > 0) yield Buffer.concat(rest).toString('utf8');
  } catch (error) {
    throw readable(file, error as NodeJS.ErrnoException);
  } finally {
    source.destroy();
    await piping;
  }
};

const readable = (file: string, error: NodeJS.ErrnoException): Error => {
  if (error instanceof BackupError) return error;
  if (error.code === 'ENOENT') return new BackupError(`${file} does not exist`);
  if (error.code === 'Z_BUF_ERROR') return new BackupError(`${file} is cut off`);
  return error.code?.startsWith('Z_') ? new BackupError(`${file} is not a backup of Gangqiao, or damaged`) : error;
};
