import { OrgTree } from '#access';
import { EnterpriseRegistry } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { startApp } from './app.js';
import { signedIn, type Answer, type Client } from './client.js';
import { TestClock } from './clock.js';
import type { TestDatabase } from './databases.js';
import type { RunningApp } from './http.js';

export type Exhibitor = Client & { userId: string; enterpriseId: string; name: string };

export interface Booth {
  id: string;
  number: string;
  enterpriseId: string | null;
  heldUntil: string | null;
  blocked: boolean;
}
export interface Booking {
  booth: Booth | null;
  waiting: { id: string; ahead: number; quantity: number; given: number } | null;
  code?: string;
  detail?: string;
  params?: Record<string, unknown>;
}
export interface Waiting {
  id: string;
  enterpriseId: string;
  ahead: number;
  orderReason: string | null;
}

/** The clock is moved by weeks. */
const LONG_SESSIONS = { BUREAU_SESSION_IDLE_HOURS: 720, BUREAU_SESSION_DAYS: 365, SESSION_IDLE_DAYS: 90, SESSION_DAYS: 365 };

let serial = 0;

/** A city whose county holds fairs, with a clock that stands still. */
export class Market {
  private constructor(
    readonly app: RunningApp,
    readonly clock: TestClock,
    readonly county: Client & { userId: string },
    readonly city: Client & { userId: string },
  ) {}

  /** @param start an instant; ten in the morning of 24 November 2026 in the city */
  static async open(database: TestDatabase, start = '2026-11-24T02:00:00Z'): Promise<Market> {
    const clock = new TestClock(start);
    const app = await startApp({ database, clock, settings: LONG_SESSIONS });
    await app.get(UnitOfWork).run(() => app.get(OrgTree).ensureCity());
    const county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
    const city = await signedIn(app, [{ role: 'city-staff', nodeId: '3707' }]);
    return new Market(app, clock, county, city);
  }

  async exhibitor(nodeId = '370703', more: Record<string, string | number> = {}): Promise<Exhibitor> {
    const node = await this.app.get(OrgTree).byId(nodeId);
    const name = `参展企业${(serial += 1)}`;
    const creditCode = `91370702MA3F${String(serial).padStart(5, '0')}X`;
    const row = { name, creditCode, nodeId, nodePath: node?.path ?? '' };
    const uow = this.app.get(UnitOfWork);
    const [enterpriseId = ''] = await uow.run(() => this.app.get(EnterpriseRegistry).ensureUnclaimed([row]));
    for (const [column, value] of Object.entries({ state: 'active', ...more }))
      await uow.run(() => uow.manager.query(`UPDATE enterprise SET ${column} = ? WHERE id = ?`, [value, enterpriseId]));
    return Object.assign(await signedIn(this.app, [{ role: 'enterprise', enterpriseId }]), { enterpriseId, name });
  }

  plan(more: object = {}) {
    return {
      ...{ nodeId: '370702', name: `招聘会${(serial += 1)}`, theme: '机械制造专场', campaign: 'spring-breeze', day: '2027-02-20' },
      ...{ opensAt: '09:00', closesAt: '12:00', place: '潍城区人力资源市场', expectedAttendance: 600, dutyStaff: 3, boothCount: 20 },
      ...more,
    };
  }

  async draft(more: object = {}): Promise<string> {
    const { status, body } = await this.county.post<{ id: string }>('/api/fairs', this.plan(more));
    if (status !== 201) throw new Error(`the plan was answered ${status} ${JSON.stringify(body)}`);
    return body.id;
  }

  async fair(more: object = {}): Promise<string> {
    const id = await this.draft(more);
    const { status, body } = await this.county.post(`/api/fairs/${id}/publish`);
    if (status !== 200) throw new Error(`announcing was answered ${status} ${JSON.stringify(body)}`);
    return id;
  }

  ask(by: Client, fairId: string, wish: object = {}): Promise<Answer<Booking>> {
    return by.post<Booking>(`/api/fairs/${fairId}/bookings`, wish);
  }

  /** Holds and confirms. */
  async book(by: Client, fairId: string, wish: object = {}): Promise<Booth> {
    const { body } = await this.ask(by, fairId, wish);
    if (!body.booth) throw new Error(`there was no booth: ${JSON.stringify(body)}`);
    const { status } = await by.post(`/api/booths/${body.booth.id}/confirm`, {});
    if (status !== 200) throw new Error(`confirming was answered ${status}`);
    return body.booth;
  }

  async booths(fairId: string): Promise<Booth[]> {
    return (await this.county.get<Booth[]>(`/api/fairs/${fairId}/booths`)).body;
  }

  async waiting(fairId: string): Promise<Waiting[]> {
    return (await this.county.get<{ items: Waiting[] }>(`/api/fairs/${fairId}/waiting?limit=200`)).body.items;
  }

  /** Messages of one kind, the newest first. */
  async told(client: Client, template: string): Promise<string[]> {
    const { body } = await client.get<{ items: { template: string; body: string }[] }>('/api/messages?limit=200');
    return body.items.filter((one) => one.template === template).map((one) => one.body);
  }

  /** Rules about booths from today on, but for what is said. */
  async rule(more: object): Promise<void> {
    const { items } = (await this.city.get<{ items: object[] }>('/api/booth-rules')).body;
    const rule = { ...items[0], ...more, validFrom: this.clock.today(), source: '市局通知' };
    const { status, body } = await this.city.send<object>('PUT', '/api/booth-rules', rule);
    if (status !== 200) throw new Error(`the rule was answered ${status} ${JSON.stringify(body)}`);
  }
}
