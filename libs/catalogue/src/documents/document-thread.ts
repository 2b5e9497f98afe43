import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { OpenCatalogue } from '../domain/open-catalogue.js';
import { documentOf, type Format } from './made.js';

const program = (): string => fileURLToPath(new URL('./document-worker.js', import.meta.url));

/** Makes a document in a thread of its own; from the TypeScript sources in the caller's. */
export const documentApart = async (catalogue: string, format: Format): Promise<Buffer> => {
  if (!existsSync(program())) return documentOf(JSON.parse(catalogue) as OpenCatalogue, format);
  const worker = new Worker(program());
  try {
    const content = await new Promise<Uint8Array>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the thread of the ${format} ended with code ${code}`)));
      worker.postMessage({ catalogue, format });
    });
    return Buffer.from(content);
  } finally {
    void worker.terminate();
  }
};
