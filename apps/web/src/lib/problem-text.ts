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

/** What the server says of any request of this kind, whatever was asked: here we know better what it means for what was typed. */
const GENERAL = ['access.sign_in', 'access.denied', 'not_found', 'request.too_many'];

/**
 * What happened and what to do, for a person: the server's own words where it has them (it answers in the reader's
 * language) and nothing beside them, ours where the answer carries none.
 */
export const problemText = (problem: ProblemError): { title: string; detail: string | undefined } => {
  if (problem.title && problem.status < 500 && !GENERAL.includes(problem.code)) return { title: problem.title, detail: problem.detail };
  const text = (part: 'title' | 'detail', fallback: string): string => lookup('common', `problem.${kindOf(problem)}.${part}`, fallback);
  return { title: text('title', problem.title), detail: text('detail', '') || undefined };
};
