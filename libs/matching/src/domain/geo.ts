import type { Place } from './problem.js';

const EARTH_KM = 6371;
/** Roads are longer than the great circle by about this factor. */
const DETOUR = 1.3;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Kilometres of road between two places, estimated from the great circle and rounded. */
export const roadKm = (from: Place, to: Place): number => {
  const [a, b] = [radians(from.lat), radians(to.lat)];
  const half = (angle: number): number => Math.sin(angle / 2) ** 2;
  const h = half(b - a) + Math.cos(a) * Math.cos(b) * half(radians(to.lng - from.lng));
  return Math.round(2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h))) * DETOUR);
};

/** Days since 1970-01-01 of an ISO date. */
export const dayNumber = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000);

export const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** Weeks from Monday to Sunday, counted from one in 1969. */
export const weekOf = (day: number): number => Math.floor((day + 3) / 7);
