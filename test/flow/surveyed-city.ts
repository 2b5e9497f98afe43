import { OrgTree } from '#access';
import { EnterpriseRegistry, madeUpCreditCodes, SIZE_CLASSES } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { SurveyArchive, type Answer, type AnswerRow } from '#survey';
import { startApp } from '../support/app.js';
import { signedIn, type Client } from '../support/client.js';
import type { RunningApp, TestDatabase } from '../support/index.js';
import { TestClock } from '../support/clock.js';
import { ok, until } from './city.js';

const OCCUPATIONS = ['6-18-02-04', '6-18-01-01', '6-18-01-02', '6-20-01-01', '6-05-01-03', '4-07-05-01'];
const COUNTIES = ['370702', '370703', '370781'];

export interface Firm {
  id: string;
  creditCode: string;
  nodeId: string;
}

interface Round {
  id: string;
}

const row = (occupationCode: string, skillLevel: number, stillShort: number, more: Partial<AnswerRow> = {}): AnswerRow => ({
  needId: null,
  occupationCode,
  title: '岗位',
  skillLevel,
  stillShort,
  neededInAll: stillShort * 4,
  filledSince: 0,
  withdrawn: false,
  reasons: ['pay'],
  wageFromYuan: 5000,
  wageToYuan: 7000,
  clientCreditCode: null,
  ...more,
});
export const answerWith = (rows: AnswerRow[]): Answer => ({
  employees: 100,
  contactName: '张敏',
  contactPhone: '0536-8880000',
  openingsNext: 0,
  hiredLast: 0,
  leftLast: 0,
  bedsFree: null,
  rows,
});
export const surveyRow = row;

/** Numbers from 0 to 1 that a seed decides. */
const drawn = (seed: number): (() => number) => {
  let state = (seed + 1) * 2_654_435_769;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 4_294_967_296;
  };
};

/** A city that is surveyed: 60 enterprises of three counties, and people of the bureau. */
export class SurveyedCity {
  readonly clock = new TestClock('2026-11-24T02:00:00.000Z');
  app!: RunningApp;
  city!: Client;
  /** Another person of the city: publishing takes two. */
  second!: Client;
  county!: Client;
  firms: Firm[] = [];

  async start(database: TestDatabase): Promise<void> {
    this.app = await startApp({ database, clock: this.clock });
    const [org, uow] = [this.app.get(OrgTree), this.app.get(UnitOfWork)];
    const node = await uow.run(() => org.ensureCity());
    const places = await org.byIds(COUNTIES);
    const codes = madeUpCreditCodes(3);
    const firms = Array.from({ length: 60 }, (_, i) => {
      const nodeId = COUNTIES[i % 3] ?? '';
      return {
        name: `企业${i}`,
        creditCode: codes.next().value,
        nodeId,
        nodePath: places.get(nodeId)?.path ?? '',
        employees: 100,
        sizeClass: SIZE_CLASSES[i % 2] ?? null,
        industryCode: i === 0 ? 'L7263' : (['C3411', 'C1810', 'C1351'][i % 3] ?? null),
        aboveScale: i % 2 === 0,
        isKey: true,
      };
    });
    const ids = await uow.run(() => this.app.get(EnterpriseRegistry).enrol(firms));
    this.firms = firms.map(({ creditCode, nodeId }, i) => ({ id: ids[i] ?? '', creditCode, nodeId }));
    this.city = await signedIn(this.app, [{ role: 'city-staff', nodeId: node.id }]);
    this.county = await signedIn(this.app, [{ role: 'county-staff', nodeId: '370702' }]);
    this.second = await signedIn(this.app, [{ role: 'city-staff', nodeId: node.id }]);
  }

  /** What enterprise `i` says by itself: common occupations, and some that hardly anybody names. */
  usual(i: number, seed: number): AnswerRow[] {
    const random = drawn(1000 * seed + i);
    const rows = OCCUPATIONS.filter(() => random() < 0.5).map((code) => row(code, Math.floor(3 * random()), 1 + Math.floor(9 * random())));
    return i === 7 || i === 28 ? [...rows, row('6-31-01-03', 3, 11)] : rows;
  }

  /** A round that all answered and that is published. @param answers what single enterprises say instead */
  async published(quarter: string, seed = 0, answers: ReadonlyMap<string, AnswerRow[]> = new Map()): Promise<string> {
    const id = await this.closed(quarter, seed, answers);
    ok(await this.city.post(`/api/survey-rounds/${id}/ask-publication`));
    ok(await this.second.post(`/api/survey-rounds/${id}/publish`));
    await this.catalogue(quarter);
    return id;
  }

  /** The same, not published yet. */
  async closed(quarter: string, seed = 0, answers: ReadonlyMap<string, AnswerRow[]> = new Map()): Promise<string> {
    const { id } = ok(
      await this.city.post<Round>('/api/survey-rounds', { quarter, opensOn: '2026-09-01', closesOn: '2026-12-20', seed: 7 }),
    );
    ok(await this.city.post(`/api/survey-rounds/${id}/open`));
    const given = new Map(this.firms.map((firm, i) => [firm.id, answerWith(answers.get(firm.id) ?? this.usual(i, seed))]));
    // The last two do not answer, so that weights are not all one.
    for (const { id: silent } of this.firms.slice(-2)) given.delete(silent);
    await this.app.get(SurveyArchive).enter(id, given);
    ok(await this.city.post(`/api/survey-rounds/${id}/close`, { evenWithDoubts: true }));
    return id;
  }

  /** Waits for the catalogue of a quarter. */
  catalogue<T extends object>(quarter: string): Promise<T> {
    return until(`the catalogue of ${quarter}`, async () => {
      const { status, body } = await this.city.get<T>(`/api/catalogues/${quarter}`);
      return status === 200 ? body : undefined;
    });
  }

  async correct(roundId: string, enterpriseId: string, rows: AnswerRow[]): Promise<void> {
    const [member] = ok(await this.city.get<{ items: Round[] }>(`/api/survey-answers?round=${roundId}&enterprise=${enterpriseId}`)).items;
    ok(await this.city.post(`/api/survey-answers/${member?.id}/correct`, { rows, reason: '企业来电更正' }));
  }
}
