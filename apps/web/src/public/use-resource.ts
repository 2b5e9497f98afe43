import { useCallback, useEffect, useState } from 'react';
import { networkProblem, ProblemError } from '../api/problem';
import { answerTo, ask, isFresh, keepAnswer } from './answers';

export interface Resource<T> {
  data: T | undefined;
  problem: ProblemError | undefined;
  loading: boolean;
  retry: () => void;
}

/** Loads what `key` names; what was seen before under the same key is shown at once and renewed behind. */
export const useResource = <T>(key: string, load: () => Promise<T>): Resource<T> => {
  ask(key, load);
  const [state, setState] = useState<{ key: string; data?: T | undefined; problem?: ProblemError; loading: boolean }>({
    key,
    data: answerTo<T>(key),
    loading: true,
  });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let gone = false;
    if (turn === 0 && isFresh(key)) {
      setState({ key, data: answerTo<T>(key), loading: false });
      return undefined;
    }
    setState((was) => ({ key, data: answerTo<T>(key) ?? (was.key === key ? was.data : undefined), loading: true }));
    load().then(
      (data) => {
        keepAnswer(key, data);
        if (!gone) setState({ key, data, loading: false });
      },
      (error: unknown) => {
        const problem = error instanceof ProblemError ? error : networkProblem();
        if (!gone) setState((was) => ({ ...was, problem, loading: false }));
      },
    );
    return () => {
      gone = true;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key names everything that `load` depends on
  }, [key, turn]);
  const retry = useCallback(() => setTurn((n) => n + 1), []);
  const same = state.key === key;
  return {
    data: same ? state.data : answerTo<T>(key),
    problem: same ? state.problem : undefined,
    loading: same ? state.loading : true,
    retry,
  };
};
