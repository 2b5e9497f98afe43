/** Numbers for texts, given once and kept: columns of numbers are quick to go through. */
export class Dictionary {
  private readonly numbers = new Map<string, number>();
  readonly texts: string[] = [];

  /** The text's number; a new one when it has none. */
  number(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const fresh = this.texts.push(text) - 1;
    this.numbers.set(text, fresh);
    return fresh;
  }

  find(text: string): number | undefined {
    return this.numbers.get(text);
  }

  get size(): number {
    return this.texts.length;
  }
}

/** Counts distinct things per group without a set: a thing counts for a group the first time it is met in a pass. */
export class Stamps {
  private stamps = new Int32Array(1024);
  private pass = 0;

  begin(size: number): void {
    if (size > this.stamps.length) {
      const larger = new Int32Array(Math.max(size, this.stamps.length * 2));
      larger.set(this.stamps);
      this.stamps = larger;
    }
    this.pass += 1;
  }

  /** True the first time in this pass. */
  first(thing: number): boolean {
    if (this.stamps[thing] === this.pass) return false;
    this.stamps[thing] = this.pass;
    return true;
  }
}
