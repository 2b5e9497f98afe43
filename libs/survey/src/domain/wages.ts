/** Low and high end of what an occupation is usually offered, yuan a month. */
export type WageRange = readonly [low: number, high: number];
export type WageRanges = Record<string, WageRange>;

export interface WageOffer {
  occupationCode: string;
  fromYuan: number | null;
  toYuan: number | null;
}

/** Fewer offers than these say nothing about an occupation; its group is asked then. */
const ENOUGH = 8;
/** Of no occupation: from below the lowest minimum wage of a province up to what a top specialist gets. */
const ANY: WageRange = [1_500, 40_000];

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))] ?? 0;

/** Ranges by 细类, and by 小类 and 中类 for those with few offers: the middle 90 % of what was offered, widened by a half. */
export const wageRanges = (offers: Iterable<WageOffer>): WageRanges => {
  const lows = new Map<string, number[]>();
  const highs = new Map<string, number[]>();
  const put = (into: Map<string, number[]>, code: string, value: number): void => {
    const known = into.get(code);
    if (known) known.push(value);
    else into.set(code, [value]);
  };
  for (const { occupationCode, fromYuan, toYuan } of offers) {
    const parts = occupationCode.split('-');
    for (let level = 2; level <= parts.length; level += 1) {
      const code = parts.slice(0, level).join('-');
      const from = fromYuan ?? toYuan;
      const to = toYuan ?? fromYuan;
      if (from !== null) put(lows, code, from);
      if (to !== null) put(highs, code, to);
    }
  }
  const ranges: WageRanges = {};
  for (const [code, low] of lows) {
    const high = highs.get(code) ?? low;
    if (low.length < ENOUGH) continue;
    low.sort((a, b) => a - b);
    high.sort((a, b) => a - b);
    ranges[code] = [Math.round(quantile(low, 0.05) / 1.5), Math.round(quantile(high, 0.95) * 1.5)];
  }
  return ranges;
};

/** The range of the occupation, or of the nearest group above it that has one. */
export const rangeFor = (ranges: WageRanges, occupationCode: string): WageRange => {
  const parts = occupationCode.split('-');
  for (let level = parts.length; level >= 2; level -= 1) {
    const range = ranges[parts.slice(0, level).join('-')];
    if (range) return range;
  }
  return ANY;
};
