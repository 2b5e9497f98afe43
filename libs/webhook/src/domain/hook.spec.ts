import { pauseAfterTry, signatureHeader, wasTaken } from './hook.js';

describe('a dispatch to another system', () => {
  it('is tried eleven times with growing pauses, within two days', () => {
    const pauses = Array.from({ length: 11 }, (_, i) => pauseAfterTry(i + 1, 1));
    expect(pauses.slice(0, 4)).toEqual([10_000, 40_000, 160_000, 640_000]);
    expect(pauses.at(-1)).toBeNull();
    const whole = pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0);
    expect(whole).toBeGreaterThan(24 * 3_600_000);
    expect(whole).toBeLessThan(48 * 3_600_000);
  });

  it('is tried again at moments that chance moves apart', () => {
    expect([0, 1].map((chance) => pauseAfterTry(1, chance))).toEqual([7_500, 10_000]);
  });

  it('is taken by an answer of 2xx and by no other', () => {
    expect([199, 200, 204, 299, 301, 400, 500].map(wasTaken)).toEqual([false, true, true, true, false, false, false]);
  });

  it('carries a signature for each valid secret', () => expect(signatureHeader(['aa', 'bb'])).toBe('v1=aa, v1=bb'));
});
