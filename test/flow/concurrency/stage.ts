import { Accounts, OrgTree, SESSION_COOKIE, Sessions, type NewGrant } from '#access';
import { EnterpriseRegistry, madeUpCreditCodes } from '#enterprise';
import { ImportService } from '#need';
import { Notifier } from '#notification';
import { addDays, Clock, newId, UnitOfWork } from '#platform/db';
import { Client, type Answer } from '../../support/client.js';
import type { RunningApp } from '../../support/http.js';

export const COUNTY = '370702';
export const WELDER = '6-18-02-04';
export const PASSWORD = 'Ninety-nine looms 99';

export interface Who {
  userId: string;
  email: string;
  cookie: string;
}

export interface Firm {
  id: string;
  creditCode: string;
  hr: Who;
}

export interface Station {
  id: string;
  clerk: Who;
}

export interface Accepted {
  firm: Firm;
  station: Station;
  needId: string;
  promiseId: string;
}

export interface Line {
  id: string;
}

/** One request, not sent yet. */
export interface Shot {
  who: Who | null;
  method: string;
  path: string;
  body?: unknown;
  /** A file of a form instead of a body; made anew for each sending. */
  file?: { name: string; content: string };
  headers?: Record<string, string>;
}

let serial = 0;
let quarters = 0;
const codes = madeUpCreditCodes(20261201, COUNTY);

