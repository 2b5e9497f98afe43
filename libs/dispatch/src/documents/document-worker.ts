import { parentPort } from 'node:worker_threads';
import { tripPdf } from './pdf.js';
import type { TripPaper } from './trip-paper.js';

const port = parentPort;
if (!port) throw new Error('this is the program of a worker thread');

port.on('message', (paper: TripPaper) => {
  tripPdf(paper)
    .then((content) => port.postMessage(content))
    // Out of the promise: an error that nobody catches ends the thread, and with it the answer.
    .catch((error: unknown) =>
      setImmediate(() => {
        throw error;
      }),
    );
});
