import { addMonths, insuranceSays, monthsFrom, readMonth, type PaidMonth } from './insurance.js';
import { hiddenOf, stayRate } from './performance.js';
import { answerBy, lateSince, turnOf } from './chase.js';

const months = (...list: string[]): PaidMonth[] =>
  list.map((one) => ({ month: one.slice(0, 7), paidBy: one.endsWith('*') ? 'other' : 'same' }));

describe('insurance months', () => {
  it.each<[string, string | null]>([
    ['2026-12', '2026-12'],
    ['202612', '2026-12'],
    ['2026年12月', '2026-12'],
    ['2026年1月份', '2026-01'],
    ['2026/12/01', '2026-12'],
    ['20261231', '2026-12'],
    ['2026.3', '2026-03'],
    ['2026-13', null],
    ['12', null],
    ['去年', null],
  ])('are read as lists write them: %s', (text, month) => expect(readMonth(text)).toBe(month));

  it('go on over the end of a year', () => {
    expect(monthsFrom('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect([addMonths('2026-01', -1), monthsFrom('2026-02', '2026-01')]).toEqual(['2025-12', []]);
  });

  it.each<[string, PaidMonth[], string | null]>([
    ['the same employer pays the month of the check', months('2026-12'), 'stayed'],
    ['the same employer pays a later one', months('2027-02'), 'stayed'],
    ['another employer pays the last one that is known', months('2026-11', '2026-12*'), 'left'],
    ['another employer had paid before they signed', months('2026-09*'), null],
    ['the month of the check is missing, which may be late', months('2026-11'), null],
    ['nothing is known', [], null],
  ])('say what they can when %s', (_, known, says) =>
    expect(insuranceSays({ dueOn: '2026-12-20', signedOn: '2026-10-21' }, known)).toBe(says),
  );
});

describe('figures of who stayed', () => {
  it('are shares of those of whom the employer has answered', () => {
    expect([stayRate({ stayed: 9, left: 1 }), stayRate({ stayed: 0, left: 0 })]).toEqual([0.9, null]);
  });

  it.each<[counts: number[], hidden: number[]]>([
    [
      [20, 3, 8],
      [1, 2],
    ],
    [
      [20, 3, 4],
      [1, 2],
    ],
    [[20, 8, 0], []],
    [[4], [0]],
    [
      [5, 1],
      [0, 1],
    ],
  ])('tell nobody of a small group, nor by what is left of the total: %j', (counts, hidden) =>
    expect([...hiddenOf(counts, 5)].sort()).toEqual(hidden),
  );
});

describe('a check that nobody answers', () => {
  it('is the employer’s for its days, then the liaison’s', () => {
    expect(answerBy('2026-12-24', 7)).toBe('2026-12-31');
    expect([turnOf('2026-12-24', 7, '2026-12-31'), turnOf('2026-12-24', 7, '2027-01-01')]).toEqual(['employer', 'liaison']);
    expect(lateSince('2027-01-01', 7)).toBe('2026-12-24');
  });
});
