import { existsSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PlanningProblem } from '../domain/planner/problem.js';
import { solvePlan, type SolvedPlan, type SolveOptions } from './plan-solve.js';

export interface ToThread {
  readonly problem: PlanningProblem;
  readonly options: SolveOptions;
}
export type FromThread = { readonly done: number; readonly total: number } | { readonly solved: SolvedPlan };

const program = (): string => fileURLToPath(new URL('./plan-worker.js', import.meta.url));

/**
 * Plans in a thread of its own, so that a process that also serves pages goes on serving them; stopping ends the thread wherever it is.
 * From the TypeScript sources, where there is no compiled program for a thread, it works in the caller's.
 * @throws Error when it is stopped, and what goes wrong in the thread
 */
export const planApart = async (
  problem: PlanningProblem,
  options: SolveOptions,
  stop: AbortSignal,
  told: (done: number, total: number) => void,
): Promise<SolvedPlan> => {
  if (!existsSync(program())) {
    const turn = async (): Promise<void> => {
      await nextTurn();
      stop.throwIfAborted();
    };
    return solvePlan(problem, options, turn, told);
  }
  const worker = new Worker(program());
  try {
    return await new Promise<SolvedPlan>((resolve, reject) => {
      const stopped = (): void => reject(new Error('the plan was stopped before it was made'));
      if (stop.aborted) stopped();
      stop.addEventListener('abort', stopped, { once: true });
      worker.on('message', (message: FromThread) => ('solved' in message ? resolve(message.solved) : told(message.done, message.total)));
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the thread of the plan ended with code ${code}`)));
      worker.postMessage({ problem, options } satisfies ToThread);
    });
  } finally {
    void worker.terminate();
  }
};
