import type { Posting } from './posting-fields.js';

/** When a figure is asked about before it counts. The numbers are a city's practice, dated: what was asked once stays explained. */
export interface ProportionRule {
  /** Day from which it holds. */
  validFrom: string;
  source: string;
  /** Fewer people than this are never asked about. */
  leastPeople: number;
  /** More short than so many times the employees of the enterprise. */
  overEmployees: number;
  /** More than so many times the most that the enterprise ever was short of in one post. */
  overPast: number;
  /** More than so many times what nine of ten posts of the occupation are short of. */
  overOccupation: number;
  /** More than this where nothing is known to compare with. */
  mostUnknown: number;
  /** Wages so many times above or below the middle 90 % of what the occupation is offered. */
  overWage: number;
  /** Fewer posts say nothing about an occupation. */
  enoughPosts: number;
}

/** The numbers of a rule, with what each may be. */
export const PROPORTION_RANGES = {
  leastPeople: { min: 1, max: 10_000 },
  overEmployees: { min: 1, max: 100 },
  overPast: { min: 2, max: 1_000 },
  overOccupation: { min: 2, max: 1_000 },
  mostUnknown: { min: 1, max: 100_000 },
  overWage: { min: 2, max: 100 },
  enoughPosts: { min: 2, max: 100 },
} as const satisfies Partial<Record<keyof ProportionRule, { min: number; max: number }>>;

/** What is held against what is known: people, and wages in fen a month. */
export type Figured = Pick<Posting, 'short' | 'wageFromFen' | 'wageToFen'>;

export const DOUBTED_FIGURES = ['short', 'wageFromFen', 'wageToFen'] as const satisfies readonly (keyof Figured)[];
export type DoubtedFigure = (typeof DOUBTED_FIGURES)[number];
export const FIGURE_DOUBTS = ['employees', 'past', 'occupation', 'unknown', 'wage_low', 'wage_high'] as const;

/** One figure that is out of proportion to something known: `usual` employees, people or fen; 0 where nothing is known. */
export interface FigureDoubt {
  kind: (typeof FIGURE_DOUBTS)[number];
  figure: DoubtedFigure;
  said: number;
  usual: number;
}

/** What open posts of an occupation say. */
export interface UsualOfOccupation {
  people: number;
  wageFromFen: number | null;
  wageToFen: number | null;
}

/** What is known around a figure; null where nothing is. */
export interface Surroundings {
  employees: number | null;
  pastMost: number | null;
  usual: UsualOfOccupation | null;
}

const quantile = (values: readonly number[], share: number): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))] ?? null;
};

/** What is usual among some posts of one occupation; null when they are too few. */
export const usualOf = (posts: readonly Figured[], rule: ProportionRule): UsualOfOccupation | null => {
  if (posts.length < rule.enoughPosts) return null;
  const wages = (figure: 'wageFromFen' | 'wageToFen'): number[] => posts.flatMap((post) => post[figure] ?? []);
  const usually = (figure: 'wageFromFen' | 'wageToFen', share: number): number | null =>
    wages(figure).length < rule.enoughPosts ? null : quantile(wages(figure), share);
  return {
    people: quantile(
      posts.map(({ short }) => short),
      0.9,
    ) as number,
    wageFromFen: usually('wageFromFen', 0.05),
    wageToFen: usually('wageToFen', 0.95),
  };
};

/** Every figure of a posting that is out of proportion, each reason by itself. */
export const figureDoubts = (said: Figured, { employees, pastMost, usual }: Surroundings, rule: ProportionRule): FigureDoubt[] => {
  const doubts: FigureDoubt[] = [];
  const doubt = (kind: FigureDoubt['kind'], figure: DoubtedFigure, of: number): void =>
    void doubts.push({ kind, figure, said: said[figure] ?? 0, usual: of });
  const people = said.short;
  if (people > rule.leastPeople) {
    if (employees !== null && people > employees * rule.overEmployees) doubt('employees', 'short', employees);
    if (pastMost !== null && people > pastMost * rule.overPast) doubt('past', 'short', pastMost);
    if (usual !== null && people > usual.people * rule.overOccupation) doubt('occupation', 'short', usual.people);
    const nothingKnown = employees === null && pastMost === null && usual === null;
    if (nothingKnown && people > rule.mostUnknown) doubt('unknown', 'short', 0);
  }
  for (const figure of ['wageFromFen', 'wageToFen'] as const) {
    const wage = said[figure];
    if (wage === null || usual === null) continue;
    if (usual.wageFromFen !== null && wage * rule.overWage < usual.wageFromFen) doubt('wage_low', figure, usual.wageFromFen);
    if (usual.wageToFen !== null && wage > usual.wageToFen * rule.overWage) doubt('wage_high', figure, usual.wageToFen);
  }
  return doubts;
};

/** Doubts parted into those that a person has to answer, and all that hold from then on. */
export interface Weighed {
  asked: FigureDoubt[];
  held: FigureDoubt[];
}

/**
 * Nobody is asked twice, nor about what they leave as it is.
 * @param answered what somebody said yes to before
 * @param standing the figures as they count already, when these are to take their place
 */
export const weighed = (found: readonly FigureDoubt[], answered: readonly FigureDoubt[], standing?: Figured): Weighed => {
  const wasAnswered = ({ figure, said }: FigureDoubt): boolean => answered.some((one) => one.figure === figure && one.said === said);
  const asked = found.filter((one) => !wasAnswered(one) && standing?.[one.figure] !== one.said);
  return { asked, held: found.filter((one) => asked.includes(one) || wasAnswered(one)) };
};
