import type { FrozenRow } from './domain/frozen.js';
import type { FrozenSurvey } from './survey.reads.js';
import { roundDataOf, type Client } from './round-data.js';

type Firm = FrozenSurvey['enterprises'][number];

const firm = (enterpriseId: string, more: Partial<Firm> = {}): Firm => ({
  memberId: `m-${enterpriseId}`,
  enterpriseId,
  stratum: 's',
  nodePath: '/37/3707/370702/',
  industryCode: 'C3411',
  sizeClass: 'small',
  aboveScale: true,
  employees: 80,
  ...more,
});
const row = (of: Firm, occupationCode: string, short: number, more: Partial<FrozenRow> = {}): FrozenRow => ({
  ...of,
  occupationCode,
  skillLevel: 2,
  short,
  neededInAll: 40,
  reasons: ['pay', 'shift'],
  wageFromYuan: 5000,
  wageToYuan: null,
  clientCreditCode: null,
  needId: null,
  ...more,
});
const survey = (enterprises: Firm[], rows: FrozenRow[], round: Partial<FrozenSurvey['round']> = {}): FrozenSurvey => ({
  version: 2,
  digest: 'd',
  enterprises,
  rows,
  strata: [{ key: 's', countyId: '370702', division: 'C34', sizeClass: 'small', certain: false, frame: 100, asked: 20, responded: 10 }],
  round: {
    id: 'r',
    quarter: '2026Q3',
    form: 'short',
    state: 'published',
    opensOn: '2026-09-01',
    closesOn: '2026-09-30',
    closedAt: null,
    publishedAt: null,
    seed: 1,
    latest: 2,
    publishedVersion: 2,
    ...round,
  },
});
const client = (id: string): Client => ({
  id,
  nodePath: '/37/3707/370703/',
  industryCode: 'C18',
  sizeClass: 'large',
  aboveScale: true,
  employees: 900,
});
const mapped = (frozen: FrozenSurvey, clients: [string, Client][] = []) =>
  roundDataOf(frozen, { regionOf: (path) => path.split('/')[3] ?? '', clients: new Map(clients) });
const summed = (data: ReturnType<typeof mapped>) =>
  data.rows.filter(({ short }) => short > 0).map(({ enterpriseId, occupation, short }) => [enterpriseId, occupation, short]);

const [own, agency, other] = [firm('own'), firm('agency', { industryCode: 'L7263' }), firm('other', { industryCode: '7263' })];

describe('a frozen survey', () => {
  it('is handed over with frames as populations, counties for paths, industry divisions, the first reason, and wages in fen', () => {
    const data = mapped(survey([own], [row(own, '6-18-02-04', 3, { needId: 'n1' })]));
    expect(data.strata).toEqual([{ key: 's', population: 100, sampled: 20, responded: 10 }]);
    expect(data.enterprises).toEqual([
      { id: 'own', nodeId: '370702', industry: 'C34', size: 'small', aboveScale: true, employees: 80, stratum: 's' },
    ]);
    expect(data.rows).toEqual([
      {
        enterpriseId: 'own',
        occupation: '6-18-02-04',
        skillLevel: 2,
        short: 3,
        neededInAll: 40,
        reason: 'pay',
        wageFrom: 500_000,
        wageTo: null,
        needId: 'n1',
      },
    ]);
  });

  it('is true for the end of its closing day, or for the moment of closing when that came earlier', () => {
    expect(mapped(survey([], [])).round.asOf).toBe('2026-09-30T15:59:59.999Z');
    expect(mapped(survey([], [], { closedAt: new Date('2026-09-12T03:00:00Z') })).round.asOf).toBe('2026-09-12T03:00:00.000Z');
    expect(mapped(survey([], [], { closedAt: new Date('2026-10-12T03:00:00Z') })).round.asOf).toBe('2026-09-30T15:59:59.999Z');
  });

  it('counts what an agency seeks for its client, where the client is, standing for itself', () => {
    const data = mapped(survey([agency], [row(agency, '6-18-02-04', 9, { clientCreditCode: 'C1' })]), [['C1', client('c1')]]);
    expect(summed(data)).toEqual([['c1', '6-18-02-04', 9]]);
    expect(data.enterprises.find(({ id }) => id === 'c1')).toMatchObject({ nodeId: '370703', industry: 'C18', size: 'large', stratum: '' });
  });

  it('counts it once: not beside the client’s own answer, and the most of several agencies', () => {
    const both = survey(
      [own, agency, other],
      [
        row(own, '6-18-02-04', 3),
        row(agency, '6-18-02-04', 9, { clientCreditCode: 'C1' }),
        row(agency, '6-05-01-03', 4, { clientCreditCode: 'C1' }),
        row(other, '6-05-01-03', 6, { clientCreditCode: 'C1' }),
      ],
    );
    expect(summed(mapped(both, [['C1', { ...client('own'), id: 'own' }]]))).toEqual([
      ['own', '6-18-02-04', 3],
      ['own', '6-05-01-03', 6],
    ]);
  });

  it('leaves out what an agency seeks for nobody it names', () => {
    expect(summed(mapped(survey([agency, other], [row(agency, '6-18-02-04', 9), row(other, '6-18-02-04', 7)])))).toEqual([]);
  });

  it('counts a client that the register does not know where the agency is', () => {
    const data = mapped(survey([agency], [row(agency, '6-18-02-04', 9, { clientCreditCode: 'C9' })]));
    expect(summed(data)).toEqual([['code:C9', '6-18-02-04', 9]]);
    expect(data.enterprises.find(({ id }) => id === 'code:C9')).toMatchObject({ nodeId: '370702', industry: '-', size: '-' });
  });
});
