import { DONE, MORE, OVERFLOW, PART_OUTCOME, PART_WORDS } from './heap-names.js';
import { answerOf, groupUsage } from './transport-answer.js';
import { twinEngine, wasmEngine, type Engine } from './engine.js';
import { fillHeap, tierHighs } from './fill.js';
import { joinParts } from './join.js';
import { GroupPrices } from './group-prices.js';
import { heapBytes, planLayout, type Layout } from './layout.js';
import { Tree } from './tree.js';
import { WhatIfs } from './what-if.js';
import { refusalOf } from './transport-refusal.js';
import { runThreads, threadsAvailable } from './threads.js';
import { transportByFlow } from './transport-flow.js';
import type { TransportAnswer, TransportChange, TransportOptions, TransportProblem } from './transport-types.js';

const PIVOTS_BETWEEN_LOOKS = 50_000;
const PAGE = 65_536;
const DEFAULT_MEMORY = 1.5 * 2 ** 30;

/** Points by which a group's price falls at first. */
const FIRST_DROP = 16;

type Outcome = 'done' | 'cancelled' | 'overflow';

/** One problem in memory: solved once, and again after changes from where it stands. */
export class TransportSession {
  private readonly layout: Layout;
  private readonly memory: WebAssembly.Memory;
  private heap: Int32Array;
  private readonly engine: Engine;
  private readonly tree: Tree;
  private refused: string | undefined;
  /** Groups whose capacity is enforced in the tree, and the components that share the joined record. */
  private readonly active = new Set<number>();
  private readonly joined = new Set<number>();
  private joinedRoot = -1;
  private solved = false;
  private questions: WhatIfs | undefined;
  /** Records of components whose numbers changed since they were solved. */
  private readonly changed = new Set<number>();

  constructor(
    private current: TransportProblem,
    private readonly options: TransportOptions = {},
  ) {
    this.refused = refusalOf(current, options.memoryLimit ?? DEFAULT_MEMORY);
    if (this.refused) return;
    this.layout = planLayout(current);
    const pages = heapBytes(this.layout) / PAGE;
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    this.heap = new Int32Array(this.memory.buffer);
    fillHeap(this.layout, this.heap);
    this.engine = options.kernel === 'twin' ? twinEngine(this.heap) : wasmEngine(this.memory);
    this.tree = new Tree(this.layout, this.heap, this.engine);
  }

  /** Ends with the optimum, or because the signal asked to stop. Resolving after `change` starts from the last tree. */
  async solve(): Promise<TransportAnswer> {
    if (this.refused) return { status: 'refused', reason: this.refused };
    this.endQuestions();
    const outcome = (this.solved ? this.solveChanged() : await this.solveCold()) ?? this.joinUntilKept();
    this.solved = outcome === 'done';
    if (outcome === 'cancelled') return { status: 'cancelled' };
    if (outcome === 'overflow') return transportByFlow(this.current);
    return answerOf(this.layout, this.heap, this.current, this.active, this.joined.size);
  }

  /** The problem as changed so far. Its pair costs are the solver's own: read them, and copy them before the next change. */
  get problem(): TransportProblem {
    return this.current;
  }

  /**
   * Questions to the optimum, valid until the next `change` or `solve`. Undefined while there is none, or none in this
   * session's memory.
   */
  whatIfs(): WhatIfs | undefined {
    if (!this.solved) return undefined;
    this.endQuestions();
    const { layout, heap, engine, tree, joined, active } = this;
    this.questions = new WhatIfs({ layout, heap, engine, tree, joined, active, activate: (groups) => void this.join(groups) });
    return this.questions;
  }

  private endQuestions(): void {
    this.questions?.close();
    this.questions = undefined;
  }

  /** Changes numbers; the next `solve` goes on from the last tree and finds the objective a cold solve would find. */
  change(change: TransportChange): void {
    if (this.refused) return;
    this.endQuestions();
    this.own();
    for (const [a, cost] of change.pairCost ?? []) {
      this.heap[this.layout.offsets.pairCost + a] = cost;
      this.markChanged(this.layout.components.ofSink[this.current.pairSink[a]!]!);
    }
    for (const [i, units] of change.supply ?? []) this.changeSupply(i, units);
    for (const [j, units] of change.demand ?? []) this.changeDemand(j, units);
    const reason = refusalOf(this.current, Infinity);
    if (reason) this.refused = reason;
  }

  /** The caller's arrays stay as they are: from the first change on, the session has its own. */
  private own(): void {
    if (this.current !== this.layout.problem) return;
    const { pairCost } = this.layout.offsets;
    const { supply, demand, pairSink } = this.current;
    const costs = this.heap.subarray(pairCost, pairCost + pairSink.length);
    this.current = { ...this.current, supply: supply.slice(), demand: demand.slice(), pairCost: costs };
  }

  private changeSupply(i: number, units: number): void {
    const { numbering, offsets, components } = this.layout;
    const v = numbering.ofSource[i]!;
    this.current.supply[i] = units;
    this.heap[offsets.high + this.heap[offsets.segmentBegin + v]!] = units;
    this.limitFlow(v, units, components.ofSource[i]!);
  }

  private changeDemand(j: number, units: number): void {
    const { numbering, offsets, components } = this.layout;
    const v = numbering.ofSink[j]!;
    this.current.demand[j] = units;
    if (this.current.pool) this.heap[offsets.high + this.heap[offsets.segmentBegin + v]!] = units;
    else tierHighs(this.layout, this.heap, v, j, units);
    this.limitFlow(v, units, components.ofSink[j]!);
  }

