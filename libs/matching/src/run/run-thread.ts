import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { MatchingAnswer, MatchingProblem, ProposalOutput, UnfilledOutput } from '../domain/index.js';
import { solveRun, type RunOptions, type SolvedRun } from './solve-run.js';

export type AnswerList = 'proposals' | 'unfilled';
type Head = Omit<MatchingAnswer, AnswerList>;
type WithHead<S> = S extends { status: 'solved' } ? Omit<S, 'answer'> & { readonly answer: Head } : S;

/** Rows come and go in portions, so that the thread that serves people never copies a whole city at once. */
export type ToThread =
  | { readonly kind: 'rows'; readonly list: 'needs' | 'batches'; readonly rows: readonly unknown[] }
  | { readonly kind: 'go'; readonly rest: Omit<MatchingProblem, 'needs' | 'batches'>; readonly options: RunOptions }
  | { readonly kind: 'more'; readonly list: AnswerList; readonly from: number; readonly most: number };

export type FromThread =
  { readonly kind: 'rows'; readonly rows: readonly unknown[] } | { readonly kind: 'end'; readonly solved: WithHead<SolvedRun> };

/** What a solved run came to. Its rows stay where they were reckoned, and are handed over a portion at a time. */
export interface RunAnswer {
  readonly head: Head;
  readonly digest: string;
  readonly prices: string;
  proposals(): AsyncIterable<readonly ProposalOutput[]>;
  unfilled(): AsyncIterable<readonly UnfilledOutput[]>;
}

export type SolvedApart = { readonly status: 'solved'; readonly answer: RunAnswer } | Exclude<SolvedRun, { status: 'solved' }>;

const SENT = 1_000;
/** Few enough rows for one statement of tens of milliseconds on the embedded database. */
const FETCHED = 200;
const program = (): string => fileURLToPath(new URL('./run-worker.js', import.meta.url));

const send = async (worker: Worker, problem: MatchingProblem, options: RunOptions): Promise<void> => {
  const { needs, batches, ...rest } = problem;
  for (const [list, all] of Object.entries({ needs, batches }) as ['needs' | 'batches', readonly unknown[]][]) {
    for (let i = 0; i < all.length; i += SENT) {
      worker.postMessage({ kind: 'rows', list, rows: all.slice(i, i + SENT) } satisfies ToThread);
      await nextTurn();
    }
  }
  worker.postMessage({ kind: 'go', rest, options } satisfies ToThread);
};

/** Asks for portions until one is short, each when the one before was dealt with. */
async function* portions<T>(ask: (from: number, most: number) => Promise<readonly T[]>): AsyncGenerator<readonly T[]> {
  for (let from = 0; ; from += FETCHED) {
    const rows = await ask(from, FETCHED);
    if (rows.length > 0) yield rows;
    if (rows.length < FETCHED) return;
  }
}

const answerOf = (
  { answer, digest, prices }: Extract<WithHead<SolvedRun>, { status: 'solved' }>,
  ask: (list: AnswerList, from: number, most: number) => Promise<readonly unknown[]>,
): RunAnswer => ({
  head: answer,
  digest,
  prices,
  proposals: () => portions((from, most) => ask('proposals', from, most) as Promise<readonly ProposalOutput[]>),
  unfilled: () => portions((from, most) => ask('unfilled', from, most) as Promise<readonly UnfilledOutput[]>),
});

/** Rejects when the thread ends, or somebody asks to stop. */
const endOf = (worker: Worker, stop: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread of the run ended with code ${code}`)));
    const stopped = (): void => reject(new Error('the run was stopped before its answer was kept'));
    if (stop.aborted) stopped();
    else stop.addEventListener('abort', stopped, { once: true });
  });

/**
 * Solves a run in a thread of its own, so that a process that also serves pages goes on serving them, and passes on what `use` makes of
 * the answer. Stopping ends the thread wherever it is. From the TypeScript sources, where there is no compiled program for a thread, it
 * works in the caller's.
 * @throws Error when the run is stopped, and what goes wrong in the thread
 */
export const solveApart = async <R>(
  problem: MatchingProblem,
  options: RunOptions,
  stop: AbortSignal,
  use: (solved: SolvedApart) => Promise<R>,
): Promise<R> => {
  if (!existsSync(program())) {
    const solved = await solveRun(problem, options);
    return use(
      solved.status === 'solved'
        ? {
            status: 'solved',
            answer: answerOf(solved, (list, from, most) => Promise.resolve(solved.answer[list].slice(from, from + most))),
          }
        : solved,
    );
  }
  const worker = new Worker(program());
  const end = endOf(worker, stop);
  // Awaited in every race below; nobody may be listening at the moment it comes.
  end.catch(() => undefined);
  const heard = async <K extends FromThread['kind']>(): Promise<Extract<FromThread, { kind: K }>> => {
    const [message] = (await Promise.race([once(worker, 'message'), end])) as [Extract<FromThread, { kind: K }>];
    return message;
  };
  try {
    const answered = heard<'end'>();
    await Promise.race([send(worker, problem, options), answered]);
    const { solved } = await answered;
    if (solved.status !== 'solved') return await use(solved);
    return await use({
      status: 'solved',
      answer: answerOf(solved, async (list, from, most) => {
        worker.postMessage({ kind: 'more', list, from, most } satisfies ToThread);
        return (await heard<'rows'>()).rows;
      }),
    });
  } finally {
    void worker.terminate();
  }
};
