import { isIntent, isOffer, type TalkKind } from './results.js';

/** Figures that are told by occupation and level too. */
export const LINE_FIGURES = ['posts', 'wanted', 'talks', 'intents', 'offers', 'hires', 'confirmed', 'hires30', 'hires90'] as const;
export type LineFigure = (typeof LINE_FIGURES)[number];
/** All figures of a report, in the order in which they follow one another. */
export const FIGURES = [
  ...['fairs', 'enterprises', 'posts', 'wanted', 'tickets', 'entered', 'talks', 'intents', 'intentPeople'],
  ...['offers', 'hires', 'confirmed', 'hires30', 'hires90'],
] as ReportFigure[];
export type ReportFigure = LineFigure | 'fairs' | 'enterprises' | 'tickets' | 'entered' | 'intentPeople';

export type ReportCounts = Record<ReportFigure, number>;
/** One occupation at one level; null where no post was named, or the post names none. */
export type ReportLine = Record<LineFigure, number> & { occupation: string | null; level: number | null };

/** What is counted of a fair, or of several. */
export interface ReportFigures {
  counts: ReportCounts;
  lines: ReportLine[];
}

/** What one post is about. */
export interface PostOf {
  occupation: string | null;
  level: number | null;
  wanted: number;
}

/** What stands in the books of one fair. */
export interface FairBooks {
  enterprises: number;
  tickets: number;
  entered: number;
  intentPeople: number;
  /** People by enterprise: who spoke with one about two posts stands in two lines, and is met once. */
  met: { talks: number; intents: number; offers: number };
  /** Posts that were shown. */
  posts: readonly string[];
  /** The last word about each person at each booth, counted. */
  talks: readonly { needId: string | null; kind: TalkKind; people: number }[];
  hires: readonly { needId: string | null; people: number; confirmed: number; hires30: number; hires90: number }[];
}

const zero = <K extends string>(names: readonly K[]): Record<K, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
export const noCounts = (): ReportCounts => zero(FIGURES);

const keyOf = ({ occupation, level }: Pick<ReportLine, 'occupation' | 'level'>): string => `${occupation ?? '~'} ${level ?? -1}`;

/** Adds lines of one occupation and level together, in the order of the classification; those without one come last. */
const together = (lines: readonly ReportLine[]): ReportLine[] => {
  const byKey = new Map<string, ReportLine>();
  for (const line of lines) {
    const known = byKey.get(keyOf(line));
    if (!known) byKey.set(keyOf(line), { ...line });
    else for (const figure of LINE_FIGURES) known[figure] += line[figure];
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([, line]) => line);
};

/** Counts one fair. @param postOf what the posts are about, as far as it is known */
export const figuresOf = (books: FairBooks, postOf: ReadonlyMap<string, PostOf>): ReportFigures => {
  const line = (needId: string | null, figures: Partial<Record<LineFigure, number>>): ReportLine => {
    const { occupation = null, level = null } = postOf.get(needId ?? '') ?? {};
    return { ...zero(LINE_FIGURES), ...figures, occupation, level };
  };
  const lines = together([
    ...books.posts.map((needId) => line(needId, { posts: 1, wanted: postOf.get(needId)?.wanted ?? 0 })),
    ...books.talks.map(({ needId, kind, people }) =>
      line(needId, { talks: people, intents: isIntent(kind) ? people : 0, offers: isOffer(kind) ? people : 0 }),
    ),
    ...books.hires.map(({ needId, people, confirmed, hires30, hires90 }) => line(needId, { hires: people, confirmed, hires30, hires90 })),
  ]);
  const { enterprises, tickets, entered, intentPeople, met } = books;
  return { counts: { ...sums(lines), fairs: 1, enterprises, tickets, entered, intentPeople, ...met }, lines };
};

const sums = (lines: readonly ReportLine[]): ReportCounts => {
  const counts = noCounts();
  for (const line of lines) for (const figure of LINE_FIGURES) counts[figure] += line[figure];
  return counts;
};

/** Several fairs as one. */
export const allOf = (some: readonly ReportFigures[]): ReportFigures => {
  const counts = noCounts();
  for (const one of some) for (const figure of FIGURES) counts[figure] += one.counts[figure];
  return { counts, lines: together(some.flatMap(({ lines }) => lines)) };
};

/** What the form of a national campaign asks of each of them. */
export const FORM_FIGURES = ['fairs', 'enterprises', 'posts', 'wanted', 'entered', 'intentPeople', 'hires'] as const;
