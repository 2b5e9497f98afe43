import { Settings } from '#platform/config';
import { TestClock } from '../../../../test/support/clock.js';
import { AnonymousReads } from './anonymous-reads.js';

describe('reads of people who are not signed in', () => {
  const office = { ip: '203.0.113.7' };
  const clock = new TestClock();
  let reads: AnonymousReads;

  beforeEach(() => (reads = new AnonymousReads(new Settings(), clock)));

  /** How many are answered of so many at once. */
  const answered = (times: number, kept = false, from = office): number => {
    for (let n = 0; n < times; n += 1) {
      try {
        reads.take(from);
      } catch {
        return n;
      }
      if (kept) reads.wasKept(from);
    }
    return times;
  };

  it('answers a whole office that opens the board at once: 200 people, ten pages each, most of which somebody has just read', () => {
    for (let person = 0; person < 200; person += 1) expect(answered(9, true) + answered(1)).toBe(10);
  });

  it('stops whoever has ever new answers worked out, for a moment, and nobody else', () => {
    expect(answered(50_000)).toBe(1_200);
    expect(() => reads.take(office)).toThrow('try again in 1 s');
    expect(answered(10, false, { ip: '198.51.100.1' })).toBe(10);
    clock.advance({ seconds: 3 });
    expect(answered(50_000)).toBe(60);
  });

  it('counts an IPv6 connection once, whichever of its addresses it comes from, and its neighbour for itself', () => {
    expect(answered(1_200, false, { ip: '2001:db8:1:2::1' })).toBe(1_200);
    expect(answered(1, false, { ip: '2001:db8:1:2:ffff:ffff:ffff:ffff' })).toBe(0);
    expect(answered(1, true, { ip: '2001:db8:1:2:aaaa::7' })).toBe(0);
    expect(answered(1, false, { ip: '2001:db8:1:3::1' })).toBe(1);
    expect(answered(1_200, false, { ip: '::ffff:203.0.113.9' })).toBe(1_200);
    expect(answered(1, false, { ip: '203.0.113.9' })).toBe(0);
  });

  it('does not count more back than a minute’s worth', () => {
    clock.advance({ hours: 5 });
    expect(answered(50_000)).toBe(1_200);
  });

  it('gives nothing back to somebody who is signed in: nothing was counted', () => {
    answered(1_200);
    reads.wasKept({ ...office, principal: {} });
    expect(answered(1)).toBe(0);
  });
});
