import { existsSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { MatchingProblem, ProposalOutput, UnfilledOutput } from './domain/index.js';
import { solveRun, type RunOptions, type SolvedRun } from './solve-run.js';

export type ToThread =
  | { readonly kind: 'rows'; readonly list: 'needs' | 'batches'; readonly rows: readonly unknown[] }
  | { readonly kind: 'go'; readonly rest: Omit<MatchingProblem, 'needs' | 'batches'>; readonly options: RunOptions };

export type FromThread =
  | { readonly kind: 'rows'; readonly list: 'proposals' | 'unfilled'; readonly rows: readonly unknown[] }
  | { readonly kind: 'end'; readonly solved: SolvedRun };

const PORTION = 1_000;
const program = (): string => fileURLToPath(new URL('./run-worker.js', import.meta.url));

const send = async (worker: Worker, problem: MatchingProblem, options: RunOptions): Promise<void> => {
  const { needs, batches, ...rest } = problem;
  for (const [list, all] of Object.entries({ needs, batches }) as ['needs' | 'batches', readonly unknown[]][]) {
    for (let i = 0; i < all.length; i += PORTION) {
      worker.postMessage({ kind: 'rows', list, rows: all.slice(i, i + PORTION) } satisfies ToThread);
      await nextTurn();
    }
  }
  worker.postMessage({ kind: 'go', rest, options } satisfies ToThread);
};

const answered = (worker: Worker, stop: AbortSignal): Promise<SolvedRun> =>
  new Promise((resolve, reject) => {
    const proposals: ProposalOutput[] = [];
    const unfilled: UnfilledOutput[] = [];
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'rows') {
        if (message.list === 'proposals') proposals.push(...(message.rows as ProposalOutput[]));
        else unfilled.push(...(message.rows as UnfilledOutput[]));
      } else if (message.solved.status === 'solved') resolve({ ...message.solved, answer: { ...message.solved.answer, proposals, unfilled } });
      else resolve(message.solved);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread of the run ended with code ${code}`)));
    const cancelled = (): void => resolve({ status: 'cancelled' });
    if (stop.aborted) cancelled();
    else stop.addEventListener('abort', cancelled, { once: true });
  });

/**
 * Solves a run in a thread of its own, so that a process that also serves pages goes on serving them. Stopping ends the thread
 * wherever it is. From the TypeScript sources, where there is no compiled program for a thread, it works in the caller's.
 */
export const solveApart = async (problem: MatchingProblem, options: RunOptions, stop: AbortSignal): Promise<SolvedRun> => {
  if (!existsSync(program())) return solveRun(problem, options);
  const worker = new Worker(program());
  try {
    const answer = answered(worker, stop);
    // What goes wrong while the problem is handed over is told by `answer`.
    await Promise.race([send(worker, problem, options), answer]);
    return await answer;
  } finally {
    void worker.terminate();
  }
};
