import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Answered, Ask, Asked } from './messages.js';
import { NotATableError, ReaderDiedError } from './not-a-table.js';
import { Reader } from './reader.js';

/** Where files are read. */
export interface ReaderPlace {
  /** Answers in the order of asking. @throws NotATableError when it ends meanwhile, or what it was killed with */
  ask(ask: Ask): Promise<Pick<Answered, 'answer' | 'took'>>;
  /** Ends it at once, whatever it does; what was asked fails with the reason. */
  kill(reason: Error): void;
}

/** Gives way to the process that serves people. */
const NICE = 5;
/** What a process takes beside the heap of its program. */
const BESIDE_HEAP_MIB = 128;
const LOOK_MS = 200;
const IDLE_MS = 60_000;

const program = (): string => fileURLToPath(new URL('./reader-program.js', import.meta.url));

const tooMuchMemory = (memoryMiB: number): NotATableError =>
  new NotATableError(
    `读取时占用内存超过 ${memoryMiB} MB，请拆分文件，或只保留需要的工作表后上传`,
    `reading it takes more than ${memoryMiB} MB of memory: split it, or keep only the sheet that is needed`,
  );

/** A process of its own: the only thing that is sure to end, and to give its memory back, whatever a file makes of it. */
export class ReaderProcess implements ReaderPlace {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, { resolve: (answered: Answered) => void; reject: (reason: Error) => void }>();
  private asked = 0;
  /** Why it is not there any more. */
  private ended: Error | undefined;
  private watch: NodeJS.Timeout | undefined;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    readonly memoryMiB: number,
    main = program(),
  ) {
    const heap = Math.max(memoryMiB - BESIDE_HEAP_MIB, 64);
    // It sees none of our settings: neither keys nor the database.
    this.child = fork(main, {
      execArgv: [`--max-old-space-size=${heap}`],
      env: { TZ: 'UTC' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.giveWay();
    this.child.on('message', (answered: Answered) => this.hear(answered));
    this.child.once('error', (error) => this.end(error));
    this.child.once('exit', (code, signal) => this.end(this.reasonOf(code, signal)));
    this.letGo();
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get alive(): boolean {
    return this.ended === undefined;
  }

  ask(ask: Ask): Promise<Answered> {
    return new Promise((resolve, reject) => {
      if (this.ended) return reject(this.ended);
      const id = (this.asked += 1);
      this.waiting.set(id, { resolve, reject });
      this.hold();
      // What goes wrong here is told by the end of the process.
      this.child.send({ id, ask } satisfies Asked, () => undefined);
    });
  }

  kill(reason: Error): void {
    this.end(reason);
    this.child.kill('SIGKILL');
  }

  /** Ends it unless somebody needs it before. */
  rest(): void {
    this.idle = setTimeout(() => this.kill(new Error('it was not needed')), IDLE_MS).unref();
  }

  wake(): void {
    clearTimeout(this.idle);
  }

  private giveWay(): void {
    try {
      // Before it has started threads, so that they follow.
      if (this.child.pid) setPriority(this.child.pid, NICE);
    } catch {
      // It has ended already; its exit says why.
    }
  }

  private hear(answered: Answered): void {
    this.waiting.get(answered.id)?.resolve(answered);
    this.waiting.delete(answered.id);
    if (this.waiting.size === 0) this.letGo();
  }

  private end(reason: Error): void {
    this.ended ??= reason;
    for (const { reject } of this.waiting.values()) reject(this.ended);
    this.waiting.clear();
    this.letGo();
  }

  /** Somebody waits: our process must not end, and the reader's memory is looked at. */
  private hold(): void {
    this.child.ref();
    this.child.channel?.ref();
    this.watch ??= setInterval(() => void this.look(), LOOK_MS);
  }

  private letGo(): void {
    this.child.unref();
    this.child.channel?.unref();
    clearInterval(this.watch);
    this.watch = undefined;
  }

  /** Buffers outside the heap are bounded by nobody else. */
  private async look(): Promise<void> {
    const status = await readFile(`/proc/${this.child.pid}/status`, 'latin1').catch(() => '');
    const kib = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0);
    if (kib > this.memoryMiB * 1_024) this.kill(tooMuchMemory(this.memoryMiB));
  }

  private reasonOf(code: number | null, signal: NodeJS.Signals | null): Error {
    // V8 aborts when its heap is full.
    if (signal === 'SIGABRT' || code === 134) return tooMuchMemory(this.memoryMiB);
    return new ReaderDiedError(signal ?? `code ${code}`);
  }
}

/** From the TypeScript sources, where there is no compiled program, files are read in the caller's process. */
class ReaderHere implements ReaderPlace {
  private readonly reader = new Reader();
  private ended: Error | undefined;
  private before: Promise<unknown> = Promise.resolve();

  async ask(ask: Ask): Promise<Pick<Answered, 'answer' | 'took'>> {
    const answer = this.before.then(() => {
      if (this.ended) throw this.ended;
      return this.reader.answer(ask);
    });
    this.before = answer.catch(() => undefined);
    return { answer: await answer, took: 0 };
  }

  kill(reason: Error): void {
    this.ended ??= reason;
  }
}

/** The one that is kept warm, so that a small file is read in milliseconds. */
let resting: ReaderProcess | undefined;

/** A reader for one file. Whoever takes it gives it back, or kills it. */
export const takeReader = (memoryMiB: number): ReaderPlace => {
  if (!existsSync(program())) return new ReaderHere();
  const warm = resting;
  if (!warm?.alive || warm.memoryMiB !== memoryMiB) return new ReaderProcess(memoryMiB);
  resting = undefined;
  warm.wake();
  return warm;
};

/** Takes a reader back that has closed its file. */
export const giveBack = (reader: ReaderPlace): void => {
  if (!(reader instanceof ReaderProcess) || !reader.alive) return;
  if (resting?.alive) return reader.kill(new Error('one is enough'));
  resting = reader;
  reader.rest();
};
