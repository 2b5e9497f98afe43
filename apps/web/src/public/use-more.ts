import { useEffect, useState } from 'react';
import { networkProblem, ProblemError } from '../api/problem';
import type { Page } from '../api/types';
import { answerTo, ask, keepAnswer } from './answers';

export interface More<P> {
  pages: P[];
  next: string | null;
  loading: boolean;
  problem: ProblemError | undefined;
  more: () => void;
  retry: () => void;
}

/** A list that grows by "show more"; going back to it shows what was there before, at the same height. */
export const useMore = <P extends Page<unknown>>(key: string, load: (cursor: string | undefined) => Promise<P>): More<P> => {
  ask(key, async () => [await load(undefined)]);
  const [state, setState] = useState<{ key: string; pages: P[]; loading: boolean; problem?: ProblemError }>({
    key: '',
    pages: [],
    loading: true,
  });
  const fetchPage = (before: P[]): void => {
    setState({ key, pages: before, loading: true });
    load(before.at(-1)?.next ?? undefined).then(
      (page) => {
        const pages = [...before, page];
        keepAnswer(key, pages);
        setState((was) => (was.key === key ? { key, pages, loading: false } : was));
      },
      (error: unknown) =>
        setState((was) =>
          was.key === key ? { ...was, loading: false, problem: error instanceof ProblemError ? error : networkProblem() } : was,
        ),
    );
  };
  useEffect(() => {
    const before = answerTo<P[]>(key);
    if (before) setState({ key, pages: before, loading: false });
    else fetchPage([]);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key names everything that `load` depends on
  }, [key]);
  const pages = state.key === key ? state.pages : (answerTo<P[]>(key) ?? []);
  return {
    pages,
    next: pages.at(-1)?.next ?? null,
    loading: state.loading,
    problem: state.key === key ? state.problem : undefined,
    more: () => fetchPage(pages),
    retry: () => fetchPage(pages),
  };
};