/** A made-up ID number (公民身份号码) of somebody born on 1 May 1990, whose check sign fits. */
export const idNumber = (): string => {
  serial += 1;
  const first = `5306${String(10 + Math.floor(serial / 900)).padStart(2, '0')}19900501${String(serial % 900).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return first + '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(first[i]), 0) % 11];
};

/**
 * Makes the fresh state that each case begins with: what the product has routes for over HTTP, the rest by the services of one
 * process that does no background work.
 */
export class Stage {
  private constructor(
    readonly house: RunningApp,
    /** Addresses of the started programs. */
    readonly urls: readonly string[],
    readonly admin: Who,
    readonly city: Who,
    readonly county: Who,
    readonly cityNode: { id: string; path: string },
  ) {}

  static async open(house: RunningApp, urls: readonly string[]): Promise<Stage> {
    const node = await house.get(UnitOfWork).run(() => house.get(OrgTree).ensureCity());
    const staff = (role: NewGrant['role'], nodeId: string) => account(house, [{ role, nodeId }]);
    const [admin, city, county] = [
      await staff('city-admin', node.id),
      await staff('city-staff', node.id),
      await staff('county-staff', COUNTY),
    ];
    return new Stage(house, urls, admin, city, county, node);
  }

  get today(): string {
    return this.house.get(Clock).today();
  }

  day(days: number): string {
    return addDays(this.today, days);
  }

  next(): number {
    return (serial += 1);
  }

  person(grants: NewGrant[] = [], password?: string): Promise<Who> {
    return account(this.house, grants, password);
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

  async firm(): Promise<Firm> {
    const [node, uow] = [await this.house.get(OrgTree).byId(COUNTY), this.house.get(UnitOfWork)];
    const creditCode = codes.next().value;
    const name = `并发机械${this.next()}`;
    const [id = ''] = await uow.run(() =>
      this.house.get(EnterpriseRegistry).ensureUnclaimed([{ name, creditCode, nodeId: COUNTY, nodePath: node?.path ?? '' }]),
    );
    await this.query("UPDATE enterprise SET state = 'active' WHERE id = ?", [id]);
    return { id, creditCode, hr: await this.person([{ role: 'enterprise', enterpriseId: id }]) };
  }

  async station(): Promise<Station> {
    const given = { kind: 'station', level: 'provincial', divisionCode: '530602', lng: 103.71, lat: 27.34 };
    const { id } = await this.done(this.admin, 'POST', '/api/suppliers', { ...given, name: `协作站${this.next()}` });
    return { id, clerk: await this.person([{ role: 'supplier', supplierId: id }]) };
  }

  posting(short = 40) {
    return {
      title: '电焊工',
      occupationCode: WELDER,
      short,
      wageFromYuan: 6500,
      wageToYuan: 8500,
      form: 'direct',
      lodging: true,
      startFrom: this.today,
      startBy: this.day(30),
      contactName: '张经理',
      contactPhone: '0536-8123456',
    };
  }

  async need(firm: Firm, more: object = {}): Promise<string> {
    return (await this.done(firm.hr, 'POST', '/api/needs', { ...this.posting(), ...more })).id;
  }

  async batch({ clerk }: Station, people = 40): Promise<string> {
    const given = { occupationCode: WELDER, skillLevel: 3, people, wageYuan: 7000, freeFrom: this.today, smallestGroup: 1 };
    return (await this.done(clerk, 'POST', '/api/batches', given)).id;
  }

  /** A promise that is held, or accepted. */
  async promise(accepted: boolean, people = 10, known: { firm?: Firm; station?: Station } = {}): Promise<Accepted> {
    const [firm, station] = [known.firm ?? (await this.firm()), known.station ?? (await this.station())];
    const [needId, batchId] = [await this.need(firm), await this.batch(station)];
    const { id: promiseId } = await this.done(station.clerk, 'POST', '/api/promises', { needId, batchId, people });
    if (accepted) await this.done(firm.hr, 'POST', `/api/promises/${promiseId}/accept`);
    return { firm, station, needId, promiseId };
  }

  tripOf(promiseIds: string[]) {
    const hours = (n: number): string => new Date(Date.now() + n * 3_600_000).toISOString();
    return { promiseIds, mode: 'train', departAt: hours(1), arriveAt: hours(30), fromPlace: '昭通站', toPlace: '潍坊站' };
  }

  /** A trip with people on it, as far along as named. */
  async trip(people = 0, upTo: 'planned' | 'under_way' | 'arrived' = 'planned'): Promise<Accepted & { tripId: string; lines: Line[] }> {
    const accepted = await this.promise(true);
    const { clerk } = accepted.station;
    const { id: tripId } = await this.done(clerk, 'POST', '/api/trips', this.tripOf([accepted.promiseId]));
    const given = Array.from({ length: people }, () => ({ name: '王建国', idNumber: idNumber() }));
    const lines = people > 0 ? await this.done<Line[]>(clerk, 'POST', `/api/trips/${tripId}/manifest`, { lines: given }) : [];
    if (upTo !== 'planned') await this.done(clerk, 'POST', `/api/trips/${tripId}/depart`, this.call(lines, 'boarded'));
    if (upTo === 'arrived') await this.done(clerk, 'POST', `/api/trips/${tripId}/arrive`, this.call(lines, 'arrived'));
    return { ...accepted, tripId, lines };
  }

  call(lines: Line[], state: string) {
    return { lines: lines.map(({ id }) => ({ lineId: id, state, at: new Date().toISOString() })) };
  }

  async fair(published: boolean): Promise<string> {
    const given = {
      nodeId: COUNTY,
      name: `招聘会${this.next()}`,
      theme: '装备制造',
      day: this.day(20),
      opensAt: '09:00',
      closesAt: '12:00',
      place: '潍城区人力资源市场',
      expectedAttendance: 600,
      dutyStaff: 4,
      boothCount: 20,
    };
    const { id } = await this.done(this.county, 'POST', '/api/fairs', given);
    if (published) await this.done(this.county, 'POST', `/api/fairs/${id}/publish`);
    return id;
  }

  /** A list that was read and waits to be confirmed. */
  async importList(file: string): Promise<string> {
    return (await this.house.get(ImportService).read(file, 'list.csv')).id;
  }

  /** A message in the product, with a delivery by e-mail. */
  async message(to: Who): Promise<string> {
    await this.house.get(Notifier).notify({
      dedupeKey: newId(),
      template: 'import.finished',
      params: { importId: newId(), created: 1, changed: 0 },
      recipients: [{ userId: to.userId, locale: 'zh', email: to.email }],
    });
    return (await this.query<{ id: string }>('SELECT id FROM message WHERE userId = ? ORDER BY id DESC LIMIT 1', [to.userId]))[0]?.id ?? '';
  }

  /** A development zone of its own. */
  async zone(): Promise<string> {
    return (await this.done(this.admin, 'POST', '/api/org-nodes', { parentId: this.cityNode.id, kind: 'zone', name: `开发区${this.next()}` }))
      .id;
  }

  /** A quarter that no case has had. */
  quarter(): string {
    quarters += 1;
    return `${2030 + Math.floor(quarters / 4)}Q${(quarters % 4) + 1}`;
  }

  creditCode(): string {
    return codes.next().value;
  }

  matchingRun(): Promise<string> {
    return this.insert('MatchingRun', {
      nodeId: this.cityNode.id,
      nodePath: this.cityNode.path,
      state: 'done',
      activeKey: null,
      weights: {},
      digest: null,
      figures: null,
      certificate: null,
      summary: null,
      prices: null,
      startedById: this.city.userId,
      jobId: null,
      failure: null,
      createdAt: new Date(),
      finishedAt: new Date(),
    });
  }

  /** A round of a quarter; an open one asks one enterprise. */
  async round(state: 'draft' | 'open'): Promise<{ roundId: string; memberId: string; firm: Firm }> {
    const plan = { quarter: this.quarter(), opensOn: this.today, closesOn: this.day(20), sharePercent: 1, stratumMinimum: 1 };
    const firm = await this.firm();
    const { id: roundId } = await this.done(this.city, 'POST', '/api/survey-rounds', plan);
    if (state === 'draft') return { roundId, memberId: '', firm };
    await this.query("UPDATE survey_round SET state = 'open', openedAt = createdAt WHERE id = ?", [roundId]);
    const [node] = await this.query<{ nodePath: string }>('SELECT nodePath FROM enterprise WHERE id = ?', [firm.id]);
    const memberId = await this.insert('SurveyMember', {
      roundId,
      enterpriseId: firm.id,
      enterpriseName: '并发机械',
      creditCode: firm.creditCode,
      nodeId: COUNTY,
      nodePath: node?.nodePath,
      countyId: COUNTY,
      industryCode: null,
      sizeClass: null,
      aboveScale: false,
      stratum: `${COUNTY}|-|-|all`,
      certain: true,
      stratumSize: 1,
      stratumDrawn: 1,
      state: 'invited',
      submittedAt: null,
      answeredForById: null,
      askedBack: null,
    });
    return { roundId, memberId, firm };
  }

  /** What an enterprise hands in. */
  surveyed() {
    const row = {
      needId: null,
      occupationCode: WELDER,
      title: '电焊工',
      skillLevel: 0,
      stillShort: 5,
      neededInAll: 20,
      filledSince: 0,
      withdrawn: false,
      reasons: ['pay'],
      wageFromYuan: 6000,
      wageToYuan: 8000,
      clientCreditCode: null,
    };
    const sums = { openingsNext: 3, hiredLast: 2, leftLast: 1, bedsFree: 4 };
    return { employees: 200, contactName: '张经理', contactPhone: '0536-8123456', rows: [row], ...sums };
  }

  async file(kind: 'licence' | 'letter'): Promise<string> {
    const text = `%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% ${this.next()}\ntrailer<</Root 1 0 R>>\n%%EOF\n`;
    const { status, body } = await this.send({
      who: null,
      method: 'POST',
      path: `/api/files?kind=${kind}`,
      file: { name: `${kind}.pdf`, content: text },
    });
    if (status !== 201) throw new Error(`POST /api/files answered ${status}: ${JSON.stringify(body)}`);
    return (body as { id: string }).id;
  }
}

/** An account with a session; without a password where nobody signs in with it, since hashing one takes time. */
const account = async (house: RunningApp, grants: NewGrant[], password?: string): Promise<Who> => {
  serial += 1;
  const email = `person${serial}@example.com`;
  const accounts = house.get(Accounts);
  const userId = await accounts.create({ name: `Person ${serial}`, email, password });
  for (const grant of grants) await accounts.grant(userId, grant);
  const { token } = await house.get(Sessions).start(userId, 'test');
  return { userId, email, cookie: `${SESSION_COOKIE}=${token}` };
};
