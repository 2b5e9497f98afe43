import { explainAnswer } from './explain.js';
import type { MatchingProblem } from './problem.js';
import { solveMatching, type MatchingOptions } from './solve.js';

/** What a command prints and returns. Text of exit code 2 belongs on standard error, everything else on standard output. */
export interface MatchResult {
  readonly text: string;
  readonly exitCode: number;
}

const INVALID = 2;

const parse = (text: string): { value: unknown } | { error: string } => {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
};

/**
 * `gangqiao match`: the problem as JSON in, the answer as JSON (or in words) out. Exit codes: 0 solved, 2 faults, each on
 * a line with its place.
 */
export const runMatch = async (json: string, { explain, ...options }: MatchingOptions & { explain?: boolean }): Promise<MatchResult> => {
  const parsed = parse(json);
  if ('error' in parsed) return { text: `not JSON: ${parsed.error}\n`, exitCode: INVALID };
  const answer = await solveMatching(parsed.value as MatchingProblem, options);
  if (answer.status === 'invalid') {
    return {
      text: answer.faults.map(({ path, message }) => `${path === '' ? 'problem' : path}: ${message}\n`).join(''),
      exitCode: INVALID,
    };
  }
  if (answer.status === 'cancelled') return { text: 'cancelled\n', exitCode: 1 };
  return { text: explain ? explainAnswer(answer) : `${JSON.stringify(answer, null, 1)}\n`, exitCode: 0 };
};
