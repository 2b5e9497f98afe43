import type { FormInstance } from 'antd';
import { ProblemError } from '../../api/problem';

/**
 * Puts the server's field errors beside their fields and goes to the first. What is left over (faults of fields that
 * this form does not have) comes back, to be shown above the form.
 */
export const placeErrors = (form: FormInstance, error: unknown): unknown => {
  if (!(error instanceof ProblemError) || !error.errors.length) return error;
  const known = new Set(Object.keys(form.getFieldsValue() as Record<string, unknown>));
  const place = (path: string): string => path.replace(/^\/?(body[./])?/, '').split(/[./]/)[0] ?? '';
  const mine = error.errors.filter((one) => known.has(place(one.path)));
  const byField = new Map<string, string[]>();
  for (const fault of mine) byField.set(place(fault.path), [...(byField.get(place(fault.path)) ?? []), fault.message || fault.code]);
  form.setFields([...byField].map(([name, errors]) => ({ name, errors })));
  const first = mine[0];
  if (first) form.scrollToField(place(first.path), { focus: true, block: 'center' });
  const left = error.errors.filter((one) => !known.has(place(one.path)));
  return left.length || !mine.length
    ? new ProblemError(error.status, error.code, error.title, error.detail, left, error.requestId, error.params)
    : error;
};
