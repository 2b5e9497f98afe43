import { doubtsOf, type Doubt } from './doubts.js';
import { FAULT_KINDS, foundBy, roundWithFaults } from './testing/round-with-faults.js';

const SEEDS = [1, 7, 42, 2026];

describe.each(SEEDS)('the doubts of a generated round (seed %i)', (seed) => {
  const round = roundWithFaults(seed);
  const looked = round.map((one) => ({ ...one, doubts: doubtsOf(one.answer, one.facts) }));
  const faulty = looked.filter(({ planted }) => planted !== null);
  const hit = ({ planted, doubts }: { planted: (typeof FAULT_KINDS)[number] | null; doubts: Doubt[] }): boolean =>
    planted !== null && doubts.some(({ kind }) => foundBy[planted].includes(kind));

  it('plants 200 faults of every kind', () => {
    expect(faulty).toHaveLength(200);
    expect(new Set(faulty.map(({ planted }) => planted))).toEqual(new Set(FAULT_KINDS));
  });

  it('find at least nine in ten of the faults, each by a doubt that names it', () => {
    const missed = faulty.filter((one) => !hit(one)).map(({ planted }) => planted);
    expect((faulty.length - missed.length) / faulty.length).toBeGreaterThanOrEqual(0.9);
  });

  it('leave at least 95 in 100 sound answers alone', () => {
    const sound = looked.filter(({ planted }) => planted === null);
    expect(sound.filter(({ doubts }) => doubts.length > 0).length / sound.length).toBeLessThanOrEqual(0.05);
  });
});

describe('a doubt', () => {
  it('shows the value of the quarter before beside the one of now', () => {
    const one = roundWithFaults(3).find(({ planted }) => planted === 'employees_added_digit');
    const doubt = one && doubtsOf(one.answer, one.facts).find(({ kind }) => kind === 'employees_jump');
    expect(doubt?.last).toEqual({ employees: one?.facts.last?.employees });
    expect(doubt?.now).toEqual({ employees: one?.answer.employees });
  });
});
