import fc from 'fast-check';
import type { MatchingProblem } from '../problem.js';

const CODES = ['6-18-02-04', '6-18-02-05', '6-18-03-01', '4-03-02-05'];
/** Days from being free to being there, more or less. */
const ON_THE_WAY = 5;
const DIVISIONS = ['370702', '370703'];
const day = (offset: number): string => new Date(Date.UTC(2026, 11, 1 + offset)).toISOString().slice(0, 10);

/** Small cities in which everything is scarce by turns: people, level, wage, time, lodging, suppliers' limits, groups. */
export const smallCity = (groups = false): fc.Arbitrary<MatchingProblem> => {
  const supplier = fc.record({ lng: fc.integer({ min: 100, max: 119 }), peoplePerRun: fc.option(fc.integer({ min: 0, max: 9 })) });
  const batch = fc.record({
    supplier: fc.nat(1),
    code: fc.nat(CODES.length - 1),
    skillLevel: fc.integer({ min: 1, max: 5 }),
    people: fc.integer({ min: 0, max: 6 }),
    wage: fc.integer({ min: 50, max: 75 }),
    free: fc.integer({ min: 0, max: 40 }),
    smallestGroup: groups ? fc.integer({ min: 0, max: 5 }) : fc.constant(0),
  });
  const need = fc.record({
    enterprise: fc.nat(2),
    division: fc.nat(1),
    code: fc.nat(CODES.length - 1),
    skillLevel: fc.integer({ min: 0, max: 5 }),
    short: fc.integer({ min: 0, max: 6 }),
    wage: fc.integer({ min: 45, max: 75 }),
    from: fc.integer({ min: 0, max: 20 }),
    window: fc.integer({ min: 0, max: 20 }),
    priority: fc.constantFrom(1, 1, 2),
    trainable: fc.boolean(),
    lodging: fc.boolean(),
  });
  return fc
    .record({
      suppliers: fc.array(supplier, { minLength: 2, maxLength: 2 }),
      batches: fc.array(batch, { minLength: 1, maxLength: 7 }),
      needs: fc.array(need, { minLength: 1, maxLength: 7 }),
    })
    .map((drawn) => ({
      asOf: day(0),
      city: { lng: 119.16, lat: 36.7 },
      suppliers: drawn.suppliers.map((entry, k) => ({ id: `S${k}`, division: '620000', lat: 36, ...entry })),
      batches: drawn.batches.map((entry, k) => ({
        id: `B${k}`,
        supplier: `S${entry.supplier}`,
        occupation: CODES[entry.code]!,
        skillLevel: entry.skillLevel,
        people: entry.people,
        wage: entry.wage * 100,
        freeFrom: day(entry.free),
        smallestGroup: entry.smallestGroup,
      })),
      needs: drawn.needs.map((entry, k) => ({
        id: `N${k}`,
        enterprise: `E${entry.enterprise}`,
        division: DIVISIONS[entry.division]!,
        occupation: CODES[entry.code]!,
        skillLevel: entry.skillLevel,
        short: entry.short,
        wageFrom: 4000,
        wageTo: entry.wage * 100,
        startFrom: day(entry.from + ON_THE_WAY),
        startBy: day(entry.from + ON_THE_WAY + entry.window),
        priority: entry.priority,
        trainable: entry.trainable,
        lodging: entry.lodging,
      })),
    }));
};
