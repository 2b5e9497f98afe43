import { createHash } from 'node:crypto';

/** Bytes of a need: the beginning of its id's hash, and its price in points. */
const [KEY, PRICE] = [8, 4];
const ROW = KEY + PRICE;
const FORMAT = 'h1:';

const keyOf = (need: string): bigint => createHash('sha1').update(need).digest().readBigUInt64BE();

/** What a place of each need of a run is worth, in points. */
export interface Prices {
  get(need: string): number | undefined;
}

/** Prices of a run's needs, packed so that nobody has to unpack them: rows in order of their keys, 16 letters a need. */
export const packPrices = (needs: readonly string[], points: Float64Array): string => {
  const rows = needs.map((need, k) => [keyOf(need), Math.round(points[k] ?? 0)] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const packed = Buffer.alloc(rows.length * ROW);
  rows.forEach(([key, price], k) => packed.writeInt32BE(price, packed.writeBigUInt64BE(key, k * ROW)));
  return FORMAT + packed.toString('base64');
};

/** Reads prices where they lie. Of a run from before this format none are known: its needs count as their first places do. */
export const readPrices = (packed: string | null): Prices => {
  const rows = packed?.startsWith(FORMAT) ? Buffer.from(packed.slice(FORMAT.length), 'base64') : Buffer.alloc(0);
  return {
    get: (need) => {
      const key = keyOf(need);
      let [low, high] = [0, rows.length / ROW];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (rows.readBigUInt64BE(middle * ROW) < key) low = middle + 1;
        else high = middle;
      }
      return low * ROW < rows.length && rows.readBigUInt64BE(low * ROW) === key ? rows.readInt32BE(low * ROW + KEY) : undefined;
    },
  };
};
