import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Drawing } from './document-kinds.js';
import { drawn } from './drawn.js';

const program = (): string => fileURLToPath(new URL('./document-worker.js', import.meta.url));

/** Draws in a thread of its own: two hundred booth cards take seconds. From the TypeScript sources in the caller's. */
export const drawnApart = async (drawing: Drawing): Promise<Buffer> => {
  if (!existsSync(program())) return drawn(drawing);
  const worker = new Worker(program());
  try {
    const content = await new Promise<Uint8Array>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the thread of a document ended with code ${code}`)));
      worker.postMessage(drawing);
    });
    return Buffer.from(content);
  } finally {
    void worker.terminate();
  }
};
