import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { App } from 'antd';
import { networkProblem, ProblemError } from '../../api/problem';
import { problemText } from '../../lib/problem-text';

export interface ActOptions<R> {
  /** Said when it worked. */
  done?: string | ((result: R) => string);
  /** Lists and things that may look different now: the first words of their query keys. */
  renew: string[];
  then?: (result: R) => void;
  /** For forms, which show what went wrong in their own place. */
  quiet?: boolean;
}

/** A step that changes something: says that it worked or why not, and renews what is on screen. */
export const useAct = <V = void, R = unknown>(
  act: (value: V) => Promise<R>,
  { done, renew, then, quiet }: ActOptions<R>,
): UseMutationResult<R, unknown, V> => {
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (result) => {
      const text = typeof done === 'function' ? done(result) : done;
      if (text) void message.success(text);
      await Promise.all(renew.map((key) => client.invalidateQueries({ queryKey: [key] })));
      then?.(result);
    },
    onError: (error) => {
      if (quiet) return;
      const { title, detail } = problemText(error instanceof ProblemError ? error : networkProblem());
      void message.error({ content: <span role="alert">{detail ? `${title}：${detail}` : title}</span>, duration: 8 });
    },
  });
};
