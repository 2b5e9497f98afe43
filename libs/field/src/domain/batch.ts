/** What somebody saw, as their phone wrote it down. */
export interface LogEntry {
  /** 1, 2, 3 …: a phone gives each number once. */
  n: number;
  /** By the phone's own clock, in milliseconds since 1970. */
  at: number;
  kind: string;
  /** Of whom or what: the number of a ticket, the id of a line. */
  subject: string;
  /** JSON text; null when kind and subject say it all. */
  detail: string | null;
  /** Digest of the entry before; '' before the first. */
  prev: string;
}

/** What a phone sends at one contact. */
export interface Batch {
  /** Rises with each contact. */
  contact: number;
  /** When it was sent, by the same clock as the entries. */
  sentAt: number;
  entries: LogEntry[];
}

/** What a request without entries says. */
export interface Contact {
  contact: number;
  sentAt: number;
  /** What the phone has already, as it was told. */
  since: string | null;
}

export const MOST_ENTRIES = 2_000;
const LONGEST_DETAIL = 2_000;
const MOST = 2_000_000_000;
/** The year 2100: beyond it no clock is merely wrong. */
const LAST_INSTANT = 4_102_444_800_000;
const KIND = /^[a-z_]{1,24}$/;
const SUBJECT = /^[\w.:-]{0,64}$/;
const DIGEST = /^([\w-]{43})?$/;

/** Where a message of a phone is not one of ours: the path into it. */
export class MalformedError extends Error {
  constructor(readonly where: string) {
    super(`${where} is not as a phone writes it`);
  }
}

type Fields = Record<string, unknown>;

const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

const check = (holds: boolean, where: string): void => {
  if (!holds) throw new MalformedError(where);
};

const objectIn = (value: unknown, where: string): Fields => {
  check(typeof value === 'object' && value !== null && !Array.isArray(value), where);
  return value as Fields;
};

const parsed = (text: string): Fields => {
  try {
    return objectIn(JSON.parse(text), 'payload');
  } catch {
    throw new MalformedError('payload');
  }
};

const contactIn = ({ contact, sentAt }: Fields): { contact: number; sentAt: number } => {
  check(isWhole(contact, 1, MOST), 'contact');
  check(isWhole(sentAt, 0, LAST_INSTANT), 'sentAt');
  return { contact: contact as number, sentAt: sentAt as number };
};

const isText = (value: unknown, pattern: RegExp): boolean => typeof value === 'string' && pattern.test(value);

const isDetail = (value: unknown): boolean => {
  if (value === null) return true;
  if (typeof value !== 'string' || value.length > LONGEST_DETAIL || value.includes('\n')) return false;
  try {
    return typeof JSON.parse(value) === 'object';
  } catch {
    return false;
  }
};

const entryOf = (value: unknown, i: number): LogEntry => {
  const where = `entries.${i}`;
  const given = objectIn(value, where);
  check(isWhole(given['n'], 1, MOST), `${where}.n`);
  check(isWhole(given['at'], 0, LAST_INSTANT), `${where}.at`);
  check(isText(given['kind'], KIND), `${where}.kind`);
  check(isText(given['subject'], SUBJECT), `${where}.subject`);
  check(isDetail(given['detail']), `${where}.detail`);
  check(isText(given['prev'], DIGEST), `${where}.prev`);
  const { n, at, kind, subject, detail, prev } = given as unknown as LogEntry;
  return { n, at, kind, subject, detail, prev };
};

/** Reads what a phone sent; its entries by number. Plain checks: a batch has up to {@link MOST_ENTRIES} of them.
 * @throws MalformedError */
export const readBatch = (text: string): Batch => {
  const given = parsed(text);
  const { entries } = given;
  if (!Array.isArray(entries) || entries.length > MOST_ENTRIES) throw new MalformedError('entries');
  const read = entries.map(entryOf).sort((a, b) => a.n - b.n);
  for (const [i, { n }] of read.entries()) check(read[i + 1]?.n !== n, `entries.${i}.n`);
  return { ...contactIn(given), entries: read };
};

/** @throws MalformedError */
export const readContact = (text: string): Contact => {
  const given = parsed(text);
  const since = given['since'] ?? null;
  check(since === null || (typeof since === 'string' && since.length <= 200), 'since');
  return { ...contactIn(given), since: since as string | null };
};

/** What the digest of an entry is taken of: whatever is changed in it changes it, and so does another entry before it. */
export const digestText = (deviceId: string, { n, at, kind, subject, detail, prev }: LogEntry): string =>
  [deviceId, n, at, kind, subject, detail ?? '', prev].join('\n');
