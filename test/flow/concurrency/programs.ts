import { Accounts, OrgTree, SESSION_COOKIE, Sessions, type NewGrant } from '#access';
import { addDays, Clock, newId, UnitOfWork } from '#platform/db';
import { Client, type Answer } from '../../support/client.js';
import type { RunningApp } from '../../support/http.js';

export const COUNTY = '370702';

export interface Who {
  userId: string;
  email: string;
  cookie: string;
}

/** One request, not sent yet. */
export interface Shot {
  who: Who | null;
  method: string;
  path: string;
  body?: unknown;
  /** A file of a form instead of a body; made anew for each sending. */
  file?: { name: string; content: string | ArrayBuffer };
  headers?: Record<string, string>;
}

/** The bureau's staff, and the city that they work for. */
export interface Office {
  admin: Who;
  city: Who;
  county: Who;
  node: { id: string; path: string };
}

let serial = 0;

/** The started programs and, beside them, the services of one process that does no background work. */
export class Programs {
  constructor(
    readonly house: RunningApp,
    /** Addresses of the started programs. */
    private readonly urls: readonly string[],
  ) {}

  async staff(): Promise<Office> {
    const node = await this.house.get(UnitOfWork).run(() => this.house.get(OrgTree).ensureCity());
    const one = (role: NewGrant['role'], nodeId: string): Promise<Who> => this.person([{ role, nodeId }]);
    return {
      admin: await one('city-admin', node.id),
      city: await one('city-staff', node.id),
      county: await one('county-staff', COUNTY),
      node,
    };
  }

  get today(): string {
    return this.house.get(Clock).today();
  }

  day(days: number): string {
    return addDays(this.today, days);
  }

  /** A number that nothing else has. */
  next(): number {
    return (serial += 1);
  }

  /** An account with a session; without a password where nobody signs in with it, since hashing one takes time. */
  async person(grants: NewGrant[] = [], password?: string): Promise<Who> {
    const name = `Person ${this.next()}`;
    const email = `${name.toLowerCase().replace(' ', '')}@example.com`;
    const accounts = this.house.get(Accounts);
    const userId = await accounts.create({ name, email, password });
    for (const grant of grants) await accounts.grant(userId, grant);
    const [account] = await this.query<{ generation: number }>('SELECT generation FROM user_account WHERE id = ?', [userId]);
    const { token } = await this.house.get(Sessions).start(userId, 'test', account?.generation ?? 0, true);
    return { userId, email, cookie: `${SESSION_COOKIE}=${token}` };
  }

  /** Sends it to the given one of the programs. */
  send(shot: Shot, program = 0): Promise<Answer> {
    const url = this.urls[program % this.urls.length] ?? '';
    let { body } = shot;
    if (shot.file) {
      const form = new FormData();
      form.append('file', new Blob([shot.file.content]), shot.file.name);
      body = form;
    }
    return new Client(url, shot.who?.cookie).send(shot.method, shot.path, body, { headers: shot.headers ?? {} });
  }

  async download({ cookie }: Who, path: string): Promise<ArrayBuffer> {
    const answer = await fetch(`${this.urls[0]}${path}`, { headers: { cookie } });
    if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}`);
    return answer.arrayBuffer();
  }

  /** What a case is prepared with must succeed. */
  async done<T = { id: string }>(who: Who | null, method: string, path: string, body?: unknown): Promise<T> {
    const { status, body: answer } = await this.send({ who, method, path, body });
    if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(answer)}`);
    return answer as T;
  }

  async insert(entity: string, row: Record<string, unknown>): Promise<string> {
    const uow = this.house.get(UnitOfWork);
    const id = newId();
    await uow.run(() => uow.manager.insert(entity, { id, ...row }));
    return id;
  }

  query<T = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    const uow = this.house.get(UnitOfWork);
    return uow.run(() => uow.manager.query<T[]>(sql, parameters));
  }

  async nodePathOf(table: 'need' | 'enterprise', id: string): Promise<string> {
    return (await this.query<{ nodePath: string }>(`SELECT nodePath FROM ${table} WHERE id = ?`, [id]))[0]?.nodePath ?? '';
  }
}
