import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Drawing } from './document-kinds.js';
import { drawn } from './drawn.js';

const program = (): string => fileURLToPath(new URL('./document-worker.js', import.meta.url));

/** Reading the font takes longer than drawing a page: whoever comes within this time finds it read. */
const KEPT_MS = 60_000;
/** Two hundred booth cards take some ten seconds on a slow machine. */
const LONGEST_MS = 120_000;

/** Draws one document after the other, so that a hundred requests at once leave the processors to those who look at pages. */
class DrawingThread {
  private worker: Worker | undefined;
  private kept: NodeJS.Timeout | undefined;
  private last: Promise<unknown> = Promise.resolve();

  draw(drawing: Drawing): Promise<Buffer> {
    const mine = this.last.then(() => this.drawNow(drawing));
    this.last = mine.catch(() => undefined);
    return mine;
  }

  private async drawNow(drawing: Drawing): Promise<Buffer> {
    clearTimeout(this.kept);
    const worker = (this.worker ??= this.started());
    worker.ref();
    try {
      const content = await answered(worker, drawing);
      worker.unref();
      this.kept = setTimeout(() => this.end(worker), KEPT_MS).unref();
      return content;
    } catch (error) {
      this.end(worker);
      throw error;
    }
  }

  private started(): Worker {
    const worker = new Worker(program());
    worker.once('exit', () => this.end(worker));
    return worker;
  }

  private end(worker: Worker): void {
    if (this.worker === worker) this.worker = undefined;
    void worker.terminate();
  }
}

const answered = async (worker: Worker, drawing: Drawing): Promise<Buffer> => {
  const heard = new AbortController();
  const signal = AbortSignal.any([heard.signal, AbortSignal.timeout(LONGEST_MS)]);
  const ended = once(worker, 'exit', { signal }).then(([code]) => {
    throw new Error(`the thread of a document ended with code ${String(code)}`);
  });
  try {
    const answer = Promise.race([once(worker, 'message', { signal }), ended]);
    worker.postMessage(drawing);
    const [content] = (await answer) as [Uint8Array];
    return Buffer.from(content);
  } finally {
    heard.abort();
  }
};

const thread = new DrawingThread();

/** Draws in a thread of its own. From the TypeScript sources in the caller's. */
export const drawnApart = (drawing: Drawing): Promise<Buffer> => (existsSync(program()) ? thread.draw(drawing) : drawn(drawing));
