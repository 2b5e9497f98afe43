import { leastOf, mostInWeek } from './spread.js';

describe('how fairs are spread', () => {
  const one = { short: 100, room: 99, standing: 0 };

  it('gives a county half of its share at least, with what it has already and as far as its rooms go', () => {
    const counties = [one, { ...one, short: 300 }, { ...one, standing: 4 }, { ...one, room: 2 }];
    expect(leastOf(counties, 60, 50)).toEqual([5, 16, 1, 2]);
  });

  it('gives none to a county whose share is less than half a fair, and none where nobody is short', () => {
    expect(leastOf([one, { ...one, short: 10_000 }], 20, 50)).toEqual([0, 10]);
    expect(leastOf([{ ...one, short: 0 }], 20, 50)).toEqual([0]);
  });

  it('gives a week so much more than the average, and one fair however short the span', () => {
    expect(mostInWeek(300, 84, 150)).toBe(38);
    expect(mostInWeek(1, 31, 150)).toBe(1);
    expect(mostInWeek(3, 1, 100)).toBe(3);
  });
});
