import { certifyTransport, TransportSession, type TransportOptimum, type TransportProblem } from '#solver';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runLemon, writeForLemon } from './lemon.js';
import { makeShape, random, type ShapeName } from './solver-shapes.js';

export const SEED = 1;

/** Tells a figure as soon as it is known. */
export type Say = (key: string, value: number) => void;

export interface Timed {
  readonly seconds: number;
  readonly answer: TransportOptimum;
}

export interface Comparison {
  readonly seconds: Record<1 | 2, number>;
  readonly lemon?: number;
  readonly answer: TransportOptimum;
}

export interface Reference {
  /** The program, undefined where LEMON is not installed. */
  readonly lemon: string | undefined;
  readonly scratch: string;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** From arrays in memory to flows in memory: splitting into components and the start of threads included. */
export const solveOnce = async (problem: TransportProblem, threads: number): Promise<Timed> => {
  const begun = performance.now();
  const answer = await new TransportSession(problem, { threads }).solve();
  const seconds = (performance.now() - begun) / 1000;
  if (answer.status !== 'optimal') throw new Error(answer.status);
  return { seconds, answer };
};

/** One and two threads and the reference in turn, so that a busy machine slows all alike; medians. */
export const compare = async (problem: TransportProblem, { lemon, scratch }: Reference, repeats: number): Promise<Comparison> => {
  const file = join(scratch, `problem-${process.pid}.bin`);
  if (lemon) writeForLemon(problem, file);
  const [one, two, reference] = [[] as number[], [] as number[], [] as number[]];
  let answer: TransportOptimum | undefined;
  for (let k = 0; k < repeats; k++) {
    const single = await solveOnce(problem, 1);
    const double = await solveOnce(problem, 2);
    one.push(single.seconds);
    two.push(double.seconds);
    answer = single.answer;
    if (double.answer.objective !== answer.objective) throw new Error('one and two threads disagree');
    if (!lemon) continue;
    const cpp = runLemon(lemon, file);
    reference.push(cpp.seconds);
    if (cpp.objective !== answer.objective) throw new Error(`the reference finds ${cpp.objective}, not ${answer.objective}`);
  }
  rmSync(file, { force: true });
  return { seconds: { 1: median(one), 2: median(two) }, answer: answer!, ...(lemon && { lemon: median(reference) }) };
};

/** Without the reference there are no ratios: they are left out, not guessed. */
export const tell = (say: Say, name: string, { seconds, lemon }: Comparison): void => {
  say(`${name}.seconds1`, seconds[1]);
  say(`${name}.seconds2`, seconds[2]);
  if (lemon === undefined) return;
  say(`${name}.lemonSeconds`, lemon);
  say(`${name}.ratio1`, seconds[1] / lemon);
  say(`${name}.ratio2`, seconds[2] / lemon);
};

export const certifySeconds = (problem: TransportProblem, { answer }: Comparison): number => {
  const begun = performance.now();
  const { faults } = certifyTransport(problem, answer);
  if (faults.length > 0) throw new Error(faults[0]);
  return (performance.now() - begun) / 1000;
};

/** A hundred changes of one wage or headcount, half of them in the largest component; the slowest as a share of the first solve. */
export const resolveShare = async (problem: TransportProblem): Promise<number> => {
  const full = median(
    [await solveOnce(problem, 1), await solveOnce(problem, 1), await solveOnce(problem, 1)].map(({ seconds }) => seconds),
  );
  const session = new TransportSession(problem);
  await session.solve();
  const next = random(SEED);
  const rows = Array.from({ length: problem.sources }, (_, i) => problem.pairBegin[i + 1]! - problem.pairBegin[i]!);
  const large = rows.flatMap((pairs, i) => (pairs > 0.8 * Math.max(...rows.slice(0, 1000)) ? [i] : []));
  let slowest = 0;
  for (let k = 0; k < 100; k++) {
    const i = k % 2 === 0 ? large[Math.floor(next() * large.length)]! : Math.floor(next() * problem.sources);
    const raise = 2 * Math.floor(50 + next() * 200);
    const row = Array.from({ length: rows[i]! }, (_, at) => problem.pairBegin[i]! + at);
    if (k % 4 < 2) session.change({ pairCost: row.map((a) => [a, session.problem.pairCost[a]! + raise] as const) });
    else session.change({ supply: [[i, Math.floor(next() * 40)]] });
    const begun = performance.now();
    const warm = await session.solve();
    slowest = Math.max(slowest, (performance.now() - begun) / 1000);
    if (k % 33 !== 0 || warm.status !== 'optimal') continue;
    const cold = await solveOnce({ ...session.problem, pairCost: session.problem.pairCost.slice() }, 1);
    if (cold.answer.objective !== warm.objective) throw new Error('a warm solve missed the optimum');
  }
  return slowest / full;
};

/** Seconds per pair from one size to the next: 1 is linear. Both sizes in turn, `repeats` times. */
export const growthExponent = async (small: ShapeName, large: ShapeName, repeats: number): Promise<number> => {
  const [less, more] = [makeShape(small, SEED), makeShape(large, SEED)];
  const [before, after] = [[] as number[], [] as number[]];
  for (let k = 0; k < repeats; k++) {
    before.push((await solveOnce(less, 1)).seconds);
    after.push((await solveOnce(more, 1)).seconds);
  }
  return Math.log(median(after) / median(before)) / Math.log(more.pairSink.length / less.pairSink.length);
};
