/** How much the newest evaluation counts in the direction. */
const SHARE = 0.25;

/** What has a price, how much of it is used and how much is there. */
export class Priced {
  readonly used: Float64Array;
  readonly prices: Float64Array;
  private readonly best: Float64Array;
  private readonly direction: Float64Array;

  constructor(readonly limits: Float64Array) {
    const size = limits.length;
    this.used = new Float64Array(size);
    this.prices = new Float64Array(size);
    this.best = new Float64Array(size);
    this.direction = new Float64Array(size);
  }

  /** What all of it costs. */
  worth(): number {
    let sum = 0;
    for (let i = 0; i < this.prices.length; i += 1) sum += (this.prices[i] ?? 0) * (this.limits[i] ?? 0);
    return sum;
  }

  /** Averages the newest subgradient in. @returns the square of the direction's length */
  turn(): number {
    let norm = 0;
    for (let i = 0; i < this.prices.length; i += 1) {
      const along = SHARE * ((this.used[i] ?? 0) - (this.limits[i] ?? 0)) + (1 - SHARE) * (this.direction[i] ?? 0);
      this.direction[i] = along;
      if (along > 0 || (this.prices[i] ?? 0) > 0) norm += along * along;
    }
    return norm;
  }

  go(step: number): void {
    for (let i = 0; i < this.prices.length; i += 1) this.prices[i] = Math.max(0, (this.prices[i] ?? 0) + step * (this.direction[i] ?? 0));
  }

  hold(): void {
    this.best.set(this.prices);
  }

  back(): void {
    this.prices.set(this.best);
  }
}
