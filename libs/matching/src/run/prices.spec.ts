import { packPrices, readPrices } from './prices.js';

describe('prices of a run', () => {
  const needs = Array.from({ length: 500 }, (_, k) => `need ${k}`);
  const packed = packPrices(
    needs,
    Float64Array.from(needs, (_, k) => k * 1_000.4 - 200_000),
  );

  it('are found again for every need, in whole points', () => {
    const prices = readPrices(packed);
    expect(needs.map((need) => prices.get(need))).toEqual(needs.map((_, k) => Math.round(k * 1_000.4 - 200_000)));
  });

  it('are unknown for a need that came later, for a run without any, and for one of an older release', () => {
    expect([readPrices(packed).get('need 500'), readPrices(null).get('need 1'), readPrices('eJyLjgUAARUAuQ==').get('need 1')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('take sixteen letters a need', () => {
    expect(packed.length).toBeLessThanOrEqual(16 * needs.length + 8);
  });
});
