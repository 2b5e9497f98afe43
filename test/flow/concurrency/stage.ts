import { OrgTree } from '#access';
import { EnterpriseRegistry, madeUpCreditCodes } from '#enterprise';
import { ImportService } from '#need';
import { Notifier } from '#notification';
import { newId, UnitOfWork } from '#platform/db';
import type { RunningApp } from '../../support/http.js';
import { COUNTY, Programs, type Office, type Who } from './programs.js';

export const WELDER = '6-18-02-04';
export const PASSWORD = 'Ninety-nine looms 99';

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

let quarters = 0;
const codes = madeUpCreditCodes(20261201, COUNTY);

/** A made-up ID number (公民身份号码) of somebody born on 1 May 1990, whose check sign fits. */
const idNumberOf = (serial: number): string => {
  const first = `5306${String(10 + Math.floor(serial / 900)).padStart(2, '0')}19900501${String(serial % 900).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return first + '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(first[i]), 0) % 11];
};

/** Makes the fresh state that each case begins with: over HTTP where the product has a route for it, or else by its services or rows. */
export class Stage extends Programs {
  private constructor(
    house: RunningApp,
    urls: readonly string[],
    readonly office: Office,
  ) {
    super(house, urls);
  }

  static async open(house: RunningApp, urls: readonly string[]): Promise<Stage> {
    return new Stage(house, urls, await new Programs(house, urls).staff());
  }

  idNumber(): string {
    return idNumberOf(this.next());
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
    const { id } = await this.done(this.office.admin, 'POST', '/api/suppliers', { ...given, name: `协作站${this.next()}` });
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
    const given = Array.from({ length: people }, () => ({ name: '王建国', idNumber: this.idNumber() }));
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
    const { id } = await this.done(this.office.county, 'POST', '/api/fairs', given);
    if (published) await this.done(this.office.county, 'POST', `/api/fairs/${id}/publish`);
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
    return (
      await this.done(this.office.admin, 'POST', '/api/org-nodes', {
        parentId: this.office.node.id,
        kind: 'zone',
        name: `开发区${this.next()}`,
      })
    ).id;
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
      nodeId: this.office.node.id,
      nodePath: this.office.node.path,
      state: 'done',
      activeKey: null,
      weights: {},
      digest: null,
      figures: null,
      certificate: null,
      summary: null,
      prices: null,
      startedById: this.office.city.userId,
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
    const { id: roundId } = await this.done(this.office.city, 'POST', '/api/survey-rounds', plan);
    if (state === 'draft') return { roundId, memberId: '', firm };
    await this.query("UPDATE survey_round SET state = 'open', openedAt = createdAt WHERE id = ?", [roundId]);
    const memberId = await this.insert('SurveyMember', {
      roundId,
      enterpriseId: firm.id,
      enterpriseName: '并发机械',
      creditCode: firm.creditCode,
      nodeId: COUNTY,
      nodePath: await this.nodePathOf('enterprise', firm.id),
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
