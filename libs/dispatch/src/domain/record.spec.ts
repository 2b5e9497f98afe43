import { recordsOf, type Share } from './record.js';

const groups = (...rows: [string, ...[of: number, kept: number][]][]): Map<string, Share[]> =>
  new Map(rows.map(([id, ...shares]) => [id, shares.map(([of, kept]) => ({ of, kept }))]));

it('knows nobody where nothing happened yet', () => {
  expect(recordsOf(new Map(), ['new'])).toEqual(new Map());
});

it('tells large groups by what they did, small ones hardly, and takes new ones as all others are', () => {
  const records = recordsOf(groups(['good', [900, 880]], ['bad', [900, 540]], ['tiny', [2, 0]]), ['new']);
  expect(Object.fromEntries(records)).toEqual({ good: 97, bad: 60, tiny: 72, new: 79 });
});

it('multiplies what one thing after the other leaves, and is never above a hundred', () => {
  const records = recordsOf(groups(['one', [100, 100], [100, 100]], ['two', [100, 50], [50, 25]]), []);
  expect(records.get('one')).toBe(93);
  expect(records.get('two')).toBeLessThan(40);
  expect(recordsOf(groups(['over', [10, 12]])).get('over')).toBe(100);
});
