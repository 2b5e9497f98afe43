import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SESSION_COOKIE, Sessions } from '#access';
import { Clock } from '#platform/db';
import type { Principal } from '#platform/http';

/** Thrown when the product refused something that the demo city needs: a fault of the demo. */
export class DemoError extends Error {}

/** The generation of an account that nothing was taken back from yet. */
const FRESH = 1;

/** One empty page. */
const PAPER = [
  '%PDF-1.4',
  '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
  '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj',
  'trailer<</Root 1 0 R>>',
  '%%EOF',
].join('\n');

/** Fills the demo through the same routes as people do, so that it holds nothing that could not have come about. */
export class DemoClient {
  private requests = 0;

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly userId: string,
  ) {}

  private readonly tokens = new Map<string, string>();

  /** A session lives in the demo's own time, and not long: each hour has one. */
  private async session(): Promise<string> {
    const hour = this.app.get(Clock).now().toISOString().slice(0, 13);
    const kept = this.tokens.get(hour);
    const sessions = this.app.get(Sessions);
    // Back in the present, what clears old sessions away may have taken it.
    if (kept && (await sessions.principal(kept, 'zh'))) return kept;
    const { token } = await sessions.start(this.userId, 'demo', FRESH, true);
    this.tokens.set(hour, token);
    return token;
  }

  /** Signs out, so that whoever tries the demo finds no device in their list that is not theirs. */
  async leave(): Promise<void> {
    const sessions = this.app.get(Sessions);
    for (const token of this.tokens.values()) {
      const who = await sessions.principal(token, 'zh');
      if (who?.sessionId) await sessions.end(who, who.sessionId);
    }
    this.tokens.clear();
  }

  /** For use cases that are called a thousand times, without the way there over HTTP. */
  async principal(): Promise<Principal> {
    const who = await this.app.get(Sessions).principal(await this.session(), 'zh');
    if (!who) throw new DemoError('the session of the demo is over');
    return who;
  }

  async send<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: object): Promise<T> {
    this.requests += 1;
    const response = await this.app.inject({
      method,
      url: `/api/${path}`,
      ...(body ? { payload: body } : {}),
      headers: { cookie: `${SESSION_COOKIE}=${await this.session()}` },
      // The rate limit counts by address; thousands of postings in a minute are the demo's own.
      remoteAddress: `127.1.${Math.floor(this.requests / 100) % 250}.1`,
    });
    if (response.statusCode >= 400) throw new DemoError(`${method} ${path}: ${response.statusCode} ${response.body}`);
    return (response.body ? JSON.parse(response.body) : undefined) as T;
  }

  /** Hands in a paper, as the form of registration does. @returns its id */
  async paper(kind: 'licence' | 'letter'): Promise<string> {
    const edge = 'demo-paper';
    const disposition = `content-disposition: form-data; name="file"; filename="${kind}.pdf"`;
    const head = [`--${edge}`, disposition, 'content-type: application/pdf', '', ''].join('\r\n');
    const response = await this.app.inject({
      method: 'POST',
      url: `/api/files?kind=${kind}`,
      payload: `${head}${PAPER}\r\n--${edge}--\r\n`,
      headers: { 'content-type': `multipart/form-data; boundary=${edge}`, cookie: `${SESSION_COOKIE}=${await this.session()}` },
      remoteAddress: `127.1.250.${this.requests++ % 250}`,
    });
    if (response.statusCode >= 400) throw new DemoError(`POST files: ${response.statusCode} ${response.body}`);
    return (JSON.parse(response.body) as { id: string }).id;
  }

  get<T>(path: string): Promise<T> {
    return this.send<T>('GET', path);
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.send<T>('POST', path, body);
  }
}

/** Lets the whole program live on another day for a while. */
export const onDay = async <T>(app: NestFastifyApplication, instant: Date, work: () => Promise<T>): Promise<T> => {
  const clock = app.get(Clock);
  const now = Object.getOwnPropertyDescriptor(clock, 'now');
  const offset = instant.getTime() - Date.now();
  Object.defineProperty(clock, 'now', { configurable: true, value: () => new Date(Date.now() + offset) });
  try {
    return await work();
  } finally {
    if (now) Object.defineProperty(clock, 'now', now);
    else Reflect.deleteProperty(clock, 'now');
  }
};
