import { parentPort } from 'node:worker_threads';
import type { OpenCatalogue } from '../domain/open-catalogue.js';
import { documentOf, type Format } from './made.js';

const port = parentPort;
if (!port) throw new Error('this is the program of a worker thread');

/** The catalogue comes as text: a copy of that costs the thread that serves people next to nothing. */
port.on('message', ({ catalogue, format }: { catalogue: string; format: Format }) => {
  documentOf(JSON.parse(catalogue) as OpenCatalogue, format)
    .then((content) => port.postMessage(content))
    // Out of the promise: an error that nobody catches ends the thread, and with it the try of the job.
    .catch((error: unknown) =>
      setImmediate(() => {
        throw error;
      }),
    );
});
