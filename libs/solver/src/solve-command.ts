import type { Readable } from 'node:stream';
import { DimacsFault, readDimacs } from './dimacs.js';
import { writeSolution } from './dimacs-write.js';
import { minCostFlow } from './flow.js';

/** What a command prints and returns. Text of exit code 2 belongs on standard error, everything else on standard output. */
export interface CommandResult {
  readonly text: string;
  readonly exitCode: number;
}

const MALFORMED = 2;
const INFEASIBLE = 3;

/** `gangqiao solve`: a DIMACS problem in, DIMACS solution text out. Exit codes: 0 solved, 2 malformed or refused, 3 infeasible. */
export const runSolve = async (input: Readable, { quiet }: { quiet: boolean }): Promise<CommandResult> => {
  try {
    const problem = await readDimacs(input);
    const answer = minCostFlow(problem);
    if (answer.status === 'optimal') return { text: writeSolution(problem, answer, quiet), exitCode: 0 };
    if (answer.status === 'refused') return { text: `refused: ${answer.reason}\n`, exitCode: MALFORMED };
    return { text: `s ${answer.status}\n`, exitCode: INFEASIBLE };
  } catch (error) {
    if (error instanceof DimacsFault) return { text: `${error.message}\n`, exitCode: MALFORMED };
    throw error;
  }
};
