import type { Role } from './requests.js';
import type { Sender, Sent } from './sender.js';

/** The demo's accounts; the liaison is made here. */
const PASSWORD = 'gangqiao-demo-2026';
const logins: Record<string, string> = {
  'city-admin': 'admin',
  'city-staff': 'city',
  'county-staff': 'county',
  enterprise: 'hr',
  supplier: 'station',
  auditor: 'auditor',
  liaison: 'fuzz.liaison',
};

/** One account of every role, signed in, and signed in again when a request has ended its session. */
export class People {
  readonly roles: Role[] = [];
  readonly ownIds = new Set<string>();
  private readonly cookies = new Map<string, string>();

  constructor(private readonly sender: () => Sender) {}

  async arrive(): Promise<void> {
    await this.signIn('city-admin');
    await this.makeLiaison();
    for (const role of Object.keys(logins)) {
      await this.signIn(role);
      const me = await this.get<{ userId: string; permissions: string[] }>(role, '/api/me');
      this.ownIds.add(me.userId);
      this.roles.push({ name: role, permissions: new Set(me.permissions) });
    }
  }

  cookieOf(role: string): string | undefined {
    return this.cookies.get(role);
  }

  /** @throws Error when the account cannot sign in any more: the tool has locked itself out */
  async signIn(role: string): Promise<void> {
    const { status, text, cookie } = await this.send('POST', '/api/sessions', { login: logins[role], password: PASSWORD });
    if (status !== 201 || !cookie) throw new Error(`${role} cannot sign in: ${status} ${text.slice(0, 300)}`);
    this.cookies.set(role, cookie);
  }

  async get<T>(role: string, target: string): Promise<T> {
    const { text } = await this.send('GET', target, undefined, role);
    return JSON.parse(text) as T;
  }

  send(method: string, target: string, body?: unknown, role?: string): Promise<Sent> {
    const request = { index: 0, role: role ?? '', route: '', method, target, headers: { 'content-type': 'application/json' } };
    const cookie = role && this.cookies.get(role);
    return this.sender().send(
      body === undefined ? { ...request, headers: {} } : { ...request, body: Buffer.from(JSON.stringify(body)) },
      cookie,
    );
  }

  private async makeLiaison(): Promise<void> {
    const { items } = await this.get<{ items: { id: string }[] }>('city-admin', '/api/org-nodes?kind=county').then((nodes) =>
      Array.isArray(nodes) ? { items: nodes as { id: string }[] } : nodes,
    );
    const grants = [{ role: 'liaison', nodeId: items[0]?.id }];
    const { text } = await this.send('POST', '/api/users', { name: '企业联络员', login: logins['liaison'], grants }, 'city-admin');
    const token = (JSON.parse(text) as { link?: string }).link?.split('#')[1];
    if (token) await this.send('POST', '/api/password-links/redeem', { token, password: PASSWORD });
  }
}
