import type { Locale } from './render.js';

/** Subjects that are named one by one; of more their number. */
const NAMED = 40;

/** What a digest says: what each message is about, the same things once with their number. */
export const linesOf = (subjects: readonly string[], locale: Locale): string => {
  const times = new Map<string, number>();
  for (const subject of subjects) times.set(subject, (times.get(subject) ?? 0) + 1);
  const lines = [...times].map(([subject, count], i) => `${i + 1}. ${subject}${count > 1 ? ` (×${count})` : ''}`);
  const left = lines.length - NAMED;
  if (left <= 0) return lines.join('\n');
  return [...lines.slice(0, NAMED), locale === 'zh' ? `……另有 ${left} 条` : `… and ${left} more`].join('\n');
};
