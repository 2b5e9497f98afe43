import { expandTransport, writeDimacs } from '#solver';
import { projectRoot } from '#platform/config';
import { fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { buildLemon } from './lemon.js';
import type { Bench, BenchContext } from './measure.js';
import { SEED } from './solver-measures.js';
import { makeShape, type ShapeName } from './solver-shapes.js';

const PARTS = ['S', 'M', 'L', 'Lsome', 'Lall', 'memory', 'resolve', 'growth', 'build', 'advice'];

type Figures = Record<string, number>;

const writeShapes = (folder: string, names: readonly ShapeName[]): void => {
  mkdirSync(folder, { recursive: true });
  for (const name of names) {
    const file = openSync(join(folder, `${name}.min`), 'w');
    for (const chunk of writeDimacs(expandTransport(makeShape(name, SEED)).flow, `shape ${name}, seed ${SEED}`)) writeSync(file, chunk);
    closeSync(file);
  }
};

const wordAfter = (args: readonly string[], option: string): string | undefined => {
  const at = args.indexOf(option);
  return at < 0 ? undefined : (args[at + 1] ?? '');
};

const chosen = (only: string | undefined): string[] => {
  if (only === undefined) return PARTS;
  const unknown = only.split(',').find((name) => !PARTS.includes(name));
  if (unknown !== undefined) throw new Error(`--only takes ${PARTS.join(', ')}; found "${unknown}"`);
  return only.split(',');
};

/** Each part is measured in a process of its own, so that none sees the memory and the compiled code of another. */
const runPart = (part: string, words: readonly string[], figures: Figures): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'solver-part.js'), [part, ...words]);
    child.on('message', ({ key, value }: { key: string; value: number }) => {
      figures[key] = Number(value.toPrecision(4));
      console.error(`${key} ${figures[key]}`);
    });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the part ${part} ended with ${code}`))));
  });

const run = async ({ scratch, args, quick, mariadb }: BenchContext): Promise<Figures> => {
  const figures: Figures = {};
  const write = wordAfter(args, '--write');
  if (write !== undefined) {
    writeShapes(write || scratch, quick ? ['S'] : ['S', 'M', 'L']);
    return figures;
  }
  const parts = chosen(wordAfter(args, '--only'));
  const lemon = buildLemon(scratch, join(projectRoot, 'test', 'bench', 'lemon.cpp')) ?? '';
  for (const part of parts) {
    const url = part === 'build' ? await mariadb() : undefined;
    await runPart(part, [scratch, lemon, wordAfter(args, '--repeats') ?? '0', quick ? 'quick' : '', url ?? ''], figures);
  }
  return figures;
};

export const bench: Bench = {
  about:
    'the transportation solver against LEMON (C++): seconds, ratios, memory, re-solve, build, advice; --only ' +
    'PART,… --repeats N; --write DIR for DIMACS files',
  run,
};
