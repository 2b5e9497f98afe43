import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef } from 'react';
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

/** Another file is another press; as JSON all files are one. */
const fileOf = (_: string, part: unknown): unknown => (part instanceof File ? [part.name, part.size, part.lastModified] : part);
const pressOf = (value: unknown): string => JSON.stringify(value, fileOf) ?? '';

/** As long after a good result the same press is still the second one of a double click. Milliseconds. */
const DOUBLE_PRESS = 800;

/** A step that changes something: says that it worked or why not, and renews what is on screen. The second press of a double click asks
 * for the same again while the first is on its way or has just come back, and would show an error over a good result: it is no step. */
export const useAct = <V = void, R = unknown>(
  act: (value: V) => Promise<R>,
  { done, renew, then, quiet }: ActOptions<R>,
): UseMutationResult<R, unknown, V> => {
  const { message } = App.useApp();
  const client = useQueryClient();
  const onTheWay = useRef(new Set<string>());
  const mutation = useMutation({
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
    onSettled: (_result, error, value) => {
      const over = (): void => void onTheWay.current.delete(pressOf(value));
      if (error) over();
      else setTimeout(over, DOUBLE_PRESS);
    },
  });
  const mutate: typeof mutation.mutate = (...given) => {
    const press = pressOf(given[0]);
    if (onTheWay.current.has(press)) return;
    onTheWay.current.add(press);
    mutation.mutate(...given);
  };
  return { ...mutation, mutate };
};
