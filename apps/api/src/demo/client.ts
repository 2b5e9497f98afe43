import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SESSION_COOKIE, Sessions } from '#access';
import { Clock } from '#platform/db';
import type { Principal } from '#platform/http';

/** Thrown when the product refused something that the demo city needs: a fault of the demo. */
export class DemoError extends Error {}

/** The generation of an account that nothing was taken back from yet. */
const FRESH = 1;

/** Fills the demo through the same routes as people do, so that it holds nothing that could not have come about. */
export class DemoClient {
  private requests = 0;

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly userId: string,
  ) {}

  private token = '';
  private tokenOf = '';

  /** A session lives in the demo's own time, so each day gets a new one. */
  private async session(): Promise<string> {
    const day = this.app.get(Clock).today();
    if (this.tokenOf !== day) {
      this.token = (await this.app.get(Sessions).start(this.userId, 'demo', FRESH, true)).token;
      this.tokenOf = day;
    }
    return this.token;
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
