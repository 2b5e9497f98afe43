import type { Layout } from './layout.js';
import type { Tree } from './tree.js';
import type { TransportProblem } from './transport-types.js';

const GROWTH = 1.5;
const SHRINK = -0.5;
/** A group that sends no less than this share of what it may counts as met. */
const NEARLY = 0.985;

/**
 * Prices that bring groups near their capacities while the components are still solved apart: every source of a group pays the
 * group's price per unit. Each price steps up while too much is sent and down while too little, and halves its step when it
 * turns. They need not be right: they are where the joint solve starts.
 */
export class GroupPrices {
  private readonly price: Int32Array;
  private readonly step: Float64Array;
  private readonly direction: Int8Array;
  private readonly members: number[][];

  constructor(
    private readonly layout: Layout,
    private readonly heap: Int32Array,
    private readonly tree: Tree,
    private readonly problem: TransportProblem,
    private readonly fixed: ReadonlySet<number>,
  ) {
    const { groups } = layout.numbering;
    this.price = new Int32Array(groups);
    this.step = new Float64Array(groups);
    this.direction = new Int8Array(groups);
    this.members = Array.from({ length: groups }, () => []);
    problem.group!.forEach((g, i) => {
      if (g >= 0 && layout.components.ofSource[i]! >= 0) this.members[g]!.push(layout.numbering.ofSource[i]!);
    });
  }

  of(group: number): number {
    return this.price[group]!;
  }

  /** One step for every group that is off its capacity; writes the prices as costs of the sources' stems. False when all are met. */
  adjust(usage: Int32Array): boolean {
    let off = 0;
    usage.forEach((units, g) => {
      if (this.fixed.has(g)) return;
      const capacity = this.problem.groupCapacity![g]!;
      const wanted = units > capacity ? 1 : units < capacity * NEARLY && this.price[g]! > 0 ? -1 : 0;
      if (wanted === 0) return;
      off += Math.abs(units - capacity);
      this.move(g, wanted, units - capacity);
    });
    const all = usage.reduce((sum, units) => sum + units, 0);
    return off > all * (1 - NEARLY);
  }

  private move(g: number, wanted: number, excess: number): void {
    if (this.direction[g] === 0) this.step[g] = Math.max(16, this.level(g, excess));
    else this.step[g] = Math.max(1, this.step[g]! * (wanted === this.direction[g] ? GROWTH : -SHRINK));
    this.direction[g] = wanted;
    this.price[g] = Math.max(0, Math.round(this.price[g]! + wanted * this.step[g]!));
    this.write(g, this.price[g]!);
  }

  private write(g: number, price: number): void {
    const { cost, segmentBegin } = this.layout.offsets;
    for (const v of this.members[g]!) this.heap[cost + this.heap[segmentBegin + v]!] = price;
  }

  /** The sources whose units bring least, as many as are too many: what the dearest of them brings. */
  private level(g: number, excess: number): number {
    const order = this.members[g]!.filter((v) => this.tree.stemFlow(v) > 0).sort((a, b) => this.tree.potential(a) - this.tree.potential(b));
    let left = excess;
    for (const v of order) {
      left -= this.tree.stemFlow(v);
      if (left <= 0) return this.tree.potential(v);
    }
    return 16;
  }

  /** From now on the group itself pays (its stem carries the price), and the sources nothing: all potentials stay as they are. */
  handOver(group: number): void {
    const { cost, segmentBegin } = this.layout.offsets;
    this.write(group, 0);
    this.heap[cost + this.heap[segmentBegin + group]!] = this.price[group]!;
  }

  /** Groups pay nothing but what their capacity makes them pay. */
  lift(groups: Iterable<number>): void {
    const { cost, segmentBegin } = this.layout.offsets;
    for (const g of groups) this.heap[cost + this.heap[segmentBegin + g]!] = 0;
  }
}
