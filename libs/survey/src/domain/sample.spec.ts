import { drawSample, type FrameUnit } from './sample.js';
import { formOf, quarterOf } from './round.js';

const unit = (i: number, more: Partial<FrameUnit> = {}): FrameUnit => ({
  id: `e${String(i).padStart(5, '0')}`,
  countyId: `37070${i % 3}`,
  industryCode: `C3${i % 4}1`,
  sizeClass: i % 2 ? 'small' : 'micro',
  aboveScale: false,
  isKey: false,
  ...more,
});
const frame = [
  ...Array.from({ length: 1200 }, (_, i) => unit(i)),
  ...Array.from({ length: 60 }, (_, i) => unit(2000 + i, i % 2 ? { aboveScale: true } : { isKey: true })),
];

describe('a sample', () => {
  it('holds everybody above the statistical size and every key enterprise, for certain', () => {
    const certain = drawSample(frame, 1).filter((one) => one.certain);
    expect(certain).toHaveLength(60);
    expect(certain.every(({ stratumSize, stratumDrawn }) => stratumSize === stratumDrawn)).toBe(true);
  });

  it('takes the share of every stratum of the rest, and says of how many', () => {
    const strata = new Map(
      drawSample(frame, 1)
        .filter((one) => !one.certain)
        .map((one) => [one.stratum, one]),
    );
    expect(strata.size).toBe(12);
    for (const { stratumSize, stratumDrawn } of strata.values()) expect([stratumSize, stratumDrawn]).toEqual([100, 20]);
  });

  it('takes at least so many of a small stratum, or all there are', () => {
    const few = [
      unit(1),
      unit(5, { countyId: 'x' }),
      unit(7, { countyId: 'x', industryCode: 'C311' }),
      unit(9, { countyId: 'x', industryCode: 'C311' }),
      unit(11, { countyId: 'x', industryCode: 'C311' }),
    ];
    const drawn = drawSample(few, 3, { sharePercent: 10, minimum: 2 });
    expect(drawn.map(({ stratumSize, stratumDrawn }) => `${stratumDrawn}/${stratumSize}`).sort()).toEqual(['1/1', '2/4', '2/4']);
  });

  it('is the same for the same seed, in whatever order the frame comes, and another for another', () => {
    const ids = (units: FrameUnit[], seed: number) =>
      drawSample(units, seed)
        .map(({ unit: { id } }) => id)
        .join();
    expect(ids([...frame].reverse(), 5)).toBe(ids(frame, 5));
    expect(ids(frame, 6)).not.toBe(ids(frame, 5));
  });

  it('gives everybody of a stratum the same chance', () => {
    const times = new Map<string, number>();
    for (let seed = 0; seed < 500; seed += 1)
      for (const {
        unit: { id },
      } of drawSample(frame.slice(0, 120), seed, { sharePercent: 20, minimum: 2 }))
        times.set(id, (times.get(id) ?? 0) + 1);
    const counts = [...times.values()];
    expect(times.size).toBe(120);
    expect([Math.min(...counts) > 60, Math.max(...counts) < 145]).toEqual([true, true]);
  });
});

describe('a quarter', () => {
  it('asks the long form when it is the fourth', () => {
    expect([formOf('2026Q4'), formOf('2026Q3'), quarterOf('2026-11-24'), quarterOf('2027-01-01')]).toEqual([
      'long',
      'short',
      '2026Q4',
      '2027Q1',
    ]);
  });
});
