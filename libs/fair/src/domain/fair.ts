/** National campaigns a fair can belong to; their reports are printed from it. */
export const CAMPAIGNS = ['spring-breeze', 'hundred-days', 'private-enterprises', 'graduates', 'none'] as const;
export type Campaign = (typeof CAMPAIGNS)[number];

export const FAIR_MODES = ['on_site', 'online', 'hybrid'] as const;
export type FairMode = (typeof FAIR_MODES)[number];

/** Who holds a fair: an agency needs a licence for it (人力资源服务许可证). */
export const FAIR_HOLDERS = ['bureau', 'agency', 'enterprise', 'school'] as const;
export type FairHolder = (typeof FAIR_HOLDERS)[number];

/** What those who booked came for, and have to be told of when it changes. */
export const MEETING_FIELDS = ['day', 'opensAt', 'closesAt', 'place'] as const;

/** Booth numbers in rows of twenty: A01 … A20, B01 … */
export const boothNumbers = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${rowName(Math.floor(i / 20))}${String((i % 20) + 1).padStart(2, '0')}`);

/** Rows of a plan are named as those of a table are: A … Z, AA … */
export const rowName = (row: number): string => (row < 26 ? '' : rowName(Math.floor(row / 26) - 1)) + String.fromCharCode(65 + (row % 26));

/**
 * Which number each booked booth has once the fair stands on other places: its own where there is one of that name, or else the first free
 * one in their order.
 * @returns null when there are fewer places than booked booths
 */
export const reseated = (booked: readonly string[], places: readonly string[]): Map<string, string> | null => {
  if (booked.length > places.length) return null;
  const there = new Set(places);
  const kept = new Set(booked.filter((number) => there.has(number)));
  const free = places.filter((number) => !kept.has(number));
  return new Map(booked.map((number) => [number, kept.has(number) ? number : (free.shift() ?? '')]));
};
