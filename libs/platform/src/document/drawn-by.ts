import { Worker } from 'node:worker_threads';

/** Has a program draw a document in a thread of its own: a thousand badges take seconds. */
export const drawnBy = async (program: string, drawing: object): Promise<Buffer> => {
  const worker = new Worker(program);
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
