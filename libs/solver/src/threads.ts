import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { kernelModule } from './engine.js';
import type { Layout } from './layout.js';
import type { TransportSignal } from './transport-types.js';

export interface ThreadedRun {
  readonly memory: WebAssembly.Memory;
  readonly layout: Layout;
  readonly threads: number;
  readonly signal: TransportSignal | undefined;
}

/** What a worker is told. */
export interface ThreadOrder {
  readonly memory: WebAssembly.Memory;
  readonly module: WebAssembly.Module;
  readonly parts: number;
  readonly count: number;
  readonly queue: number;
  readonly signal: TransportSignal | undefined;
}

const workerFile = (): string => fileURLToPath(new URL('./worker.js', import.meta.url));

/** Threads run compiled code: from the TypeScript sources there is only the caller's thread. */
export const threadsAvailable = (): boolean => existsSync(workerFile());

const finished = (worker: Worker): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a solver thread ended with code ${code}`))));
  });

/** Runs every component, the largest first, each taken by whichever thread is free. The heap holds the outcome of each. */
export const runThreads = async ({ memory, layout, threads, signal }: ThreadedRun): Promise<void> => {
  const { parts, queue } = layout.offsets;
  const order: ThreadOrder = { memory, module: kernelModule(), parts, count: layout.components.count, queue, signal };
  new Int32Array(memory.buffer).fill(0, queue, queue + 2);
  const workers = Array.from({ length: Math.min(threads, order.count) }, () => new Worker(workerFile(), { workerData: order }));
  try {
    await Promise.all(workers.map(finished));
  } finally {
    for (const worker of workers) void worker.terminate();
  }
};
