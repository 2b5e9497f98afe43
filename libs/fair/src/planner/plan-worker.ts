import { parentPort } from 'node:worker_threads';
import { solvePlan } from './plan-solve.js';
import type { FromThread, ToThread } from './plan-thread.js';

const port = parentPort;
if (!port) throw new Error('this is the program of a worker thread');
const say = (message: FromThread): void => port.postMessage(message);

port.on('message', ({ problem, options }: ToThread) => {
  solvePlan(
    problem,
    options,
    () => Promise.resolve(),
    (done, total) => say({ done, total }),
  )
    .then((solved) => say({ solved }))
    // Out of the promise: an error that nobody catches ends the thread, and with it the try of the job.
    .catch((error: unknown) =>
      setImmediate(() => {
        throw error;
      }),
    );
});
