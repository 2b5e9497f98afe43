import { isStorableText } from '#platform/db';
import type { FieldFault, Wording } from './problem.js';

/** No body of this product is deeper than five; what is far deeper is made to exhaust the stack of whoever walks through it. */
const DEEPEST = 20;

const texts = {
  storable: { zh: '含有无法保存的字符', en: 'holds characters that cannot be stored' },
  finite: { zh: '数值过大', en: 'is too large a number' },
  depth: { zh: '嵌套层数过多', en: 'is nested too deeply' },
} satisfies Record<string, Wording>;

/** What is wrong with a parameter, query or body before anybody asks what it means: text that no database gives back as it was, in values
 * and names; numbers beyond all numbers; depths that only an attack has. */
export const unstorable = (value: unknown, path: string, depth = 0): FieldFault[] => {
  if (typeof value === 'string') return isStorableText(value) ? [] : [fault(path, 'storable')];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [fault(path, 'finite')];
  if (typeof value !== 'object' || value === null) return [];
  if (depth === DEEPEST) return [fault(path, 'depth')];
  return Object.entries(value).flatMap(([name, child]) =>
    isStorableText(name) ? unstorable(child, path ? `${path}.${name}` : name, depth + 1) : [fault(path, 'storable')],
  );
};

const fault = (path: string, code: keyof typeof texts): FieldFault => ({ path, code, message: texts[code] });
