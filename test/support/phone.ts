import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { Client, type Answer } from './client.js';

export interface SyncAnswer {
  added: number;
  objections: { n: number; verdict: string; code: string }[];
  wipe: boolean;
  code?: string;
}

interface Entry {
  n: number;
  at: number;
  kind: string;
  subject: string;
  detail: string | null;
  prev: string;
}
export interface Signed {
  device: string;
  payload: string;
  signature: string;
}

/** A phone in the field, by its protocol: what apps/web/src/field does in a browser, with a clock that can be set. */
export class Phone {
  device = '';
  private contacts = 0;
  private counter = 0;
  private head = '';
  private waiting: Entry[] = [];

  private constructor(
    /** Where the server is. */
    public url: string,
    private readonly key: KeyObject,
    readonly publicKey: string,
    /** Its own clock. */
    readonly now: () => number,
  ) {}

  static make(url: string, now: () => number): Phone {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return new Phone(url, privateKey, publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'), now);
  }

  /** Another phone with all that stands in this one's storage, and its key as well. */
  copy(): Phone {
    const copy = new Phone(this.url, this.key, this.publicKey, this.now);
    Object.assign(copy, {
      device: this.device,
      contacts: this.contacts,
      counter: this.counter,
      head: this.head,
      waiting: [...this.waiting],
    });
    return copy;
  }

  /** Another phone with all that a page can read of this one's storage: its key cannot be read. */
  stolen(): Phone {
    return Object.assign(Phone.make(this.url, this.now), {
      ...{ device: this.device, contacts: this.contacts, counter: this.counter, head: this.head, waiting: [...this.waiting] },
    });
  }

  /** What it says to take an invitation up. */
  enrolment(code: string): { code: string; publicKey: string; signature: string } {
    return { code, publicKey: this.publicKey, signature: this.sign(`enrol\n${code}\n${this.publicKey}`) };
  }

  async enrol(code: string): Promise<Answer<{ device: string; code?: string }>> {
    const answer = await new Client(this.url).post<{ device: string }>('/api/field/enrol', this.enrolment(code));
    if (answer.status === 200) this.device = answer.body.device;
    return answer;
  }

  unlock(): Promise<Answer<{ key: string; until: string; code?: string }>> {
    return this.send('unlock', {});
  }

  kit(since: string | null = null) {
    return this.send<{
      facts: Record<string, unknown>;
      rows: { id: string; values: string[] }[];
      since: string;
      more: boolean;
      code?: string;
    }>('kit', { since });
  }

  mark(kind: string, subject: string, detail: object | null = null, at = this.now()): void {
    const entry: Entry = { n: this.counter + 1, at, kind, subject, detail: detail && JSON.stringify(detail), prev: this.head };
    this.counter += 1;
    this.head = createHash('sha256')
      .update([this.device, entry.n, at, kind, subject, entry.detail ?? '', entry.prev].join('\n'))
      .digest('base64url');
    this.waiting.push(entry);
  }

  /** What waits, as a message; it goes on waiting until it is taken. */
  batch(from = 0, to = this.waiting.length): Signed {
    return this.signed('sync', { entries: this.waiting.slice(from, to) });
  }

  async sync(message: Signed = this.batch()): Promise<Answer<SyncAnswer>> {
    const answer = await new Client(this.url).post<SyncAnswer>('/api/field/sync', message);
    if (answer.status === 200) {
      const sent = new Set((JSON.parse(message.payload) as { entries: Entry[] }).entries.map(({ n }) => n));
      this.waiting = this.waiting.filter(({ n }) => !sent.has(n));
    }
    return answer;
  }

  get waits(): number {
    return this.waiting.length;
  }

  send<T>(purpose: 'unlock' | 'kit', said: object): Promise<Answer<T>> {
    return new Client(this.url).post<T>(`/api/field/${purpose}`, this.signed(purpose, said));
  }

  signed(purpose: string, said: object): Signed {
    this.contacts += 1;
    const payload = JSON.stringify({ contact: this.contacts, sentAt: this.now(), ...said });
    return { device: this.device, payload, signature: this.sign(`${purpose}\n${this.device}\n${payload}`) };
  }

  private sign(text: string): string {
    return sign('sha256', Buffer.from(text), { key: this.key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  }
}
