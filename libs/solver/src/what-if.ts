import { EXTRA, LESS, MORE, Residual, type ExtraPair } from './residual.js';
import type { TransportOptimum, TransportProblem } from './transport-types.js';

/** What new pairs of one sink alone would change in the optimum. */
export interface WhatIf {
  /** The sink gets at least so many more, in every optimum of the changed problem. */
  readonly gain: number;
  /** So many more are sent in all, in one such optimum. */
  readonly netPlaced: number;
}

/** Nodes by distance; an entry whose distance is out of date is skipped by the caller. */
class Heap {
  private readonly keys: number[] = [];
  private readonly nodes: number[] = [];

  clear(): void {
    this.keys.length = 0;
    this.nodes.length = 0;
  }

  get least(): number {
    return this.keys.length > 0 ? this.keys[0]! : Infinity;
  }

  push(key: number, node: number): void {
    let at = this.keys.length;
    while (at > 0 && this.keys[(at - 1) >> 1]! > key) {
      this.keys[at] = this.keys[(at - 1) >> 1]!;
      this.nodes[at] = this.nodes[(at - 1) >> 1]!;
      at = (at - 1) >> 1;
    }
    this.keys[at] = key;
    this.nodes[at] = node;
  }

  pop(): number {
    const first = this.nodes[0]!;
    const [key, node] = [this.keys.pop()!, this.nodes.pop()!];
    const size = this.keys.length;
    if (size === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && this.keys[child + 1]! < this.keys[child]!) child++;
      if (this.keys[child]! >= key) break;
      this.keys[at] = this.keys[child]!;
      this.nodes[at] = this.nodes[child]!;
      at = child;
    }
    this.keys[at] = key;
    this.nodes[at] = node;
    return first;
  }
}

/** One Dijkstra search, kept until the next: distances are valid where the stamp is the present one. */
class Search {
  readonly distance: Float64Array;
  readonly arc: Float64Array;
  readonly via: Int32Array;
  private readonly stamp: Int32Array;
  private readonly settled: Int32Array;
  private round = 0;
  reached: number[] = [];
  private readonly heap = new Heap();

  constructor(nodes: number) {
    this.distance = new Float64Array(nodes);
    this.arc = new Float64Array(nodes);
    this.via = new Int32Array(nodes);
    this.stamp = new Int32Array(nodes);
    this.settled = new Int32Array(nodes);
  }

  at(v: number): number {
    return this.stamp[v] === this.round ? this.distance[v]! : Infinity;
  }

  /** Goes on while nodes lie nearer than `limit()`. The root and `end` are reached but not left. */
  run(start: number, root: number, end: number, limit: () => number, arcs: (v: number, visit: (w: number, reduced: number, arc: number) => void) => void): void {
    this.round++;
    this.reached = [];
    this.heap.clear();
    this.reach(start, 0, -1, -1);
    while (this.heap.least < limit()) {
      const v = this.heap.pop();
      if (this.settled[v] === this.round) continue;
      this.settled[v] = this.round;
      if (v === root || v === end) continue;
      const base = this.distance[v]!;
      arcs(v, (w, reduced, arc) => this.reach(w, base + reduced, arc, v));
    }
  }

  private reach(v: number, distance: number, arc: number, via: number): void {
    if (distance >= this.at(v)) return;
    if (this.stamp[v] !== this.round) this.reached.push(v);
    this.stamp[v] = this.round;
    this.distance[v] = distance;
    this.arc[v] = arc;
    this.via[v] = via;
    this.heap.push(distance, v);
  }

  /** Arcs from the start to v, last first. */
  path(v: number): number[] {
    const arcs: number[] = [];
    for (let at = v; this.via[at]! >= 0; at = this.via[at]!) arcs.push(this.arc[at]!);
    return arcs;
  }
}

/**
 * Answers "what would these pairs change?" for one sink at a time, by shortest residual paths from the optimum and its prices:
 * each new pair that pays enters, and flow goes round as long as that is worth something. Nothing is solved anew.
 */
export class WhatIfs {
  private readonly residual: Residual;
  private readonly fromSink: Search;
  private readonly toSource: Search;

