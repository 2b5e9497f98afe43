export const round = (value: number, digits = 0): number => Math.round(value * 10 ** digits) / 10 ** digits;
export const maybe = (value: number | null, digits: number): number | null => (value === null ? null : round(value, digits));

/** Short / needed in all; null where nobody is needed. */
export const rateOf = (short: number, needed: number): number | null => (needed > 0 ? round(Math.min(1, short / needed), 4) : null);
