import { expandTransport, type TransportProblem } from '#solver';
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HEADERS = '/usr/include/lemon/network_simplex.h';

export interface Reference {
  readonly seconds: number;
  readonly objective: bigint;
}

/** Compiles the C++ reference into the folder; undefined where LEMON or a compiler is not installed. */
export const buildLemon = (scratch: string, source: string): string | undefined => {
  if (!existsSync(HEADERS)) return undefined;
  const program = join(scratch, 'lemon');
  try {
    execFileSync('g++', ['-O3', '-o', program, source], { stdio: 'ignore' });
    return program;
  } catch {
    return undefined;
  }
};

/** Writes a problem as the reference reads it: columns of 32-bit numbers, arcs sorted by their source. */
export const writeForLemon = (problem: TransportProblem, file: string): void => {
  const { flow } = expandTransport(problem);
  const begin = new Int32Array(flow.nodes + 1);
  for (const s of flow.source) begin[s + 1]!++;
  for (let v = 0; v < flow.nodes; v++) begin[v + 1]! += begin[v]!;
  const order = new Int32Array(flow.source.length);
  flow.source.forEach((s, a) => (order[begin[s]!++] = a));
  const columns = [flow.source, flow.target, flow.capacity, flow.cost].map((column) => Int32Array.from(order, (a) => column[a]!));
  writeFileSync(file, Buffer.concat([Int32Array.of(flow.nodes, order.length), ...columns].map(({ buffer }) => Buffer.from(buffer))));
};

export const runLemon = (program: string, file: string): Reference => {
  const [seconds, cost] = execFileSync(program, [file], { encoding: 'utf8' }).trim().split(' ');
  return { seconds: Number(seconds), objective: -BigInt(cost!) };
};
