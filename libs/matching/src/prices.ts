import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Prices of a run's needs, packed: about 25 bytes a need. */
export const packPrices = (needs: readonly string[], points: Float64Array): string =>
  deflateRawSync(JSON.stringify([needs, Array.from(points, Math.round)])).toString('base64');

export const unpackPrices = (packed: string): Map<string, number> => {
  const [needs, points] = JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString()) as [string[], number[]];
  return new Map(needs.map((need, k) => [need, points[k] ?? 0]));
};
