import { simulatedRound } from '../testing/rounds.js';
import { catalogueOf } from './catalogue.js';
import type { Catalogue } from './published.js';
import type { RoundData } from './round.js';
import { countSeekers } from './seekers.js';

const round = (...shorts: number[]): RoundData => ({
  round: { id: 'r1', quarter: '2026Q3', version: 1, asOf: '2026-09-30T16:00:00.000Z' },
  strata: [{ key: 'a', population: 2 * shorts.length, sampled: shorts.length, responded: shorts.length }],
  enterprises: shorts.map((_, i) => ({
    id: `e${i}`,
    nodeId: '370702',
    industry: '33',
    size: 'small',
    aboveScale: true,
    stratum: 'a',
    employees: 50,
  })),
  rows: shorts.map((short, i) => ({
    enterpriseId: `e${i}`,
    occupation: '6-18-02-04',
    skillLevel: 3,
    short,
    neededInAll: 4 * short,
    reason: 'skill',
    wageFrom: 500_000,
    wageTo: 700_000,
  })),
});
/** Somebody of another industry who employs such people and is short of none. */
const withSated = (data: RoundData): RoundData => ({
  ...data,
  enterprises: [
    ...data.enterprises,
    { id: 'sated', nodeId: '370702', industry: '13', size: 'small', aboveScale: true, stratum: 'a', employees: 50 },
  ],
  rows: [
    ...data.rows,
    {
      enterpriseId: 'sated',
      occupation: '6-18-02-04',
      skillLevel: 3,
      short: 0,
      neededInAll: 1_000,
      reason: null,
      wageFrom: null,
      wageTo: null,
    },
  ],
});
const line = (catalogue: Catalogue, code: string) => catalogue.occupations.find((one) => one.code === code);

it('a catalogue names its quarter, response, coverage, weights and thresholds', () => {
  const made = catalogueOf(round(4, 6, 8), null, { divisions: 16 });
  expect(made).toMatchObject({
    figure: 'frozen',
    quarter: '2026Q3',
    version: 1,
    asOf: '2026-09-30T16:00:00.000Z',
    response: { population: 6, sampled: 3, responded: 3, responseRate: 1, coverage: 0.5 },
    policy: { rank: { gap: 0.7, divisions: 0.3 }, withholdBelow: 3, confidence: 0.95 },
  });
  // 18 people in half of the enterprises are 36; s² = 4, V = 36·0.5·4/3 = 24, t(2) = 4.303
  expect(line(made, '6-18-02-04')).toMatchObject({
    estimate: 36,
    low: 18,
    high: 57,
    enterprises: 3,
    shortageRate: 0.25,
    rank: 1,
    change: null,
    quarters: 1,
    wageFen: 600_000,
    grade: 'X',
  });
  expect(line(made, '6-18')).toMatchObject({ estimate: 36, rank: null });
  expect(made.cells.find((cell) => cell.table === 'occupation_county_level')).toMatchObject({
    occupation: '6-18-02-04',
    node: '370702',
    level: 3,
    estimate: 36,
    withheld: false,
  });
});

it('缺工率 counts the people of enterprises that are short of nobody, too', () => {
  const data = round(4, 6, 8);
  const full = { ...(data.enterprises[0] as RoundData['enterprises'][number]), id: 'e9' };
  const rows = [...data.rows, { ...(data.rows[0] as RoundData['rows'][number]), enterpriseId: 'e9', short: 0, neededInAll: 72 }];
  expect(
    line(catalogueOf({ ...data, enterprises: [...data.enterprises, full], rows }, null, { divisions: 16 }), '6-18-02-04'),
  ).toMatchObject({ shortageRate: 0.125, mainReason: 'skill' });
});

it('with a register of seekers it tells posts per seeker, those without a wish or without a level asked shared out', () => {
  const data = round(4, 6, 8);
  const sewers = data.enterprises.map(({ id }) => ({
    ...(data.rows[0] as RoundData['rows'][number]),
    enterpriseId: id,
    occupation: '6-05-01-03',
    skillLevel: 0,
    short: 2,
  }));
  const seekers = countSeekers([
    { occupation: '6-18-02-04', level: 3, people: 9 },
    { occupation: '6-18-02-04', level: 2, people: 15 },
    { occupation: null, level: 2, people: 5 },
    { occupation: null, level: 0, people: 27 },
  ]);
  const made = catalogueOf({ ...data, rows: [...data.rows, ...sewers], seekers }, null, { divisions: 16 });
  // 36 posts of 48; 24 seekers and of 32 without a wish the same share: 36 / (24 + 32·36/48)
  expect(line(made, '6-18-02-04')?.ratio).toBe(0.75);
  expect(line(made, '6-05-01-03')?.ratio).toBe(1.5);
  // 12 posts ask for no level; of 29 seekers with one 9 are at this one: 36/9 + 12/29
  expect(made.cells.filter(({ table }) => table === 'level').map(({ level, ratio }) => [level, ratio])).toEqual(
    expect.arrayContaining([
      [3, 4.41],
      [0, null],
    ]),
  );
});

it('a catalogue of two enterprises shows nothing but that they were asked', () => {
  const made = catalogueOf(round(4, 6), null, { divisions: 16 });
  for (const one of [...made.occupations, ...made.cells]) expect(one).toMatchObject({ withheld: true, estimate: null });
});

it('every quarter in a row is counted, and who leaves the list is named', () => {
  const data = simulatedRound({ seed: 2, enterprises: 300, rowsEach: 3 });
  const before = catalogueOf(data, null, { divisions: 16 });
  const gone = before.occupations.find((one) => one.rank === 2)?.code ?? '';
  const after = catalogueOf({ ...data, rows: data.rows.filter((row) => row.occupation !== gone) }, before, { divisions: 16 });
  expect(after.left).toEqual([gone]);
  expect(after.occupations.find((one) => one.rank === 1)).toMatchObject({ quarters: 2, change: 'same' });
});

it('a city of 10,000 enterprises and 60,000 rows sees the total of every county, level, size and industry', () => {
  const data = simulatedRound({ seed: 9, enterprises: 10_000, rowsEach: 11, occupations: 240 });
  expect(data.rows.length).toBeGreaterThan(55_000);
  const { cells } = catalogueOf(data, null, { divisions: 16 });
  expect(cells.filter((cell) => ['total', 'county', 'level', 'size', 'industry'].includes(cell.table) && cell.withheld)).toEqual([]);
}, 120_000);

it('a rate counts whom enterprises of the kinds need that are short, so that what one enterprise needs is not told by it', () => {
  const [alone, beside] = [round(4, 6, 8), withSated(round(4, 6, 8))].map((data) => catalogueOf(data, null, { divisions: 16 }));
  expect([alone, beside].map((made) => made && line(made, '6-18-02-04')?.shortageRate)).toEqual([0.25, 0.25]);
  const province = alone?.cells.filter(({ table }) => table === 'province');
  expect(province).toMatchObject([{ occupation: '6-18-02-04', industry: '33', aboveScale: true, estimate: 36, shortageRate: 0.25 }]);
  expect(beside?.cells.filter(({ table }) => table === 'province')).toEqual(province);
});
