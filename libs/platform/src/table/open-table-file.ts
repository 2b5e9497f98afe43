import { defaultLimits, type TableLimits } from './limits.js';
import type { Answer, Ask, SheetHead } from './messages.js';
import { NotATableError } from './not-a-table.js';
import { takePlace } from './places.js';
import { giveBack, takeReader, type ReaderPlace } from './reader-process.js';
import type { TableFile, TableFormat, TableRow, TableSheet } from './rows.js';

export interface OpenOptions {
  limits?: TableLimits | undefined;
  /** Ends the reading at once. */
  signal?: AbortSignal | undefined;
  /** For a job: nobody waits for it, so it may take four times as long, and it takes no turn from those who do. */
  background?: boolean | undefined;
}

/** Nobody waits for a job, and whoever serves people goes before it. */
const BACKGROUND = 4;

/** Opens a file as a table, by its own bytes. It is read in a process of its own, portion by portion as the rows are asked for;
 * whoever opens it closes it.
 * @throws NotATableError when it cannot be read, costs too much or takes too long
 * @throws Problem `table.busy` when others' files take all there is */
export const openTableFile = async (file: string, options: OpenOptions = {}): Promise<TableFile> => {
  const { limits = defaultLimits, signal, background = false } = options;
  signal?.throwIfAborted();
  const leave = background ? () => undefined : await takePlace();
  const seconds = background ? limits.seconds * BACKGROUND : limits.seconds;
  const conversation = new Conversation(takeReader(limits.memoryMiB), seconds, leave, signal);
  try {
    const { format, sheets } = await conversation.ask('opened', { kind: 'open', file, limits });
    return new OpenedFile(conversation, format, sheets);
  } catch (error) {
    await conversation.close();
    throw error;
  }
};

class OpenedFile implements TableFile {
  readonly sheets: TableSheet[];
  private runs = 0;

  constructor(
    private readonly conversation: Conversation,
    readonly format: TableFormat,
    heads: readonly SheetHead[],
  ) {
    this.sheets = heads.map((head, sheet) => ({ ...head, rows: () => this.rows(sheet) }));
  }

  close(): Promise<void> {
    return this.conversation.close();
  }

  /** The next portion is read while the caller is busy with this one. */
  private async *rows(sheet: number): AsyncGenerator<TableRow[]> {
    const run = (this.runs += 1);
    const portion = async (): Promise<TableRow[]> => (await this.conversation.ask('rows', { kind: 'more', run, sheet })).rows;
    try {
      for (let next = portion(); ;) {
        const rows = await next;
        if (rows.length === 0) return;
        next = portion();
        // Awaited in the next round; nobody may be listening at the moment it comes.
        next.catch(() => undefined);
        yield rows;
      }
    } finally {
      // Not waited for: the reader may be at the next portion for long.
      this.conversation.ask('done', { kind: 'stop', run }).catch(() => undefined);
    }
  }
}

type AnswerOf<K extends Answer['kind']> = Extract<Answer, { kind: K }>;

/** Asks a reader about one file, within its time and until somebody stops it. */
class Conversation {
  private leftMs: number;
  private readonly allowedMs: number;
  private over: Promise<void> | undefined;
  private broken = false;
  private readonly abort = (): void => this.kill(reasonOf(this.signal?.reason));

  constructor(
    private readonly reader: ReaderPlace,
    seconds: number,
    private readonly leave: () => void,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.allowedMs = this.leftMs = seconds * 1_000;
    signal?.addEventListener('abort', this.abort);
    if (signal?.aborted) this.abort();
  }

  /** @throws NotATableError, or what the reader stumbled over */
  async ask<K extends Answer['kind']>(expected: K, ask: Ask): Promise<AnswerOf<K>> {
    const timer = setTimeout(() => this.kill(this.tookTooLong()), Math.max(this.leftMs, 1));
    try {
      const { answer, took } = await this.reader.ask(ask);
      this.leftMs -= took;
      if (answer.kind === 'refused') throw new NotATableError(answer.zh, answer.en);
      if (answer.kind === 'failed') throw new Error(answer.stack);
      if (answer.kind !== expected) throw new Error(`the reader answered ${answer.kind} to ${ask.kind}`);
      return answer as AnswerOf<K>;
    } finally {
      clearTimeout(timer);
    }
  }

  close(): Promise<void> {
    return (this.over ??= this.end());
  }

  private async end(): Promise<void> {
    this.signal?.removeEventListener('abort', this.abort);
    // Whatever keeps it from closing soon is not waited for.
    this.leftMs = Math.min(this.leftMs, 1_000);
    try {
      if (!this.broken) await this.ask('done', { kind: 'close' });
      if (!this.broken) giveBack(this.reader);
    } catch {
      this.kill(new Error('it did not close'));
    } finally {
      this.leave();
    }
  }

  private kill(reason: Error): void {
    this.broken = true;
    this.reader.kill(reason);
  }

  private tookTooLong(): NotATableError {
    const seconds = this.allowedMs / 1_000;
    return new NotATableError(
      `读取超过 ${seconds} 秒，已停止：文件过大或已损坏，请拆分，或另存为 .xlsx 后重试`,
      `reading was stopped after ${seconds} seconds: the file is too large or damaged; split it, or save it as .xlsx and try again`,
    );
  }
}

/** Jobs are stopped with a word. */
const reasonOf = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(`reading was stopped: ${String(reason)}`));
