const NODE_RANGE = 2 ** 24;

/** Nodes by distance, the nearest first: a binary heap of doubles that hold both. Nodes below 2^24, distances below 2^29. */
export class NearestFirst {
  private entries = new Float64Array(1024);
  private length = 0;
  node = 0;
  distance = 0;

  push(node: number, distance: number): void {
    if (this.length === this.entries.length) {
      const wider = new Float64Array(this.length * 2);
      wider.set(this.entries);
      this.entries = wider;
    }
    const { entries } = this;
    const entry = distance * NODE_RANGE + node;
    let at = this.length++;
    while (at > 0 && entries[(at - 1) >> 1]! > entry) {
      entries[at] = entries[(at - 1) >> 1]!;
      at = (at - 1) >> 1;
    }
    entries[at] = entry;
  }

  /** Takes the nearest out, into `node` and `distance`; false when none is left. */
  take(): boolean {
    if (this.length === 0) return false;
    const { entries } = this;
    const first = entries[0]!;
    this.distance = Math.floor(first / NODE_RANGE);
    this.node = first - this.distance * NODE_RANGE;
    const entry = entries[--this.length]!;
    let at = 0;
    for (let child = 1; child < this.length; child = 2 * at + 1) {
      if (child + 1 < this.length && entries[child + 1]! < entries[child]!) child++;
      if (entries[child]! >= entry) break;
      entries[at] = entries[child]!;
      at = child;
    }
    entries[at] = entry;
    return true;
  }
}
