/**
 * The primal network simplex on one rooted spanning tree, for any network with capacities.
 * Numbers are doubles that hold integers; the caller guarantees that nothing can leave the exact range.
 */
const AT_LOWER = 1;
const IN_TREE = 0;
const AT_UPPER = -1;

export type Outcome = 'optimal' | 'unbounded' | 'cancelled';

export class NetworkSimplex {
  /** Tree: arc to the parent, and +1 when that arc points from the node to its parent, −1 when it points down. */
  private readonly parent: Int32Array;
  private readonly pred: Int32Array;
  private readonly up: Int8Array;
  private readonly depth: Int32Array;
  private readonly firstChild: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly stack: Int32Array;
  private readonly state: Int8Array;
  readonly flow: Float64Array;
  readonly potential: Float64Array;
  pivots = 0;
  private readonly root: number;
  private readonly realArcs: number;
  private nextArc = 0;
  // The pivot at hand.
  private entering = -1;
  private join = -1;
  private delta = 0;
  private leavingNode = -1;
  private leavesOnFirst = false;

  /** `supply` is spread over artificial arcs number `arcs` … `arcs + nodes − 1`, for which the arrays must have room. */
  constructor(
    private readonly nodes: number,
    private readonly arcs: number,
    private readonly source: Int32Array,
    private readonly target: Int32Array,
    private readonly capacity: Float64Array,
    private readonly cost: Float64Array,
    supply: Float64Array,
    artificialCost: number,
  ) {
    const all = nodes + 1;
    this.root = nodes;
    this.realArcs = arcs;
    this.parent = new Int32Array(all).fill(-1);
    this.pred = new Int32Array(all).fill(-1);
    this.up = new Int8Array(all);
    this.depth = new Int32Array(all);
    this.firstChild = new Int32Array(all).fill(-1);
    this.next = new Int32Array(all).fill(-1);
    this.previous = new Int32Array(all).fill(-1);
    this.stack = new Int32Array(all);
    this.state = new Int8Array(arcs + nodes).fill(AT_LOWER);
    this.flow = new Float64Array(arcs + nodes);
    this.potential = new Float64Array(all);
    for (let v = 0; v < nodes; v++) this.hangOnRoot(v, supply[v]!, artificialCost);
  }

  private hangOnRoot(v: number, supply: number, artificialCost: number): void {
    const arc = this.arcs + v;
    const out = supply >= 0;
    this.source[arc] = out ? v : this.root;
    this.target[arc] = out ? this.root : v;
    this.capacity[arc] = Infinity;
    this.cost[arc] = out ? 0 : artificialCost;
    this.flow[arc] = Math.abs(supply);
    this.state[arc] = IN_TREE;
    this.pred[v] = arc;
    this.up[v] = out ? 1 : -1;
    this.potential[v] = out ? 0 : artificialCost;
    this.depth[v] = 1;
    this.link(v, this.root);
  }

  private link(v: number, parent: number): void {
    const sibling = this.firstChild[parent]!;
    this.parent[v] = parent;
    this.next[v] = sibling;
    this.previous[v] = -1;
    if (sibling >= 0) this.previous[sibling] = v;
    this.firstChild[parent] = v;
  }

  private unlink(v: number): void {
    const before = this.previous[v]!;
    const after = this.next[v]!;
    if (before >= 0) this.next[before] = after;
    else this.firstChild[this.parent[v]!] = after;
    if (after >= 0) this.previous[after] = before;
  }

  run(cancelled: () => boolean): Outcome {
    const block = Math.max(20, Math.ceil(Math.sqrt(this.realArcs)));
    while (this.findEntering(block)) {
      this.findLeaving();
      if (this.delta === Infinity) return 'unbounded';
      this.push();
      if (this.leavingNode >= 0) this.exchange();
      else this.state[this.entering] = -this.state[this.entering]!;
      if ((++this.pivots & 4095) === 0 && cancelled()) return 'cancelled';
    }
    return 'optimal';
  }

