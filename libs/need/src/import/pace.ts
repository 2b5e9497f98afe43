/** What one portion should take: one of dearer rows, with the log written back into the database, takes three times as long before
 * anybody notices. */
const TARGET_MS = 50;
const FIRST = 100;
const LEAST = 10;
const MOST = 1_000;

/** How many rows the next portion may have, by the time that the last one took. */
export class Pace {
  size: number;
  /** The longest portion so far, in milliseconds. */
  longestMs = 0;
  private begun = 0;

  constructor(first = FIRST) {
    this.size = first;
  }

  /** The writer is ours: waiting for it does not count. */
  begin(): void {
    this.begun = performance.now();
  }

  /** Runs a portion that calls `begin` when its turn comes. */
  async timed(portion: () => Promise<void>): Promise<void> {
    this.begin();
    await portion();
    const took = Math.max(1, performance.now() - this.begun);
    this.longestMs = Math.max(this.longestMs, took);
    // It grows by half at most: the next rows may be dearer. It shrinks at once.
    this.size = Math.round(Math.min(MOST, Math.max(LEAST, this.size * Math.min(1.5, TARGET_MS / took))));
  }
}
