import { EnterpriseRegistry, madeUpCreditCodes } from '#enterprise';
import { FieldCipher } from '#platform/crypto';
import { addDays, dayOf, insertRows, newId, UnitOfWork } from '#platform/db';
import type { RunningApp } from '../support/http.js';

export interface DispatchSize {
  suppliers: number;
  enterprises: number;
  batches: number;
  trips: number;
  people: number;
}

/** Whoever the pages are asked by, and what they are asked about. */
export interface Filled {
  supplierId: string;
  enterpriseId: string;
  tripId: string;
  needId: string;
  batchId: string;
}

const PORTION = 50;
const COUNTIES = ['370702', '370703', '370704', '370705', '370724', '370725', '370781', '370782', '370783', '370784', '370785', '370786'];
const PROVINCES = ['53', '62', '52', '41', '14', '61', '51', '45'];

const idNumberOf = (n: number): string => {
  const day = `${1970 + (n % 30)}${String(1 + (n % 12)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}`;
  const first = `530602${day}${String(n % 1000).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return first + '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(first[i]), 0) % 11];
};

/** A city with years of trips behind it: what became of everybody is known up to today. */
export class DispatchFill {
  private readonly uow: UnitOfWork;
  private readonly cipher: FieldCipher;
  private readonly today = dayOf(new Date());

  constructor(
    private readonly app: RunningApp,
    private readonly city: { id: string; path: string },
  ) {
    this.uow = app.get(UnitOfWork);
    this.cipher = app.get(FieldCipher);
  }

  async run({ suppliers, enterprises, batches, trips, people }: DispatchSize): Promise<Filled> {
    const stations = await this.suppliers(suppliers);
    const firms = await this.enterprises(enterprises);
    const offers = Array.from({ length: batches }, (_, n) => ({ id: newId(), supplierId: stations[n % suppliers] ?? '' }));
    await this.put('SupplyBatch', offers, ({ id, supplierId }, n) => ({
      ...{
        id,
        supplierId,
        occupationCode: n % 3 ? '6-18-02-04' : '6-18-01-01',
        skillLevel: 3,
        people: 80,
        promised: 0,
        committed: 40,
        used: 0,
      },
      ...{
        wageFen: 600_000,
        freeFrom: this.today,
        smallestGroup: 1,
        state: n % 4 ? 'closed' : 'open',
        createdAt: this.daysAgo(n % 400),
        version: 1,
      },
    }));
    const needs = firms.flatMap((firm) => Array.from({ length: 4 }, () => ({ id: newId(), firm })));
    await this.put('Need', needs, ({ id, firm }) => this.need(id, firm));
    const groups = Array.from({ length: trips }, (_, n) => {
      const [offer, need] = [offers[n % batches]!, needs[n % needs.length]!];
      return { tripId: newId(), promiseId: newId(), stopId: newId(), offer, need, daysAgo: (n * 399) / trips };
    });
    await this.put('PromiseRow', groups, (one) => ({
      ...{
        id: one.promiseId,
        needId: one.need.id,
        batchId: one.offer.id,
        supplierId: one.offer.supplierId,
        enterpriseId: one.need.firm.id,
      },
      ...{ nodePath: one.need.firm.nodePath, people: Math.floor(people / trips), released: 0, signed: 0, notTaken: 0, state: 'accepted' },
      ...{
        expiresAt: this.daysAgo(one.daysAgo - 3),
        createdAt: this.daysAgo(one.daysAgo),
        decidedAt: this.daysAgo(one.daysAgo - 1),
        version: 1,
      },
    }));
    await this.put('Trip', groups, (one) => ({
      ...{ id: one.tripId, supplierId: one.offer.supplierId, nodePath: this.city.path, mode: 'train', vehicle: 'K1138' },
      ...{ departAt: this.daysAgo(one.daysAgo - 5), arriveAt: this.daysAgo(one.daysAgo - 6), fromPlace: '昭通站', toPlace: '潍坊站' },
      ...{
        state: one.daysAgo > 6 ? 'handed_over' : one.daysAgo > 5 ? 'under_way' : 'planned',
        createdAt: this.daysAgo(one.daysAgo),
        version: 1,
      },
    }));
    await this.put('TripStop', groups, (one) => ({
      ...{ id: one.stopId, tripId: one.tripId, promiseId: one.promiseId, needId: one.need.id, batchId: one.offer.id },
      ...{ enterpriseId: one.need.firm.id, nodePath: one.need.firm.nodePath },
    }));
    await this.put('PromiseRow', groups.slice(0, Math.ceil(trips / 25)), ({ offer, need }, n) => ({
      ...{ id: newId(), needId: need.id, batchId: offer.id, supplierId: offer.supplierId, enterpriseId: need.firm.id },
      ...{ nodePath: need.firm.nodePath, people: 20, released: 0, signed: 0, notTaken: 0, state: 'held' },
      ...{ expiresAt: this.daysAgo(-1 - (n % 3)), createdAt: this.daysAgo(1), version: 1 },
    }));
    await this.people(groups, Math.floor(people / trips));
    const middle = groups[Math.floor(trips / 2)]!;
    const { offer, need, tripId } = middle;
    return { supplierId: offer.supplierId, enterpriseId: need.firm.id, tripId, needId: need.id, batchId: offer.id };
  }

  private async people(
    groups: readonly {
      tripId: string;
      promiseId: string;
      offer: { id: string; supplierId: string };
      need: { id: string; firm: Firm };
      daysAgo: number;
    }[],
    each: number,
  ): Promise<void> {
    let n = 0;
    for (let i = 0; i < groups.length; i += PORTION) {
      const lines: object[] = [];
      const checks: object[] = [];
      const absences: object[] = [];
      const workers: object[] = [];
      for (const { tripId, promiseId, offer, need, daysAgo } of groups.slice(i, i + PORTION))
        for (let position = 0; position < each; position += 1) {
          const id = newId();
          const signed = daysAgo > 6 && position % 10 < 8;
          const person = this.sealed('manifest_line', id, n);
          const at = this.daysAgo(daysAgo - 6);
          const whose = { enterpriseId: need.firm.id, nodePath: need.firm.nodePath };
          lines.push({
            ...{ id, tripId, promiseId, needId: need.id, ...whose, position, ...person, travellerKey: null, returning: false },
            ...{
              minor: false,
              relief: 'none',
              insured: true,
              selfArranged: false,
              state: signed ? 'signed' : daysAgo > 6 ? 'no_show' : daysAgo > 5 ? 'boarded' : 'listed',
            },
            ...{ stateAt: at, signedAt: signed ? at : null, reopened: false, createdAt: this.daysAgo(daysAgo) },
          });
          if (signed) checks.push(...this.checksOf(id, whose, offer.supplierId, at, n));
          else if (daysAgo > 6)
            absences.push({ id: newId(), tripId, lineId: id, supplierId: offer.supplierId, ...whose, ...this.asked(at) });
          const workerId = newId();
          workers.push({
            ...{
              id: workerId,
              supplierId: offer.supplierId,
              nodePath: this.city.path,
              batchId: offer.id,
              ...this.sealed('worker', workerId, n),
            },
            ...{ phoneHash: null, idKind: 'resident', relief: 'none', insured: true, consentForm: 'paper', consentOn: this.today },
            ...{ consentWording: '同意书', stage: 'accepted', stageAt: at, createdAt: this.daysAgo(daysAgo), version: 1 },
          });
          n += 1;
        }
      await this.put('ManifestLine', lines, (row) => row);
      await this.put('RetentionCheck', checks, (row) => row);
      await this.put('TripAbsence', absences, (row) => row);
      await this.put('Worker', workers, (row) => row);
    }
  }

  /** Whoever was missing is asked after for four days. */
  private asked(at: Date) {
    const over = at < this.daysAgo(4);
    const closed = over ? { closedAt: at, closedById: this.city.id, outcome: 'went_home' } : {};
    return { at: 'board', openedAt: at, dueAt: new Date(at.getTime() + 4 * 86_400_000), ...closed };
  }

  private checksOf(
    lineId: string,
    whose: { enterpriseId: string; nodePath: string },
    supplierId: string,
    signedAt: Date,
    n: number,
  ): object[] {
    return [30, 90, 180].map((days) => {
      const dueOn = addDays(dayOf(signedAt), days);
      const said = dueOn < this.today && n % 20 > 0;
      const answer = said ? (n % 7 ? 'stayed' : 'left') : null;
      return {
        ...{ id: newId(), lineId, ...whose, supplierId, days, dueOn },
        ...{ employerSays: answer, employerSaidAt: said ? signedAt : null, insuranceSays: n % 3 ? 'stayed' : null },
      };
    });
  }

  private sealed(table: string, id: string, n: number) {
    const [name, idNumber] = [`王${'甲乙丙丁戊己庚辛壬癸'[n % 10]}${n}`, idNumberOf(n)];
    return {
      name: this.cipher.seal(table, 'name', id, name),
      phone: this.cipher.seal(table, 'phone', id, `138${String(10_000_000 + n)}`),
      idNumber: this.cipher.seal(table, 'idNumber', id, idNumber),
      idHash: this.cipher.blindIndex('id_number', `${idNumber}${n}`),
    };
  }

  private daysAgo(days: number): Date {
    return new Date(Date.now() - days * 86_400_000);
  }

  private async suppliers(count: number): Promise<string[]> {
    const rows = Array.from({ length: count }, () => newId());
    await this.put('Supplier', rows, (id, n) => ({
      ...{ id, kind: 'station', level: 'county', name: `劳务协作站${n}`, nodeId: this.city.id, nodePath: this.city.path },
      ...{ divisionCode: `${PROVINCES[n % PROVINCES.length]}0600`, lngMicro: 103_710_000, latMicro: 27_340_000, remindDays: 30 },
      ...{ active: true, createdAt: this.daysAgo(500), version: 1 },
    }));
    return rows;
  }

  private async enterprises(count: number): Promise<Firm[]> {
    const codes = madeUpCreditCodes(20261128, '370702');
    const given = Array.from({ length: count }, (_, n) => {
      const county = COUNTIES[n % COUNTIES.length] ?? '370702';
      return { name: `示例机械${n}`, creditCode: codes.next().value, nodeId: county, nodePath: `${this.city.path}${county}/` };
    });
    const ids = await this.uow.run(() => this.app.get(EnterpriseRegistry).ensureUnclaimed(given));
    return ids.map((id, n) => ({ id, nodeId: given[n]?.nodeId ?? '', nodePath: given[n]?.nodePath ?? '' }));
  }

  private need(id: string, { id: enterpriseId, nodeId, nodePath }: Firm): object {
    const at = this.daysAgo(410);
    return {
      ...{
        id,
        enterpriseId,
        nodeId,
        nodePath,
        title: '电焊工',
        occupationCode: '6-18-02-04',
        skillLevel: 0,
        short: 1_000,
        asOf: dayOf(at),
      },
      ...{ filled: 0, promised: 0, committed: 0, wageFromFen: 600_000, wageToFen: 800_000, form: 'direct', lodging: true, meals: false },
      ...{ trainable: true, minorsAllowed: false, licences: [], priority: 0, gaps: [], countedFor: enterpriseId, state: 'published' },
      ...{ publishedAt: at, confirmedAt: at, createdAt: at, updatedAt: at, moves: 0, version: 1 },
    };
  }

  private async put<T>(name: string, items: readonly T[], row: (item: T, n: number) => object): Promise<void> {
    const { target, columns } = this.uow.manager.connection.getMetadata(name);
    const whole = (item: T, n: number): object => {
      const given = row(item, n) as Record<string, unknown>;
      return Object.fromEntries(
        columns.map(({ propertyName, default: preset }) => [propertyName, given[propertyName] ?? (preset as unknown) ?? null]),
      );
    };
    for (let i = 0; i < items.length; i += 2_000)
      await this.uow.run(() =>
        insertRows(
          this.uow.manager,
          target as new () => object,
          items.slice(i, i + 2_000).map((item, k) => whole(item, i + k)),
        ),
      );
  }
}

interface Firm {
  id: string;
  nodeId: string;
  nodePath: string;
}
