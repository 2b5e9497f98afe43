import type { Highs } from 'highs';
import { linearSolver } from '../testing/highs.js';
import { simulatedRound } from '../testing/rounds.js';
import { tablesOf, type RoundTables } from './tables.js';

/** What a reader can find out about one figure from the published ones: the least and the most it can be. */
const attack = (solver: Highs, { atoms, cells }: RoundTables, target: readonly number[]): [number, number] => {
  const sum = (members: readonly number[]): string => members.map((atom) => `+ x${atom}`).join(' ');
  const rows = cells.filter((cell) => cell.published).map((cell, i) => ` c${i}: ${sum(cell.atoms)} = ${cell.short}`);
  const most = atoms.reduce((all, atom) => all + atom.short, 0);
  const program = (goal: string): string =>
    `${goal}\n obj: ${sum(target)}\nSubject To\n all: ${sum(atoms.map((_, i) => i))} <= ${most + 1}\n${rows.join('\n')}\nEnd`;
  const ends = ['Minimize', 'Maximize'].map((goal) => {
    const { Status, ObjectiveValue } = solver.solve(program(goal));
    if (Status !== 'Optimal') throw new Error(`the attack's program is ${Status}`);
    return ObjectiveValue;
  });
  return [ends[0] ?? 0, ends[1] ?? 0];
};

const enterprisesOf = ({ rows }: RoundTables, members: readonly number[]): number => {
  const inside = new Set(members);
  return new Set(rows.filter((row) => inside.has(row.atom)).map((row) => row.enterprise.id)).size;
};

describe('what is published of a round', () => {
  it('holds no figure of fewer than three enterprises', () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const tables = tablesOf(simulatedRound({ seed, enterprises: 8 * seed, rowsEach: 3 }));
      for (const cell of tables.cells) if (cell.published) expect(enterprisesOf(tables, cell.atoms)).toBeGreaterThanOrEqual(3);
    }
  });

  it('gives no withheld figure away to a linear program over all published tables', async () => {
    const solver = await linearSolver();
    let attacked = 0;
    let narrowest = Infinity;
    for (const [seed, enterprises, rowsEach] of [
      [1, 6, 2],
      [2, 12, 2],
      [3, 20, 3],
      [4, 30, 2],
      [5, 45, 3],
      [6, 60, 2],
      [7, 90, 2],
    ] as const) {
      const tables = tablesOf(simulatedRound({ seed, enterprises, rowsEach, occupations: 8, counties: 4 }));
      const withheld = tables.cells.filter((cell) => !cell.published);
      for (const cell of withheld.filter((_, i) => i % Math.ceil(withheld.length / 60) === 0)) {
        const [low, high] = attack(solver, tables, cell.atoms);
        attacked += 1;
        narrowest = Math.min(narrowest, (high - low) / Math.max(1, cell.short));
      }
    }
    expect(attacked).toBeGreaterThan(150);
    expect(narrowest).toBeGreaterThan(1e-3);
  }, 120_000);

  it('can be attacked: were every total published and only small figures withheld, the program would find some', async () => {
    const solver = await linearSolver();
    const tables = tablesOf(simulatedRound({ seed: 5, enterprises: 45, rowsEach: 3, occupations: 8, counties: 4 }));
    for (const cell of tables.cells) cell.published = enterprisesOf(tables, cell.atoms) >= 3;
    const found = tables.cells
      .filter((cell) => !cell.published)
      .slice(0, 80)
      .some((cell) => {
        const [low, high] = attack(solver, tables, cell.atoms);
        return high - low < 1e-6;
      });
    expect(found).toBe(true);
  }, 60_000);

  it('would tell what one enterprise corrected, were two versions of a round public: the difference of any figure that it is in', () => {
    const before = simulatedRound({ seed: 9, enterprises: 400, rowsEach: 4 });
    const at = before.rows.findIndex(({ short }) => short > 0);
    const after = { ...before, rows: before.rows.map((row, i) => (i === at ? { ...row, short: row.short + 17 } : row)) };
    const keyOf = ({ table, occupation, node, level, industry, size, aboveScale }: RoundTables['cells'][number]): string =>
      [table, occupation, node, level, industry, size, aboveScale].join('|');
    const [first, second] = [before, after].map(
      (data) =>
        new Map(
          tablesOf(data)
            .cells.filter(({ published }) => published)
            .map((cell) => [keyOf(cell), cell.short]),
        ),
    );
    const weight = tablesOf(before).rows.find(({ row }) => row === before.rows[at])?.weight ?? 0;
    const told = [...(first ?? [])].filter(([key, short]) => Math.abs((second?.get(key) ?? short) - short - 17 * weight) < 1e-6);
    expect(told.length).toBeGreaterThan(3);
  });

  it('is most of it where many enterprises answer', () => {
    const { cells } = tablesOf(simulatedRound({ seed: 11, enterprises: 1_500, rowsEach: 4 }));
    const share = (table: string): number => {
      const all = cells.filter((cell) => cell.table === table);
      return all.filter((cell) => cell.published).length / all.length;
    };
    for (const table of ['total', 'county', 'level', 'size', 'industry']) expect([table, share(table)]).toEqual([table, 1]);
    expect(share('occupation')).toBeGreaterThan(0.8);
  });

  it('is nothing when two enterprises answered', () => {
    expect(tablesOf(simulatedRound({ seed: 3, enterprises: 2, rowsEach: 4 })).cells.some((cell) => cell.published)).toBe(false);
  });
});