  private limitFlow(v: number, units: number, part: number): void {
    if (part < 0) return;
    if (this.tree.stemFlow(v) > units) this.tree.takeBack(v, this.tree.stemFlow(v) - units);
    this.tree.touch(v);
    this.markChanged(part);
  }

  private markChanged(part: number): void {
    if (part >= 0) this.changed.add(this.joined.has(part) ? this.count : part);
  }

  private solveChanged(): Outcome | undefined {
    for (const index of this.changed) {
      const outcome = this.resolve(index);
      if (outcome) return outcome;
    }
    this.changed.clear();
    return undefined;
  }

  private part(index: number): number {
    return this.layout.offsets.parts + index * PART_WORDS;
  }

  private get count(): number {
    return this.layout.components.count;
  }

  /** Components on their own; where groups exceed their capacities, at prices that nearly keep them, and then those joined. */
  private async solveCold(): Promise<Outcome | undefined> {
    const outcome = await this.solveParts();
    if (outcome || this.exceeded().length === 0) return outcome;
    const prices = new GroupPrices(this.layout, this.heap, this.current);
    let stopped: Outcome | undefined;
    const resolve = async (): Promise<boolean> => {
      for (let c = 0; c < this.count; c++) if (!this.tree.mend(this.layout.numbering.firstRoot + c, this.part(c))) stopped = 'overflow';
      stopped ??= await this.solveParts();
      return stopped === undefined;
    };
    await prices.find(resolve);
    return stopped ?? this.joinPriced(prices.price);
  }

  /** The groups' capacities take the place of the prices that their sources stood at; see `keepPrices`. */
  private joinPriced(price: Int32Array): Outcome | undefined {
    const priced = Array.from(price, (_, g) => g).filter((g) => price[g]! > 0);
    for (const g of priced) this.tree.setCost(g, price[g]!);
    this.current.group!.forEach((g, i) => {
      if (price[g]! > 0) this.tree.setCost(this.layout.numbering.ofSource[i]!, 0);
    });
    return this.join(priced) ?? this.dropPrices(priced);
  }

  /**
   * With a price on a group's own stem the optimum is that of the problem without it as long as the group is used to the
   * full. So the price goes where the stem lies outside the tree, which changes nothing. Inside it falls, first a little,
   * then faster, until its group is used to the full as well or stands at its true price of 0.
   */
  private dropPrices(priced: readonly number[]): Outcome | undefined {
    let left = priced;
    for (let step = FIRST_DROP; ; step *= 2) {
      for (const g of left) if (!this.tree.inTree(g)) this.tree.setCost(g, 0);
      left = left.filter((g) => this.tree.costOf(g) > 0);
      if (left.length === 0) return undefined;
      for (const g of left) {
        this.tree.setCost(g, Math.max(0, this.tree.costOf(g) - step));
        this.tree.touch(g);
      }
      const outcome = this.resolve(this.count);
      if (outcome) return outcome;
    }
  }

  /** All components on their own; undefined when all went well. */
  private async solveParts(): Promise<Outcome | undefined> {
    const { signal, threads = 1, kernel } = this.options;
    if (signal) signal[2] = this.count;
    if (threads > 1 && kernel !== 'twin' && this.count > 1 && threadsAvailable()) {
      await runThreads({ memory: this.memory, layout: this.layout, threads, signal });
    } else {
      for (let c = 0; c < this.count; c++) {
        this.heap[this.part(c) + PART_OUTCOME] = this.runPart(this.part(c));
        if (signal) signal[1] = c + 1;
      }
    }
    return this.outcomeOfParts();
  }

  private outcomeOfParts(): Outcome | undefined {
    const outcomes = new Set<number>();
    for (let c = 0; c < this.count; c++) outcomes.add(this.heap[this.part(c) + PART_OUTCOME]!);
    if (outcomes.has(OVERFLOW)) return 'overflow';
    return outcomes.has(MORE) ? 'cancelled' : undefined;
  }

  private runPart(part: number): number {
    let outcome = this.engine.start(part);
    while (outcome === MORE && !this.options.signal?.[0]) outcome = this.engine.run(part, PIVOTS_BETWEEN_LOOKS);
    return outcome;
  }

  /** Enforces the capacities of groups that are exceeded, until none is. */
  private joinUntilKept(): Outcome {
    for (let exceeded = this.exceeded(); exceeded.length > 0; exceeded = this.exceeded()) {
      const outcome = this.join(exceeded);
      if (outcome) return outcome;
    }
    return 'done';
  }

  private exceeded(): number[] {
    const usage = groupUsage(this.layout, this.heap, this.current);
    return Array.from(usage, (_, g) => g).filter((g) => !this.active.has(g) && usage[g]! > this.current.groupCapacity![g]!);
  }

  private resolve(index: number): Outcome | undefined {
    const root = index === this.count ? this.joinedRoot : this.layout.numbering.firstRoot + index;
    if (!this.tree.mend(root, this.part(index))) return 'overflow';
    const outcome = this.runPart(this.part(index));
    if (outcome === DONE) return undefined;
    return outcome === OVERFLOW ? 'overflow' : 'cancelled';
  }

  /** Gives groups a place in the tree and takes back what is beyond their capacity. */
  private join(groups: readonly number[]): Outcome | undefined {
    const { joined, current: problem } = this;
    const usage = groupUsage(this.layout, this.heap, problem);
    for (const g of groups) this.active.add(g);
    this.joinedRoot = joinParts(this.layout, this.heap, this.tree, { exceeded: groups, usage, joined, problem });
    return this.resolve(this.count);
  }
}

/** Solves one problem once. */
export const transport = (problem: TransportProblem, options?: TransportOptions): Promise<TransportAnswer> =>
  new TransportSession(problem, options).solve();
