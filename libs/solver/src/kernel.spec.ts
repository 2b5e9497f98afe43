import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { TransportSession } from './index.js';
import fc from 'fast-check';
import { oddTransport } from './testing/odd.js';

describe('the WebAssembly kernel', () => {
  it('is what its source compiles to', () => {
    execFileSync(process.execPath, [join(process.cwd(), 'libs/solver/kernel/build.mjs'), '--check'], { stdio: 'pipe' });
  });

  it('takes the same pivots to the same plan as its plain twin', async () => {
    await fc.assert(
      fc.asyncProperty(oddTransport(), async (problem) => {
        const [wasm, twin] = await Promise.all(
          (['wasm', 'twin'] as const).map((kernel) => new TransportSession(problem, { kernel }).solve()),
        );
        expect(wasm).toEqual(twin);
      }),
      { numRuns: 500, seed: 20265 },
    );
  });

  it('hands problems whose prices leave 32 bits to the general solver', async () => {
    const far = 2 ** 27;
    const chain = Array.from({ length: 12 }, (_, i) => [i, i + 1]);
    const answer = await new TransportSession({
      sources: 12,
      sinks: 13,
      supply: new Int32Array(12).fill(1),
      demand: new Int32Array(13).fill(1),
      tierBegin: Int32Array.from({ length: 14 }, (_, j) => j),
      tierWidth: new Int32Array(13).fill(1),
      tierWorth: new Int32Array(13).fill(far),
      pairBegin: Int32Array.from({ length: 13 }, (_, i) => 2 * i),
      pairSink: Int32Array.from(chain.flat()),
      pairCost: Int32Array.from(chain.flatMap((_, i) => [-far, i % 2 === 0 ? far : -far])),
    }).solve();
    expect(answer).toMatchObject({ status: 'optimal', placed: 12 });
  });
});