  /** Block search: the most negative reduced cost of the first block that has one, going round. */
  private findEntering(block: number): boolean {
    const { source, target, cost, potential, state, realArcs } = this;
    let best = 0;
    let entering = -1;
    let left = block;
    let arc = this.nextArc;
    for (let seen = 0; seen < realArcs; seen++) {
      if (arc >= realArcs) arc = 0;
      const reduced = state[arc]! * (cost[arc]! + potential[source[arc]!]! - potential[target[arc]!]!);
      if (reduced < best) {
        best = reduced;
        entering = arc;
      }
      arc++;
      if (--left === 0) {
        if (entering >= 0) break;
        left = block;
      }
    }
    this.nextArc = arc;
    this.entering = entering;
    return entering >= 0;
  }

  private findJoin(): number {
    const { parent, depth } = this;
    let u = this.source[this.entering]!;
    let v = this.target[this.entering]!;
    while (u !== v) {
      if (depth[u]! >= depth[v]!) u = parent[u]!;
      else v = parent[v]!;
    }
    return u;
  }

  /** Ties go to the last blocking arc seen from the join along the cycle: the tree stays strongly feasible, so the method ends. */
  private findLeaving(): void {
    const { entering, parent, pred, up, flow, capacity, state } = this;
    this.join = this.findJoin();
    const forward = state[entering] === AT_LOWER;
    const first = forward ? this.source[entering]! : this.target[entering]!;
    const second = forward ? this.target[entering]! : this.source[entering]!;
    let delta = capacity[entering]!;
    let leaving = -1;
    let onFirst = false;
    for (let u = first; u !== this.join; u = parent[u]!) {
      const arc = pred[u]!;
      const room = up[u]! > 0 ? flow[arc]! : capacity[arc]! - flow[arc]!;
      if (room < delta) {
        delta = room;
        leaving = u;
        onFirst = true;
      }
    }
    for (let u = second; u !== this.join; u = parent[u]!) {
      const arc = pred[u]!;
      const room = up[u]! > 0 ? capacity[arc]! - flow[arc]! : flow[arc]!;
      if (room <= delta) {
        delta = room;
        leaving = u;
        onFirst = false;
      }
    }
    this.delta = delta;
    this.leavingNode = leaving;
    this.leavesOnFirst = onFirst;
  }

  private push(): void {
    const { entering, parent, pred, up, flow, state, delta, join } = this;
    if (delta === 0) return;
    const amount = state[entering]! * delta;
    flow[entering] = flow[entering]! + amount;
    for (let u = this.source[entering]!; u !== join; u = parent[u]!) flow[pred[u]!]! -= up[u]! * amount;
    for (let u = this.target[entering]!; u !== join; u = parent[u]!) flow[pred[u]!]! += up[u]! * amount;
  }

  /** The leaving arc cuts off a subtree; it is turned round to hang on the entering arc, and its potentials move together. */
  private exchange(): void {
    const { entering, state, leavingNode, flow, pred } = this;
    const forward = state[entering] === AT_LOWER;
    const insideIsSource = forward === this.leavesOnFirst;
    const inside = insideIsSource ? this.source[entering]! : this.target[entering]!;
    const outside = insideIsSource ? this.target[entering]! : this.source[entering]!;
    const leavingArc = pred[leavingNode]!;
    state[leavingArc] = flow[leavingArc] === 0 ? AT_LOWER : AT_UPPER;
    state[entering] = IN_TREE;
    let v = inside;
    let parent = outside;
    let arc = entering;
    let up = insideIsSource ? 1 : -1;
    for (;;) {
      const nextNode = this.parent[v]!;
      const nextArc = pred[v]!;
      const nextUp = -this.up[v]!;
      this.unlink(v);
      this.link(v, parent);
      pred[v] = arc;
      this.up[v] = up;
      if (v === leavingNode) break;
      parent = v;
      v = nextNode;
      arc = nextArc;
      up = nextUp;
    }
    this.shift(inside, outside, entering, insideIsSource);
  }

  private shift(inside: number, outside: number, entering: number, insideIsSource: boolean): void {
    const { potential, depth, firstChild, next, parent, stack, cost } = this;
    const step = insideIsSource ? -cost[entering]! : cost[entering]!;
    const change = potential[outside]! + step - potential[inside]!;
    let top = 0;
    stack[top++] = inside;
    while (top > 0) {
      const v = stack[--top]!;
      potential[v] = potential[v]! + change;
      depth[v] = depth[parent[v]!]! + 1;
      for (let child = firstChild[v]!; child >= 0; child = next[child]!) stack[top++] = child;
    }
  }
}
