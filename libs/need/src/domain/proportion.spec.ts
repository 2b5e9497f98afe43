import { figureDoubts, usualOf, weighed, type Figured, type FigureDoubt, type ProportionRule, type Surroundings } from './proportion.js';

const rule: ProportionRule = {
  validFrom: '2026-01-01',
  source: '本市口径',
  leastPeople: 50,
  overEmployees: 1,
  overPast: 10,
  overOccupation: 10,
  mostUnknown: 500,
  overWage: 3,
  enoughPosts: 8,
};
const nothing: Surroundings = { employees: null, pastMost: null, usual: null };
const said = (short: number, wageFromFen: number | null = null, wageToFen: number | null = null): Figured => ({
  short,
  wageFromFen,
  wageToFen,
});
const kinds = (figures: Figured, around: Partial<Surroundings>): string[] =>
  figureDoubts(figures, { ...nothing, ...around }, rule).map(({ kind }) => kind);

describe('a figure that is out of proportion', () => {
  it.each<[string, Figured, Partial<Surroundings>, string[]]>([
    ['a slip of 1,200,000 in a firm of 80 people', said(1_200_000), { employees: 80 }, ['employees']],
    ['more than everybody who works there', said(81), { employees: 80 }, ['employees']],
    ['as many as work there', said(80), { employees: 80 }, []],
    ['a small firm that doubles', said(50), { employees: 10 }, []],
    ['ten times and more of what it ever sought', said(121), { employees: 900, pastMost: 12 }, ['past']],
    ['ten times of what it ever sought', said(120), { employees: 900, pastMost: 12 }, []],
    ['what no post of the occupation comes near', said(301), { usual: { people: 30, wageFromFen: null, wageToFen: null } }, ['occupation']],
    ['a large figure of which nothing is known', said(501), {}, ['unknown']],
    ['a figure of which nothing is known', said(500), {}, []],
    ['nobody', said(0), { employees: 0, pastMost: 0 }, []],
  ])('%s', (_, figures, around, expected) => {
    expect(kinds(figures, around)).toEqual(expected);
  });

  it('a wage is held against what the occupation is offered, at both ends', () => {
    const usual = { people: 30, wageFromFen: 450_000, wageToFen: 900_000 };
    expect(kinds(said(5, 500_000, 800_000), { usual })).toEqual([]);
    expect(kinds(said(5, 60_000, 800_000), { usual })).toEqual(['wage_low']);
    expect(kinds(said(5, 600_000, 8_000_000), { usual })).toEqual(['wage_high']);
  });

  it('what is usual is what nine of ten posts say; a few say nothing, and one slip among them does not change it', () => {
    const posts = Array.from({ length: 20 }, (_, i) => said(i + 1, 500_000 + i * 1_000, 700_000 + i * 1_000));
    expect(usualOf(posts.slice(0, 7), rule)).toBeNull();
    expect(usualOf(posts, rule)?.people).toBe(18);
    expect(usualOf([...posts.slice(0, 19), said(1_200_000)], rule)?.people).toBe(18);
    expect(
      usualOf(
        posts.map(({ short }) => said(short)),
        rule,
      ),
    ).toEqual({ people: 18, wageFromFen: null, wageToFen: null });
  });

  it('nobody is asked about what they leave as it is, nor about what they said yes to', () => {
    const doubt: FigureDoubt = { kind: 'employees', figure: 'short', said: 1_200, usual: 80 };
    const another: FigureDoubt = { kind: 'past', figure: 'short', said: 1_200, usual: 10 };
    expect(weighed([doubt], [])).toEqual({ asked: [doubt], held: [doubt] });
    expect(weighed([doubt], [], said(1_200))).toEqual({ asked: [], held: [] });
    expect(weighed([doubt, another], [doubt])).toEqual({ asked: [], held: [doubt, another] });
    expect(weighed([{ ...doubt, said: 1_300 }], [doubt], said(1_200)).asked).toHaveLength(1);
    expect(weighed([], [doubt])).toEqual({ asked: [], held: [] });
  });
});
