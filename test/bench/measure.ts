import { existsSync, openSync, readSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What a benchmark is: a file `NAME.bench.ts` in this folder that exports one as `bench`. */
export interface Bench {
  /** One line for the list. */
  about: string;
  run(context: BenchContext): Promise<Record<string, number>>;
}

export interface BenchContext {
  /** An empty folder, removed afterwards. */
  scratch: string;
  /** Words after the benchmark's name that are not options of the runner. */
  args: string[];
  /** Set by --quick: the smallest size that still runs every line. */
  quick: boolean;
  /** Set by --servers: private MariaDB and Redis. */
  mysqlUrl?: string;
  redisUrl?: string;
  /** A private MariaDB server, started when it is first asked for; undefined where none is installed. */
  mariadb(): Promise<string | undefined>;
  /** The same of Redis. */
  redis(): Promise<string | undefined>;
}

export interface Measured<T> {
  result: T;
  seconds: number;
  /** Largest resident size of this process so far, in MiB. */
  peakMb: number;
  /** Longest time that other work of this process had to wait for the event loop. */
  longestStallMs: number;
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Runs `work` and says how long it took, how large the process became and how long it stalled. */
export const measured = async <T>(work: () => Promise<T>): Promise<Measured<T>> => {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const begun = performance.now();
  const result = await work();
  const seconds = (performance.now() - begun) / 1000;
  delay.disable();
  return {
    result,
    seconds: rounded(seconds, 3),
    peakMb: rounded(process.resourceUsage().maxRSS / 1024, 1),
    longestStallMs: rounded(Math.max(0, delay.max / 1e6 - 5), 1),
  };
};

/**
 * How long the event loop was held at one stretch since it was last asked, in milliseconds of the processor: on a machine that others use
 * as well the clock on the wall says how long one waited for them. 0 where the system does not tell (it is Linux that does).
 */
export const longestTurn = (): (() => number) => {
  const told = `/proc/self/task/${process.pid}/schedstat`;
  if (!existsSync(told)) return () => 0;
  const [file, text] = [openSync(told, 'r'), Buffer.alloc(64)];
  const used = (): number => Number(text.toString('latin1', 0, readSync(file, text, 0, 64, 0)).split(' ')[0]) / 1e6;
  let [last, longest] = [used(), 0];
  const turn = (): void => {
    const now = used();
    longest = Math.max(longest, now - last);
    last = now;
    setTimeout(turn, 0).unref();
  };
  turn();
  return () => {
    const found = rounded(longest, 1);
    longest = 0;
    return found;
  };
};
