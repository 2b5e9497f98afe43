import { MORE, PART_OUTCOME, PART_WORDS } from './heap-names.js';
import { workerData } from 'node:worker_threads';
import { wasmEngine } from './engine.js';
import type { ThreadOrder } from './threads.js';

const PIVOTS_BETWEEN_LOOKS = 50_000;
const { memory, module, parts, count, queue, signal } = workerData as ThreadOrder;
const heap = new Int32Array(memory.buffer);
const engine = wasmEngine(memory, module);

const runPart = (part: number): number => {
  let outcome = engine.start(part);
  while (outcome === MORE && !signal?.[0]) outcome = engine.run(part, PIVOTS_BETWEEN_LOOKS);
  return outcome;
};

for (let next = Atomics.add(heap, queue, 1); next < count; next = Atomics.add(heap, queue, 1)) {
  const part = parts + next * PART_WORDS;
  heap[part + PART_OUTCOME] = runPart(part);
  const done = Atomics.add(heap, queue + 1, 1) + 1;
  if (signal) Atomics.store(signal, 1, done);
}
