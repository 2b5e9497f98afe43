import { OrgTree } from '#access';
import { EnterpriseRegistry } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { startApp } from './app.js';
import { signedIn, type Answer, type Client } from './client.js';
import { TestClock } from './clock.js';
import type { TestDatabase } from './databases.js';
import type { RunningApp } from './http.js';
import { Phone } from './phone.js';

export interface Device {
  id: string;
  state: string;
  name: string;
  lastCounter: number;
  wipedAt: string | null;
  copiedAt: string | null;
  code?: string;
}
export interface Gates {
  gates: { id: string; name: string; inside: number; entered: number }[];
  rooms: { name: string | null; inside: number; limit: number | null; nearlyFull: boolean }[];
  code?: string;
}
export interface FairDay {
  fairId: string;
  day: string;
  gates: Gates['gates'];
  /** Paper ones. */
  tickets: { number: string; token: string }[];
}

export interface Exhibitor {
  hr: Client;
  enterpriseId: string;
  boothId: string;
}

let firms = 0;

/** Days of fairs, one after the other, with gates, tickets and phones. */
export class FairDays {
  app: RunningApp;
  /** Of the county that holds them; sessions end while the clock jumps, see `arrive`. */
  county: Client;
  readonly clock = new TestClock('2027-02-19T02:00:00Z');
  private serial = 0;

  async start(database: TestDatabase): Promise<void> {
    this.app = await startApp({ database, clock: this.clock });
    await this.app.get(UnitOfWork).run(() => this.app.get(OrgTree).ensureCity());
  }

  async arrive(): Promise<void> {
    this.county = await signedIn(this.app, [{ role: 'county-staff', nodeId: '370702' }]);
  }

  /** An announced fair on the next day; the clock goes to ten minutes before it opens. @param more of its plan */
  async next(tickets: number, gates = 2, more: object = {}): Promise<FairDay> {
    await this.arrive();
    this.clock.advance({ days: 1 });
    const day = this.clock.today();
    this.clock.advance({ days: -1 });
    const { id: fairId } = await this.made<{ id: string }>('/api/fairs', {
      ...{ nodeId: '370702', name: `潍城区招聘会${(this.serial += 1)}`, theme: '机械', campaign: 'none', place: '人力资源市场' },
      ...{ day, opensAt: '09:00', closesAt: '12:00', boothCount: 5, expectedAttendance: 600, dutyStaff: 3 },
      ...more,
    });
    await this.made(`/api/fairs/${fairId}/publish`);
    for (let i = 1; i <= gates; i += 1) await this.made(`/api/fairs/${fairId}/gates`, { name: `${i} 号门` });
    const printed = tickets && (await this.made<FairDay['tickets']>(`/api/fairs/${fairId}/tickets/paper`, { count: tickets }));
    this.clock.set(new Date(Date.parse(`${day}T09:00:00+08:00`) - 600_000));
    await this.arrive();
    return { fairId, day, gates: (await this.gatesOf(fairId)).gates, tickets: printed || [] };
  }

  async gatesOf(fairId: string): Promise<Gates> {
    return (await this.county.get<Gates>(`/api/fairs/${fairId}/gates`)).body;
  }

  /** By gate, inside and entered. */
  async people(fairId: string): Promise<number[][]> {
    return (await this.gatesOf(fairId)).gates.map(({ inside, entered }) => [inside, entered]);
  }

  /** An enterprise with a booth at the fair, and somebody who speaks for it. */
  async exhibitor(fairId: string): Promise<Exhibitor> {
    const row = { name: `参展企业${(firms += 1)}`, creditCode: `91370702MA3G${String(firms).padStart(5, '0')}X`, nodeId: '370702' };
    const nodePath = (await this.app.get(OrgTree).byId(row.nodeId))?.path ?? '';
    const uow = this.app.get(UnitOfWork);
    const [enterpriseId = ''] = await uow.run(() => this.app.get(EnterpriseRegistry).ensureUnclaimed([{ ...row, nodePath }]));
    await uow.run(() => uow.manager.query("UPDATE enterprise SET state = 'active' WHERE id = ?", [enterpriseId]));
    const hr = await signedIn(this.app, [{ role: 'enterprise', enterpriseId }]);
    const { booth } = await this.made<{ booth: { id: string } | null }>(`/api/fairs/${fairId}/bookings`, { hold: false, enterpriseId });
    return { hr, enterpriseId, boothId: booth?.id ?? '' };
  }

  invite(gateId: string, name = '红色手机', by = this.county, dutyKind = 'fair_gate'): Promise<Answer<{ device: Device; code: string }>> {
    return by.post('/api/field-devices', { name, dutyKind, dutyId: gateId });
  }

  /** @param off how far its clock is ahead, in milliseconds */
  newPhone(off = 0): Phone {
    return Phone.make(this.app.url, () => this.clock.now().getTime() + off);
  }

  async phoneAt(gateId: string, off = 0): Promise<Phone> {
    const phone = this.newPhone(off);
    const { status } = await phone.enrol((await this.invite(gateId)).body.code);
    if (status !== 200) throw new Error(`the enrolment was answered ${status}`);
    return phone;
  }

  /** A phone of an enterprise's booth. */
  async phoneOf({ hr, boothId }: Exhibitor, off = 0): Promise<Phone> {
    const phone = this.newPhone(off);
    const { status } = await phone.enrol((await this.invite(boothId, '展位手机', hr, 'fair_booth')).body.code);
    if (status !== 200) throw new Error(`the enrolment was answered ${status}`);
    return phone;
  }

  async deviceOf({ device }: Phone): Promise<Device | undefined> {
    return (await this.county.get<{ items: Device[] }>('/api/field-devices?limit=100')).body.items.find(({ id }) => id === device);
  }

  rows<T = object>(sql: string, values: unknown[]): Promise<T[]> {
    return this.app.get(UnitOfWork).manager.query<T[]>(sql, values);
  }

  private async made<T>(path: string, body?: object): Promise<T> {
    const answer = await this.county.post<T>(path, body);
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
