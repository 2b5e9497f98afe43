import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';
import { matchTitle, occupations } from '#reference';
import type { Bench } from './measure.js';

interface Labelled {
  title: string;
  codes: string[];
}

/** Columns title and code (others are left alone); several acceptable codes are joined by "|"; titles may be quoted. */
export const readLabelled = (text: string): Labelled[] => {
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const names = cells(header).map((name) => name.trim().toLowerCase());
  const [title, code] = [names.indexOf('title'), names.indexOf('code')];
  if (title < 0 || code < 0) throw new Error(`columns title and code expected, found: ${names.join(', ')}`);
  return lines.map((line) => {
    const row = cells(line);
    return {
      title: row[title] ?? '',
      codes: (row[code] ?? '')
        .split('|')
        .map((one) => one.trim())
        .filter(Boolean),
    };
  });
};

const cells = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replace(/""/g, '"') ?? plain ?? '');

/** Share of titles whose first, or one of the first three, candidates is acceptable; "cannot tell" counts as wrong at the first place. */
export const measureTitles = (labelled: readonly Labelled[]): { top1: number; top3: number; msPerTitle: number; wrong: string[] } => {
  // A server has matched titles before: the second pass is measured.
  for (const { title } of labelled) matchTitle(title);
  const begun = performance.now();
  const matches = labelled.map(({ title }) => matchTitle(title));
  const spent = performance.now() - begun;
  let first = 0;
  let three = 0;
  const wrong: string[] = [];
  labelled.forEach(({ title, codes }, i) => {
    const { code, candidates } = matches[i] ?? { code: null, candidates: [] };
    const right = code !== null && codes.includes(code);
    if (right) first++;
    const among = candidates.some((one) => codes.includes(one.code));
    if (among) three++;
    if (!right)
      wrong.push(
        `${among ? '  3 ' : '  ✗ '} ${title}: ${candidates.map((one) => `${one.name} (${one.why})`).join(', ')} — ` +
          `${codes.map((one) => occupations.byCode(one)?.name ?? one).join(' | ')}`,
      );
  });
  const share = (n: number): number => Number((n / Math.max(1, labelled.length)).toFixed(4));
  return { top1: share(first), top3: share(three), msPerTitle: Number((spent / Math.max(1, labelled.length)).toFixed(4)), wrong };
};

export const bench: Bench = {
  about: 'job titles to occupations: `-- titles [--file FILE.csv] [--wrong]`; without a file our own measuring half',
  run({ args }) {
    const at = args.indexOf('--file');
    const file = at >= 0 ? args[at + 1] : join(projectRoot, 'test/bench/titles/measuring.csv');
    if (!file) throw new Error('--file needs a path');
    const { wrong, ...figures } = measureTitles(readLabelled(readFileSync(file, 'utf8')));
    if (args.includes('--wrong')) console.error(wrong.join('\n'));
    return Promise.resolve(figures);
  },
};
