import type { MatchingProblem } from '#matching';
import { random } from './solver-shapes.js';

export interface CitySize {
  readonly suppliers: number;
  readonly batchesPerSupplier: number;
  readonly enterprises: number;
  readonly needs: number;
  /** Occupations in all; they lie in groups (中类) of about twenty. */
  readonly occupations: number;
  /** 1: all occupations are equally common; larger: a few have most of the people. */
  readonly skew?: number;
}

const day = (offset: number): string => new Date(Date.UTC(2026, 11, 1 + offset)).toISOString().slice(0, 10);
const two = (value: number): string => String(value).padStart(2, '0');

/** A whole city's matching problem from a seed: Zipf-like occupations, nine people for ten places. */
export const makeCity = (size: CitySize, seed: number): MatchingProblem => {
  const next = random(seed);
  const draw = (count: number): number => Math.floor(next() * count);
  const code = (): string => {
    const k = Math.floor(size.occupations * next() ** (size.skew ?? 2));
    const [major, middle, minor] = [6 - (Math.floor(k / 1800) % 4), 1 + (Math.floor(k / 20) % 90), 1 + (Math.floor(k / 5) % 4)];
    return `${major}-${two(middle)}-${two(minor)}-${two(1 + (k % 5))}`;
  };
  const batches = size.suppliers * size.batchesPerSupplier;
  const meanShort = 12;
  const meanPeople = Math.max(2, (0.9 * meanShort * size.needs) / batches);
  return {
    asOf: day(0),
    city: { lng: 119.161748, lat: 36.706962 },
    suppliers: Array.from({ length: size.suppliers }, (_, k) => ({
      id: `S${k}`,
      division: '620000',
      lng: 98 + next() * 22,
      lat: 24 + next() * 18,
    })),
    batches: Array.from({ length: batches }, (_, k) => ({
      id: `B${k}`,
      supplier: `S${Math.floor(k / size.batchesPerSupplier)}`,
      occupation: code(),
      skillLevel: draw(7),
      people: 1 + draw(2 * meanPeople - 1),
      wage: 4500 + 100 * draw(35),
      freeFrom: day(draw(50)),
    })),
    needs: Array.from({ length: size.needs }, (_, k) => {
      const wage = 4200 + 100 * draw(40);
      const from = draw(40);
      return {
        id: `N${k}`,
        enterprise: `E${draw(size.enterprises)}`,
        division: `3707${two(1 + draw(12))}`,
        occupation: code(),
        skillLevel: draw(6),
        short: 1 + draw(2 * meanShort - 1),
        wageFrom: wage - 500,
        wageTo: wage,
        startFrom: day(from),
        startBy: day(from + draw(30)),
        priority: 1 + draw(3),
        trainable: next() < 0.3,
        lodging: next() < 0.9,
      };
    }),
  };
};
