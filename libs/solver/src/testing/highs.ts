import highsPackage, { type Highs } from 'highs';
import type { FlowProblem } from '../types.js';

/** The package's types describe an ES module, and Node gives its CommonJS build: the function itself. */
const load = highsPackage as unknown as typeof highsPackage.default;

let loaded: Promise<Highs> | undefined;

/** One instance per test file: starting it takes longer than most problems here. */
export const highs = (): Promise<Highs> => (loaded ??= load());

const term = (value: number, name: string): string => `${value < 0 ? '-' : '+'} ${Math.abs(value)} ${name}`;

/** The flow problem as a linear program in CPLEX LP text. */
export const asLinearProgram = (problem: FlowProblem): string => {
  const { nodes, supply, source, target, lower, capacity, cost } = problem;
  const balance = Array.from({ length: nodes }, () => [] as string[]);
  source.forEach((s, a) => {
    if (s === target[a]) return;
    balance[s]!.push(`+ x${a}`);
    balance[target[a]!]!.push(`- x${a}`);
  });
  const rows = balance.map((terms, v) => ` n${v}: ${[...terms, '+ 0 zero'].join(' ')} = ${supply[v]}`);
  const bounds = Array.from(cost, (_, a) => ` ${lower[a]} <= x${a} <= ${capacity[a] === Infinity ? '+inf' : capacity[a]}`);
  const objective = Array.from(cost, (c, a) => term(c, `x${a}`)).join(' ');
  return `Minimize\n obj: ${objective} + 0 zero\nSubject To\n${rows.join('\n')}\nBounds\n${bounds.join('\n')}\n 0 <= zero <= 0\nEnd\n`;
};
