/** Numbers that were drawn but not seen yet: a transaction that commits late, or one that was rolled back. */
interface Gap {
  from: number;
  to: number;
  since: number;
}

/** How long a missing number may still turn up, in milliseconds: longer than any transaction lives. */
const PATIENCE_MS = 120_000;

/**
 * Follows a rising sequence whose numbers become visible out of order. A database with several writers hands numbers out at
 * once but shows them at commit, so "greater than the last one seen" alone would miss what commits late.
 */
export class ChangeFeed {
  private gaps: Gap[] = [];

  constructor(private lastSeen: number) {}

  /** Everything up to here was seen or is a gap. */
  get last(): number {
    return this.lastSeen;
  }

  /** Ranges to ask for again, beside what lies beyond `last`. */
  missing(): { from: number; to: number }[] {
    return this.gaps.map(({ from, to }) => ({ from, to }));
  }

  /** Takes note of the numbers that an answer contained.
   * @param numbers ascending */
  take(numbers: readonly number[], now: number): void {
    for (const number of numbers) {
      if (number > this.lastSeen) {
        if (number > this.lastSeen + 1) this.gaps.push({ from: this.lastSeen + 1, to: number - 1, since: now });
        this.lastSeen = number;
      } else {
        this.close(number);
      }
    }
    this.gaps = this.gaps.filter((gap) => now - gap.since < PATIENCE_MS);
  }

  private close(number: number): void {
    const at = this.gaps.findIndex((gap) => gap.from <= number && number <= gap.to);
    const gap = this.gaps[at];
    if (!gap) return;
    const rest = [
      { from: gap.from, to: number - 1, since: gap.since },
      { from: number + 1, to: gap.to, since: gap.since },
    ].filter((one) => one.from <= one.to);
    this.gaps.splice(at, 1, ...rest);
  }
}
