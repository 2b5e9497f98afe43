import { Accounts, type NewGrant } from '#access';
import { privacyNotices } from '#reference';
import type { RunningApp } from './http.js';

export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

interface Extra {
  headers?: Record<string, string>;
}

/** A route’s answer that is a file. */
export interface FileAnswer {
  status: number;
  type: string;
  content: Buffer;
}

/** A browser as far as the API can tell: keeps its cookie, sends its origin. */
export class Client {
  constructor(
    readonly url: string,
    private cookie?: string,
  ) {}

  get<T = unknown>(path: string, extra?: Extra): Promise<Answer<T>> {
    return this.send('GET', path, undefined, extra);
  }
  post<T = unknown>(path: string, body?: unknown, extra?: Extra): Promise<Answer<T>> {
    return this.send('POST', path, body, extra);
  }
  patch<T = unknown>(path: string, body?: unknown, extra?: Extra): Promise<Answer<T>> {
    return this.send('PATCH', path, body, extra);
  }
  delete<T = unknown>(path: string, extra?: Extra): Promise<Answer<T>> {
    return this.send('DELETE', path, undefined, extra);
  }

  /** Sends one file as multipart/form-data in the field `file`. */
  upload<T = unknown>(path: string, name: string, content: Uint8Array | string, fields: Record<string, string> = {}): Promise<Answer<T>> {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append('file', new Blob([content as BlobPart]), name);
    return this.send('POST', path, form);
  }

  /** What a route answers that gives a file. */
  async file(path: string): Promise<FileAnswer> {
    const response = await fetch(`${this.url}${path}`, { headers: this.cookie ? { cookie: this.cookie } : {} });
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, content: Buffer.from(await response.arrayBuffer()) };
  }

  async send<T>(method: string, path: string, body?: unknown, { headers = {} }: Extra = {}): Promise<Answer<T>> {
    const form = body instanceof FormData;
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(method === 'GET' ? {} : { origin: this.url }),
        ...(this.cookie && { cookie: this.cookie }),
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie().at(0);
    if (set) this.cookie = set.split(';')[0];
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as T };
  }

  /** @throws Error when the sign-in is refused: a test that means to be refused posts to /api/sessions itself. */
  async signIn(login: string, password: string): Promise<this> {
    const { status, body } = await this.post('/api/sessions', { login, password });
    if (status !== 201) throw new Error(`sign-in of ${login} answered ${status}: ${JSON.stringify(body)}`);
    return this;
  }
}

/** What whoever registers agrees to. */
export const agreed = { privacyVersion: privacyNotices.inForce('2026-12-01').version };

let serial = 0;
const PASSWORD = 'Ninety-nine looms 99';

/** Makes an account that holds these roles and signs it in. */
export const signedIn = async (running: RunningApp, grants: NewGrant[], name = 'Test person'): Promise<Client & { userId: string }> => {
  const login = `person${(serial += 1)}`;
  const accounts = running.get(Accounts);
  const userId = await accounts.create({ name, login, email: `${login}@example.com`, password: PASSWORD });
  for (const grant of grants) await accounts.grant(userId, grant);
  return Object.assign(await new Client(running.url).signIn(login, PASSWORD), { userId });
};
