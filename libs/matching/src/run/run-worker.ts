import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { MatchingProblem } from '../domain/index.js';
import type { AnswerList, FromThread, ToThread } from './run-thread.js';
import { solveRun } from './solve-run.js';

const port = parentPort;
if (!port) throw new Error('this is the program of a worker thread');
/**
 * Linux counts threads as processes: this one and those it starts give way to the one that serves people. Elsewhere it
 * would slow the whole process.
 */
const GIVES_WAY = 10;
if (process.platform === 'linux') setPriority(GIVES_WAY);

const say = (message: FromThread): void => port.postMessage(message);
const given: { [K in 'needs' | 'batches']: unknown[] } = { needs: [], batches: [] };
let answered: { readonly [K in AnswerList]: readonly unknown[] } = { proposals: [], unfilled: [] };

const solve = async (problem: MatchingProblem, options: Parameters<typeof solveRun>[1]): Promise<void> => {
  const solved = await solveRun(problem, options);
  if (solved.status !== 'solved') return say({ kind: 'end', solved });
  const { proposals, unfilled, ...head } = solved.answer;
  answered = { proposals, unfilled };
  say({ kind: 'end', solved: { ...solved, answer: head } });
};

port.on('message', (message: ToThread) => {
  if (message.kind === 'rows') given[message.list].push(...message.rows);
  else if (message.kind === 'more') say({ kind: 'rows', rows: answered[message.list].slice(message.from, message.from + message.most) });
  // Out of the promise: an error that nobody catches ends the thread, and with it the try of the job.
  else
    solve({ ...message.rest, ...given } as MatchingProblem, message.options).catch((error: unknown) =>
      setImmediate(() => {
        throw error;
      }),
    );
});
