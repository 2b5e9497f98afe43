/** What a proposal stood on when it was matched, by the columns that decide: of its need and of its batch. */
export interface Matched {
  readonly need: Terms;
  readonly batch: Terms;
}

type Term = string | number | boolean | null;
type Terms = Readonly<Record<string, Term>>;

/** One of them that is another one now. */
export interface TermChange {
  readonly of: keyof Matched;
  readonly field: string;
  readonly from: Term;
  readonly to: Term;
}

/** Which change a proposal does not hold any more for; nothing where that was not kept. */
export const changesSince = (matched: Matched | null, now: Partial<Matched>): TermChange[] =>
  (['need', 'batch'] as const).flatMap((of) => {
    const [before, after] = [matched?.[of], now[of]];
    if (!before || !after) return [];
    return Object.keys(before).flatMap((field) =>
      before[field] === after[field] ? [] : [{ of, field, from: before[field] ?? null, to: after[field] ?? null }],
    );
  });
