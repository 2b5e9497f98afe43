/** Loaded before a worker: at SIGUSR2 its clock jumps by up to two and a half minutes, either way, and at the next one back. */
const real = Date;
const MOST_MS = 150_000;
let offset = 0;

class JumpingDate extends real {
  constructor(...given) {
    if (given.length === 0) super(real.now() + offset);
    else super(...given);
  }

  static now() {
    return real.now() + offset;
  }
}

globalThis.Date = JumpingDate;
process.on('SIGUSR2', () => (offset = offset === 0 ? Math.round((Math.random() * 2 - 1) * MOST_MS) : 0));
