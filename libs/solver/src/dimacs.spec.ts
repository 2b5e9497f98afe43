import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { readDimacs, runSolve, writeDimacs } from './index.js';

const SMALL = 'c two ways\np min 3 3\nn 1 4\nn 3 -4\na 1 2 0 3 1\na 2 3 0 3 1\na 1 3 2 9 5\n';
const stream = (text: string | Buffer, step = 7): Readable => {
  const bytes = Buffer.from(text);
  return Readable.from(Array.from({ length: Math.ceil(bytes.length / step) }, (_, k) => bytes.subarray(k * step, (k + 1) * step)));
};
const solve = (text: string | Buffer, quiet = false): Promise<{ text: string; exitCode: number }> => runSolve(stream(text), { quiet });

describe('the solve command', () => {
  it('prints the cost and the arcs that carry something, in input order', async () => {
    expect(await solve(SMALL)).toEqual({ text: 's 14\nf 1 2 2\nf 2 3 2\nf 1 3 2\n', exitCode: 0 });
    expect(await solve(SMALL, true)).toEqual({ text: 's 14\n', exitCode: 0 });
  });

  it('reads gzip as well, told by its first bytes, and Windows line ends', async () => {
    expect(await solve(gzipSync(SMALL), true)).toMatchObject({ text: 's 14\n' });
    expect(await solve(SMALL.replaceAll('\n', '\r\n'), true)).toMatchObject({ text: 's 14\n' });
  });

  it('keeps parallel arcs apart', async () => {
    expect(await solve('p min 2 2\nn 1 3\nn 2 -3\na 1 2 0 2 1\na 1 2 0 2 4\n')).toMatchObject({ text: 's 6\nf 1 2 2\nf 1 2 1\n' });
  });

  it('says infeasible with exit code 3, also when supplies do not balance', async () => {
    expect(await solve('p min 2 1\nn 1 3\nn 2 -3\na 1 2 0 2 1\n')).toEqual({ text: 's infeasible\n', exitCode: 3 });
    expect(await solve('p min 2 1\nn 1 3\na 1 2 0 9 1\n')).toEqual({ text: 's infeasible\n', exitCode: 3 });
  });

  it.each([
    ['a bad line', 'p min 2 1\nx 1\n', 'line 2:'],
    ['a node number out of range', 'p min 2 1\nn 3 1\n', 'line 2: expected a node number between 1 and 2'],
    ['a repeated node line', 'p min 2 1\nn 1 1\nn 1 1\n', 'line 3: expected one n line for node 1'],
    ['a lower bound above the capacity', 'p min 2 1\na 1 2 5 2 1\n', 'line 2: expected a lower bound (5) not above the capacity (2)'],
    ['a fraction', 'p min 2 1\na 1 2 0 2 1.5\n', 'line 2: expected the cost'],
    ['a missing field', 'p min 2 1\na 1 2 0 2\n', 'line 2: expected the cost'],
    ['an extra field', 'p min 2 1\na 1 2 0 2 1 7\n', 'line 2: expected the end of the line'],
    ['another problem', 'p max 2 1\n', 'line 1: expected "p min NODES ARCS"'],
    ['an arc too few', 'p min 2 2\na 1 2 0 2 1\n', 'line 3: expected 2 arcs'],
    ['an arc too many', 'p min 2 1\na 1 2 0 2 1\na 1 2 0 2 1\n', 'line 3: expected no more than the 1 arcs'],
    ['nothing at all', '', 'line 1: expected a p line'],
  ])('names the line and what was expected of %s', async (_what, text, message) => {
    const result = await solve(text);
    expect(result.exitCode).toBe(2);
    expect(result.text).toContain(message);
  });

  it('names the line at which a gzip file was cut off', async () => {
    const packed = gzipSync(SMALL);
    const result = await solve(packed.subarray(0, packed.length - 12));
    expect(result).toMatchObject({ exitCode: 2 });
    expect(result.text).toMatch(/^line \d+: expected a complete gzip stream/);
  });

  it('writes what it reads', async () => {
    const problem = await readDimacs(stream(SMALL));
    expect(await readDimacs(stream([...writeDimacs(problem, 'again')].join('')))).toEqual(problem);
  });
});
