import type { FlowProblem, OptimalFlow } from './types.js';

const LINES_PER_CHUNK = 20_000;

/** The problem as DIMACS text, in chunks. Capacities must be finite: the format has no word for an arc without one. */
export function* writeDimacs(problem: FlowProblem, comment?: string): Generator<string> {
  if (problem.capacity.includes(Infinity)) throw new RangeError('DIMACS cannot say an infinite capacity');
  let lines = [...(comment ? [`c ${comment}`] : []), `p min ${problem.nodes} ${problem.source.length}`];
  for (let v = 0; v < problem.nodes; v++) if (problem.supply[v] !== 0) lines.push(`n ${v + 1} ${problem.supply[v]}`);
  for (let a = 0; a < problem.source.length; a++) {
    const ends = `${problem.source[a]! + 1} ${problem.target[a]! + 1}`;
    lines.push(`a ${ends} ${problem.lower[a]} ${problem.capacity[a]} ${problem.cost[a]}`);
    if (lines.length >= LINES_PER_CHUNK) {
      yield `${lines.join('\n')}\n`;
      lines = [];
    }
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}

/** `s COST`, then `f SOURCE TARGET FLOW` for every arc that carries flow, in input order, parallel arcs apart. */
export const writeSolution = (problem: FlowProblem, answer: OptimalFlow, quiet: boolean): string => {
  const lines = [`s ${answer.objective}`];
  if (!quiet) {
    for (let a = 0; a < problem.source.length; a++) {
      if (answer.flow[a] !== 0) lines.push(`f ${problem.source[a]! + 1} ${problem.target[a]! + 1} ${answer.flow[a]}`);
    }
  }
  return `${lines.join('\n')}\n`;
};
