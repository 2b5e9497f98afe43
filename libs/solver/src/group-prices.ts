import { NODE_STEM_FLOW, NODE_WORDS } from './heap-names.js';
import type { Layout } from './layout.js';
import { groupUsage } from './transport-answer.js';
import type { TransportProblem } from './transport-types.js';

/**
 * Rounds of prices at most, rounds without progress, and the share of the capacities that may stay wrong: what is left the
 * joined solve puts right.
 */
const ROUNDS = 30;
const ROUNDS_WITHOUT = 10;
const CLOSE_ENOUGH = 0.008;
/** A step is lengthened up to 128 times where it stays short (points), and by a half where it is long. */
const LEAST_STRETCH = 0.5;
const MOST_STRETCH = 128;
const LONG_STRETCH = 1.5;
const LONG_STEP = 300;

interface Offer {
  readonly price: number;
  readonly units: number;
}

/** The price at which offers in this order have given so many units; undefined when all of them do not. */
const priceAfter = (offers: Offer[], units: number): number | undefined => {
  let left = units;
  for (const { price, units: given } of offers) {
    left -= given;
    if (left <= 0) return price;
  }
  return undefined;
};

/**
 * Looks for prices per unit of the groups at which the components, each solved by itself, keep the groups' capacities
 * nearly. A price stands on the stems of the group's sources. Whoever sends too much becomes dearer by what its least
 * valued units bring, all groups at a time.
 */
export class GroupPrices {
  readonly price: Int32Array;
  private readonly members: number[][];
  private readonly lastStep: Int32Array;
  private readonly stretch: Float64Array;
  private least = Infinity;
  private without = 0;

  constructor(
    private readonly layout: Layout,
    private readonly heap: Int32Array,
    private readonly problem: TransportProblem,
  ) {
    const { numbering, components } = layout;
    this.price = new Int32Array(numbering.groups);
    this.lastStep = new Int32Array(numbering.groups);
    this.stretch = new Float64Array(numbering.groups).fill(1);
    this.members = Array.from({ length: numbering.groups }, () => []);
    problem.group?.forEach((g, i) => {
      if (g >= 0 && components.ofSource[i]! >= 0) this.members[g]!.push(numbering.ofSource[i]!);
    });
  }

  /** Solves again and again; `solve` counts potentials anew and pivots, false when it did not come to an end. */
  async find(solve: () => Promise<boolean>): Promise<boolean> {
    for (let round = 0; round < ROUNDS && this.improve(); round++) if (!(await solve())) return false;
    return true;
  }

  /** New prices for all groups; false when the capacities are nearly kept. */
  private improve(): boolean {
    const capacity = this.problem.groupCapacity!;
    const usage = groupUsage(this.layout, this.heap, this.problem);
    let [wrong, total] = [0, 0];
    for (let g = 0; g < capacity.length; g++) {
      const excess = usage[g]! - capacity[g]!;
      if (excess <= 0 && this.price[g] === 0) continue;
      wrong += Math.abs(excess);
      total += capacity[g]!;
    }
    if (wrong <= CLOSE_ENOUGH * total || !this.advances(wrong)) return false;
    for (let g = 0; g < capacity.length; g++) {
      const excess = usage[g]! - capacity[g]!;
      if (excess > 0) this.set(g, this.stride(g, this.dearer(g, excess)));
      else if (excess < 0 && this.price[g]! > 0) this.set(g, this.stride(g, this.cheaper(g, -excess)));
    }
    return true;
  }

  private advances(wrong: number): boolean {
    this.without = wrong < this.least ? 0 : this.without + 1;
    this.least = Math.min(this.least, wrong);
    return this.without < ROUNDS_WITHOUT;
  }

  /** All groups move at a time, and what one gives up others take: steps one way grow, a turn shortens them. */
  private stride(g: number, wanted: number): number {
    const step = wanted - this.price[g]!;
    const turned = step > 0 !== this.lastStep[g]! > 0;
    this.stretch[g] = turned ? Math.max(LEAST_STRETCH, this.stretch[g]! / 4) : Math.min(MOST_STRETCH, this.stretch[g]! * 2);
    const moved = Math.abs(step) * Math.min(this.stretch[g], Math.max(LONG_STRETCH, LONG_STEP / Math.abs(step)));
    this.lastStep[g] = step;
    return Math.max(0, this.price[g]! + Math.sign(step) * Math.ceil(moved));
  }

  private set(g: number, price: number): void {
    const { cost, segmentBegin } = this.layout.offsets;
    this.price[g] = price & ~1;
    for (const v of this.members[g]!) this.heap[cost + this.heap[segmentBegin + v]!] = this.price[g]!;
  }

  private flow(v: number): number {
    return this.heap[this.layout.offsets.node + v * NODE_WORDS + NODE_STEM_FLOW]!;
  }

  private potential(v: number): number {
    return this.heap[this.layout.offsets.potential + v]!;
  }

  private dearer(g: number, excess: number): number {
    const offers = this.members[g]!.flatMap((v) =>
      this.flow(v) > 0 ? [{ price: Math.max(this.price[g]!, this.potential(v)), units: this.flow(v) }] : [],
    );
    return Math.max(
      this.price[g]! + 2,
      priceAfter(
        offers.sort((a, b) => a.price - b.price),
        excess,
      ) ?? 0,
    );
  }

  private cheaper(g: number, deficit: number): number {
    const { high, segmentBegin } = this.layout.offsets;
    const offers = this.members[g]!.flatMap((v) => {
      const units = this.heap[high + this.heap[segmentBegin + v]!]! - this.flow(v);
      return units > 0 ? [{ price: this.flow(v) > 0 ? this.price[g]! : this.best(v), units }] : [];
    });
    return Math.max(
      0,
      Math.min(
        this.price[g]! - 2,
        priceAfter(
          offers.sort((a, b) => b.price - a.price),
          deficit,
        ) ?? 0,
      ),
    );
  }

  /** What a unit of an unused source would bring. */
  private best(v: number): number {
    const { rowBegin, rowEnd, pairSink, pairCost } = this.layout.offsets;
    let best = 0;
    for (let a = this.heap[rowBegin + v]!; a < this.heap[rowEnd + v]!; a++)
      best = Math.max(best, this.potential(this.heap[pairSink + a]!) - this.heap[pairCost + a]!);
    return best;
  }
}
