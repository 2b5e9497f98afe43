import type { ProblemError } from '../api/problem';
import { lookup } from '../i18n';

const kindOf = (problem: ProblemError): 'network' | 'server' | 'notFound' | 'forbidden' | 'signedOut' | 'tooMany' | 'other' => {
  if (problem.status === 0) return 'network';
  if (problem.status === 401) return 'signedOut';
  if (problem.status === 403) return 'forbidden';
  if (problem.status === 404) return 'notFound';
  if (problem.status === 429) return 'tooMany';
  return problem.status >= 500 ? 'server' : 'other';
};

/**
 * What happened and what to do, for a person: the server's own words where it has them (it answers in the reader's
 * language), ours where the answer carries none.
 */
export const problemText = (problem: ProblemError): { title: string; detail: string | undefined } => {
  const kind = kindOf(problem);
  const text = (part: 'title' | 'detail', fallback: string): string => lookup('common', `problem.${kind}.${part}`, fallback);
  const ownWords = problem.status !== 0 && problem.status < 500;
  return {
    title: (ownWords && problem.title) || text('title', problem.title),
    detail: (ownWords && problem.detail) || text('detail', '') || undefined,
  };
};
