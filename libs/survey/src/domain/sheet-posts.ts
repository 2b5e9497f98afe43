import type { SaidRow } from './questionnaire.js';

/** What a line says that tells which post it is about. */
export interface LinePost {
  line: number;
  /** As written in the column of numbers. */
  number: string;
  said: Pick<SaidRow, 'title' | 'occupationCode' | 'skillLevel' | 'neededInAll' | 'wageFromYuan' | 'wageToYuan' | 'clientCreditCode'>;
}

export type PostFault =
  /** The number is that of no post of this form. */
  | { code: 'number_unknown' }
  /** Another line has the same number, or says the same. */
  | { code: 'twice'; other: number }
  /** Several posts of the form are of that name, and the number that tells them apart was emptied. */
  | { code: 'which'; among: number }
  /** The number is one post's, and what stands beside it is another. */
  | { code: 'moved'; title: string };

/** The known post that a line is about, a new one (null), or why that cannot be told. */
export type Found = { at: number | null } | PostFault;

export interface FoundPosts {
  found: Found[];
  /** Known posts that no line is about, or can be about. */
  missing: number[];
}

/** As the ledger makes them; 1, 2, 3 or 新增 in their place say nothing. */
const NUMBER = /^[0-9a-f]{8}-?[0-9a-f-]{8,}$/i;

const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
const nameOf = ({ title, occupationCode, skillLevel }: LinePost['said']): string =>
  JSON.stringify([plain(title), occupationCode, skillLevel]);
const detailsOf = (said: LinePost['said']): string =>
  JSON.stringify([nameOf(said), said.neededInAll, said.wageFromYuan, said.wageToYuan, said.clientCreditCode]);

/** Finds for each line of a workbook the post of the form that it is about: by its number, else by what it says where that is one only. */
export const findPosts = (lines: readonly LinePost[], known: readonly (SaidRow & { needId: string | null })[]): FoundPosts => {
  const found: (Found | undefined)[] = lines.map(() => undefined);
  const claimed = new Map<number, number>();
  const open = new Set<number>();
  const claim = (i: number, at: number): void => {
    claimed.set(at, lines[i]?.line ?? 0);
    found[i] = { at };
  };

  lines.forEach(({ number, said }, i) => {
    const text = number.normalize('NFKC').trim();
    if (!NUMBER.test(text)) return;
    const at = known.findIndex(({ needId }) => needId !== null && needId.toLowerCase() === text.toLowerCase());
    const post = known[at];
    if (!post) found[i] = { code: 'number_unknown' };
    else if (claimed.has(at)) found[i] = { code: 'twice', other: claimed.get(at) ?? 0 };
    else if (isAnother(said, at, known)) {
      claimed.set(at, lines[i]?.line ?? 0);
      found[i] = { code: 'moved', title: post.title };
    } else claim(i, at);
  });

  const free = (same: (said: LinePost['said']) => string): { rows: Map<string, number[]>; posts: Map<string, number[]> } => ({
    rows: grouped(lines, ({ said }, i) => (found[i] === undefined ? same(said) : null)),
    posts: grouped(known, (post, at) => (claimed.has(at) ? null : same(post))),
  });
  for (const same of [detailsOf, nameOf]) {
    const { rows, posts } = free(same);
    for (const [key, own] of rows) {
      const candidates = posts.get(key) ?? [];
      // Posts that are the same in all that stands here are told apart by nothing, so that any of them may be the one of each line.
      const alike = same === detailsOf && own.length === candidates.length && alikeInFigures(candidates, known);
      if ((own.length === 1 && candidates.length === 1) || alike) own.forEach((i, n) => claim(i, candidates[n] ?? 0));
    }
  }
  const { rows, posts } = free(nameOf);
  for (const [key, own] of rows) {
    const candidates = posts.get(key) ?? [];
    for (const i of own) if (candidates.length > 0) found[i] = { code: 'which', among: candidates.length };
    for (const at of candidates) open.add(at);
  }

  const said = new Map<string, number>();
  lines.forEach((line, i) => {
    const key = detailsOf(line.said);
    const other = said.get(key);
    if (found[i] === undefined && other !== undefined && line.said.title !== '') found[i] = { code: 'twice', other };
    if (other === undefined) said.set(key, line.line);
  });
  return {
    found: found.map((one) => one ?? { at: null }),
    missing: known.flatMap((_, at) => (claimed.has(at) || open.has(at) ? [] : [at])),
  };
};

/** Whether beside a number another post stands: one of the form's own, where only some columns were sorted, or one of another name and
 * occupation, where somebody wrote a new post over an old one. */
const isAnother = (said: LinePost['said'], at: number, known: readonly SaidRow[]): boolean => {
  const own = known[at];
  if (!own || nameOf(own) === nameOf(said)) return false;
  if (known.some((post) => nameOf(post) === nameOf(said))) return true;
  return said.title !== '' && plain(own.title) !== plain(said.title) && own.occupationCode !== said.occupationCode;
};

const alikeInFigures = (at: readonly number[], known: readonly SaidRow[]): boolean =>
  new Set(at.map((one) => `${known[one]?.stillShort} ${known[one]?.reasons.join()}`)).size === 1;

const grouped = <T>(all: readonly T[], keyOf: (one: T, at: number) => string | null): Map<string, number[]> => {
  const groups = new Map<string, number[]>();
  all.forEach((one, at) => {
    const key = keyOf(one, at);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), at]);
  });
  return groups;
};
