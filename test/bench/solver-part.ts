/**
 * One part of the solver's benchmark in a process of its own: `node solver-part.js PART SCRATCH LEMON REPEATS QUICK MARIADB`.
 * Figures go to the parent as messages, each as soon as it is known.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { adviceShare } from './matching-measures.js';
import { buildSeconds } from './matching-build.js';
import { keepProblem } from './problem-file.js';
import { certifySeconds, compare, growthExponent, resolveShare, SEED, solveOnce, tell, type Say } from './solver-measures.js';
import { makeShape, withLimits, type ShapeName } from './solver-shapes.js';

const [part = '', scratch = '', lemon = '', repeatsText = '0', quick = '', mariadb = ''] = process.argv.slice(2);
const reference = { lemon: lemon || undefined, scratch };
const repeats = (usual: number): number => Number(repeatsText) || usual;
const [M, L]: [ShapeName, ShapeName] = quick ? ['S', 'S'] : ['M', 'L'];
const say: Say = (key, value) => process.send?.({ key, value });

const limited = async (name: string, nth: number): Promise<void> => {
  const large = makeShape(L, SEED);
  const { pair, amount } = (await solveOnce(large, 2)).answer;
  tell(say, name, await compare(withLimits(large, pair, amount, nth), reference, repeats(3)));
};

/** The problem comes from a file and is solved by a process that did nothing else. */
const peak = (): void => {
  const file = join(scratch, 'peak.bin');
  keepProblem(makeShape(L, SEED), file);
  const { stdout, status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'solver-peak.js'), file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  say('L.peakMb', Number(stdout));
};

const parts: Record<string, () => Promise<void> | void> = {
  S: async () => tell(say, 'S', await compare(makeShape('S', SEED), reference, repeats(5))),
  M: async () => tell(say, 'M', await compare(makeShape(M, SEED), reference, repeats(5))),
  L: async () => {
    const large = makeShape(L, SEED);
    const compared = await compare(large, reference, repeats(5));
    tell(say, 'L', compared);
    say('L.certifySeconds', certifySeconds(large, compared));
  },
  Lsome: () => limited('Lsome', 10),
  Lall: () => limited('Lall', 1),
  memory: peak,
  resolve: async () => say('L.resolveShare', await resolveShare(makeShape(L, SEED))),
  growth: async () => say('growthExponent', await growthExponent(quick ? 'S' : 'M', quick ? 'M' : 'L', repeats(3))),
  build: () => buildSeconds(say, scratch, quick ? 200 : 10_000, mariadb || undefined),
  advice: () => adviceShare(say, quick !== ''),
};

await parts[part]?.();
process.disconnect();
