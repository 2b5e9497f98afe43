/** Thrown when the single writer of the embedded database was not free in time; nothing was written. */
export class WriterBusyError extends Error {
  constructor(waitedMs: number) {
    super(`The embedded database was busy with another write for ${waitedMs} ms; nothing was saved, try again`);
  }
}

/** First in, first out. `acquire` resolves to the function that lets the next one in. */
export class Mutex {
  private tail: Promise<void> = Promise.resolve();

  async acquire(limitMs: number): Promise<() => void> {
    const before = this.tail;
    let release!: () => void;
    this.tail = new Promise((resolve) => (release = resolve));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<true>((resolve) => {
      timer = setTimeout(resolve, limitMs, true);
      timer.unref();
    });
    const gaveUp = await Promise.race([before.then(() => false), late]);
    clearTimeout(timer);
    if (!gaveUp) return release;
    void before.then(release);
    throw new WriterBusyError(limitMs);
  }
}
