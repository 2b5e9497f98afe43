import type { FormInstance } from 'antd';
import { useState } from 'react';
import { placeErrors } from './form-problem';
import { useAct, type ActOptions } from './use-act';

/**
 * A form that sends what was filled in: faults of fields are shown beside their fields; what is left over is `problem`, to be
 * shown above the form.
 */
export const useFormAct = <V, R = unknown>(form: FormInstance<V>, act: (fields: V) => Promise<R>, options: ActOptions<R>) => {
  const [problem, setProblem] = useState<unknown>();
  const { mutate, isPending } = useAct(act, { ...options, quiet: true });
  const send = (fields: V): void => {
    setProblem(undefined);
    mutate(fields, { onError: (error) => setProblem(placeErrors(form as FormInstance, error)) });
  };
  return { send, problem, isPending };
};
