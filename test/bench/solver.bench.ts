import { certifyTransport, expandTransport, TransportSession, writeDimacs, type TransportOptimum, type TransportProblem } from '#solver';
import { projectRoot } from '#platform/config';
import { mkdirSync, openSync, writeSync, closeSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildLemon, runLemon, writeForLemon } from './lemon.js';
import type { Bench, BenchContext } from './measure.js';
import { makeShape, random, withLimits, type ShapeName } from './solver-shapes.js';

const SEED = 1;

interface Timed {
  readonly seconds: number;
  readonly answer: TransportOptimum;
}

type Figures = Record<string, number>;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** From arrays in memory to flows in memory: splitting into components and the start of threads included. */
const solveOnce = async (problem: TransportProblem, threads: number): Promise<Timed> => {
  const begun = performance.now();
  const answer = await new TransportSession(problem, { threads }).solve();
  const seconds = (performance.now() - begun) / 1000;
  if (answer.status !== 'optimal') throw new Error(answer.status);
  return { seconds, answer };
};

interface Comparison {
  readonly seconds: Record<1 | 2, number>;
  readonly lemon?: number;
  readonly answer: TransportOptimum;
}

/** One and two threads and the reference in turn, so that a busy machine slows all alike; medians. */
const compare = async (problem: TransportProblem, lemon: string | undefined, scratch: string, repeats: number): Promise<Comparison> => {
  const file = join(scratch, 'problem.bin');
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

const record = (figures: Figures, name: string, { seconds, lemon }: Comparison): void => {
  figures[`${name}.seconds1`] = seconds[1];
  figures[`${name}.seconds2`] = seconds[2];
  if (lemon === undefined) return;
  figures[`${name}.lemonSeconds`] = lemon;
  figures[`${name}.ratio1`] = seconds[1] / lemon;
  figures[`${name}.ratio2`] = seconds[2] / lemon;
};

/** A hundred changes of one wage or headcount, half of them in the largest component; the slowest against a full solve. */
const slowestResolve = async (problem: TransportProblem): Promise<number> => {
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
  return slowest;
};

const writeShapes = (folder: string, names: readonly ShapeName[]): void => {
  mkdirSync(folder, { recursive: true });
  for (const name of names) {
    const file = openSync(join(folder, `${name}.min`), 'w');
    for (const chunk of writeDimacs(expandTransport(makeShape(name, SEED)).flow, `shape ${name}, seed ${SEED}`)) writeSync(file, chunk);
    closeSync(file);
  }
};

const certified = (problem: TransportProblem, { answer }: Comparison): number => {
  const begun = performance.now();
  const { faults } = certifyTransport(problem, answer);
  if (faults.length > 0) throw new Error(faults[0]);
  return (performance.now() - begun) / 1000;
};

const measureLarge = async (figures: Figures, lemon: string | undefined, scratch: string): Promise<void> => {
  const large = makeShape('L', SEED);
  await solveOnce(large, 2);
  figures['L.peakMb'] = process.resourceUsage().maxRSS / 1024;
  const plain = await compare(large, lemon, scratch, 5);
  record(figures, 'L', plain);
  figures['L.certifySeconds'] = certified(large, plain);
  figures['L.resolveShare'] = (await slowestResolve(large)) / plain.seconds[1];
  const { pair, amount } = plain.answer;
  for (const [name, nth] of [['Lsome', 10], ['Lall', 1]] as const) record(figures, name, await compare(withLimits(large, pair, amount, nth), lemon, scratch, 3));
};

const run = async ({ scratch, args, quick }: BenchContext): Promise<Figures> => {
  const write = args.indexOf('--write');
  if (write >= 0) writeShapes(args[write + 1] ?? scratch, quick ? ['S'] : ['S', 'M', 'L']);
  const lemon = buildLemon(scratch, join(projectRoot, 'test', 'bench', 'lemon.cpp'));
  const figures: Figures = {};
  if (write >= 0) return figures;
  record(figures, 'S', await compare(makeShape('S', SEED), lemon, scratch, 5));
  if (quick) return figures;
  const middle = makeShape('M', SEED);
  record(figures, 'M', await compare(middle, lemon, scratch, 5));
  await measureLarge(figures, lemon, scratch);
  const pairs = makeShape('L', SEED).pairSink.length / middle.pairSink.length;
  figures.growthExponent = Math.log(figures['L.seconds1']! / figures['M.seconds1']!) / Math.log(pairs);
  return figures;
};

export const bench: Bench = { about: 'the transportation solver against LEMON (C++): seconds, ratios, memory, re-solve; --write DIR for DIMACS files', run };
