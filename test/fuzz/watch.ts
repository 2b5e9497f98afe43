import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type Socket } from 'node:net';

/** Looks at /health/live all the time, on a connection of its own, and says how long it waits. */
export class Watch {
  /** The longest wait since it was last asked, ms. */
  longestMs = 0;
  private running = true;
  private readonly ended: Promise<void>;

  constructor(
    private readonly host: string,
    private readonly port: number,
    private readonly waited: (ms: number) => void = () => undefined,
  ) {
    this.ended = this.run();
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.ended;
  }

  private async run(): Promise<void> {
    let socket: Socket | undefined;
    while (this.running) {
      socket ??= connect({ host: this.host, port: this.port });
      const begun = performance.now();
      if (!(await looked(socket))) socket = undefined;
      const ms = performance.now() - begun;
      this.longestMs = Math.max(this.longestMs, ms);
      this.waited(ms);
      await sleep(25);
    }
    socket?.destroy();
  }
}

/** One look; false when the connection is of no use any more. */
const looked = (socket: Socket): Promise<boolean> =>
  new Promise((resolve) => {
    const done = (fine: boolean): void => {
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      if (!fine) socket.destroy();
      resolve(fine);
    };
    socket
      .once('data', () => done(true))
      .once('error', () => done(false))
      .once('close', () => done(false));
    socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n');
  });
