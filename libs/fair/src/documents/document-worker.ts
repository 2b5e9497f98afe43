import { parentPort } from 'node:worker_threads';
import type { Drawing } from './document-kinds.js';
import { drawn } from './drawn.js';

const port = parentPort;
if (!port) throw new Error('this is the program of a worker thread');

port.on('message', (drawing: Drawing) => {
  drawn(drawing)
    .then((content) => port.postMessage(content))
    // Out of the promise: an error that nobody catches ends the thread, and with it the answer.
    .catch((error: unknown) =>
      setImmediate(() => {
        throw error;
      }),
    );
});