  constructor(problem: TransportProblem, optimum: TransportOptimum) {
    this.residual = new Residual(problem, optimum);
    this.fromSink = new Search(this.residual.root + 1);
    this.toSource = new Search(this.residual.root + 1);
  }

  /** How much below 0 the reduced cost of a new pair would be: without any such pair nothing changes. */
  advantage(source: number, sink: number, cost: number): number {
    return this.residual.price[this.residual.firstSink + sink]! - this.residual.price[source]! - cost;
  }

  /** The sink's new pairs (also cheaper twins of pairs it has). Costs count whole points as 2: half a point tells gains from ties. */
  ask(sink: number, pairs: readonly ExtraPair[]): WhatIf {
    const { residual } = this;
    const order = [...pairs].sort((a, b) => this.advantage(b.source, sink, b.cost) - this.advantage(a.source, sink, a.cost));
    const node = residual.firstSink + sink;
    const before = residual.stem[node]!;
    residual.ask(sink, order);
    let netPlaced = 0;
    order.forEach((pair, e) => {
      netPlaced += this.insert(node, pair, e);
      residual.insertNext();
    });
    const gain = residual.stem[node]! - before;
    residual.takeBack();
    return { gain, netPlaced };
  }

  /** Lets one new pair in; returns by how much the total sent has grown. */
  private insert(sink: number, pair: ExtraPair, e: number): number {
    const { residual } = this;
    let placed = 0;
    for (;;) {
      const reduced = pair.cost + residual.price[pair.source]! - residual.price[sink]!;
      if (reduced >= 0) return placed;
      const best = this.cycle(sink, pair.source, -reduced);
      this.reprice(best.start, best.rest, best.direct);
      if (!best.arcs) return placed;
      const arcs = [...best.arcs, EXTRA + 8 * e];
      const units = arcs.reduce((least, arc) => Math.min(least, residual.room(arc)), Infinity);
      for (const arc of arcs) residual.push(arc, units);
      placed += this.growth(arcs) * units;
    }
  }

  /** The cheapest way from the sink to the pair's source, if it is cheaper than `limit`; the part before the root and after it. */
  private cycle(sink: number, source: number, limit: number): { start: number; rest: number; direct: boolean; arcs?: number[] } {
    const { residual, fromSink, toSource } = this;
    const { root } = residual;
    fromSink.run(sink, root, source, () => Math.min(limit, fromSink.at(root)), (v, visit) => residual.forward(v, visit));
    const start = Math.min(limit, fromSink.at(root));
    const total = (): number => Math.min(limit, toSource.at(sink), start + toSource.at(root));
    toSource.run(source, root, sink, total, (v, visit) => residual.backward(v, visit));
    const [direct, round] = [toSource.at(sink), fromSink.at(root) + toSource.at(root)];
    if (Math.min(direct, round) >= limit) return { start, rest: limit - start, direct: false };
    if (direct <= round) return { start: 0, rest: direct, direct: true, arcs: toSource.path(sink) };
    return { start: fromSink.at(root), rest: toSource.at(root), direct: false, arcs: [...fromSink.path(root), ...toSource.path(root)] };
  }

  /** Units sent are what the sources' stems carry: +1 for a source that sends more, −1 for one that sends less. */
  private growth(arcs: readonly number[]): number {
    let growth = 0;
    for (const arc of arcs) {
      const [kind, index] = [arc % 8, Math.floor(arc / 8)];
      if (index < this.residual.firstSink && kind === MORE) growth++;
      if (index < this.residual.firstSink && kind === LESS) growth--;
    }
    return growth;
  }

  /** Keeps every reduced cost at 0 or more: prices near the sink fall, prices near the source rise. */
  private reprice(start: number, rest: number, direct: boolean): void {
    const { residual, fromSink, toSource } = this;
    if (!direct) for (const v of fromSink.reached) if (fromSink.at(v) < start) residual.setPrice(v, residual.price[v]! - (start - fromSink.at(v)));
    for (const v of toSource.reached) if (toSource.at(v) < rest) residual.setPrice(v, residual.price[v]! + (rest - toSource.at(v)));
  }
}
