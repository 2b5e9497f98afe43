import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { packed, type PackedCatalogue, type PackedLine } from './domain/catalogue-pack.js';
import { catalogueOf } from './domain/figures/catalogue.js';
import type { Earlier } from './domain/figures/published.js';
import type { RoundData, RoundEnterprise, RoundRow } from './domain/figures/round.js';

export interface Around {
  before: Earlier | null;
  /** Counties and zones there are. */
  divisions: number;
}

/** What is stored of a round, and the SHA-256 of all of it. */
export type SealedCatalogue = PackedCatalogue & { seal: string };

export type ToThread =
  | { readonly kind: 'enterprises'; readonly items: readonly RoundEnterprise[] }
  | { readonly kind: 'rows'; readonly items: readonly RoundRow[] }
  | { readonly kind: 'go'; readonly rest: Omit<RoundData, 'enterprises' | 'rows'>; readonly around: Around };

export type FromThread =
  { readonly kind: 'lines'; readonly lines: readonly PackedLine[] } | ({ readonly kind: 'end' } & Omit<SealedCatalogue, 'lines'>);

/** Works a catalogue out in the caller's thread. */
export const packedRound = (data: RoundData, { before, divisions }: Around): SealedCatalogue => {
  const made = packed(catalogueOf(data, before, { divisions }));
  const seal = createHash('sha256').update(JSON.stringify(made.head));
  for (const { line, cells } of made.lines) seal.update(line).update(cells);
  return { ...made, seal: seal.digest('hex') };
};

const PORTION = 2_000;
const program = (): string => fileURLToPath(new URL('./catalogue-worker.js', import.meta.url));

const send = async (worker: Worker, { enterprises, rows, ...rest }: RoundData, around: Around): Promise<void> => {
  const say = (message: ToThread): void => worker.postMessage(message);
  for (let i = 0; i < enterprises.length; i += PORTION, await nextTurn())
    say({ kind: 'enterprises', items: enterprises.slice(i, i + PORTION) });
  for (let i = 0; i < rows.length; i += PORTION, await nextTurn()) say({ kind: 'rows', items: rows.slice(i, i + PORTION) });
  say({ kind: 'go', rest, around });
};

const answered = (worker: Worker): Promise<SealedCatalogue> =>
  new Promise((resolve, reject) => {
    const lines: PackedLine[] = [];
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'lines') lines.push(...message.lines);
      else resolve({ head: message.head, seal: message.seal, lines });
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread of the catalogue ended with code ${code}`)));
  });

/** Where a catalogue is worked out. Opened before the round is read, so that the thread starts meanwhile. */
export class FiguresRoom {
  private readonly worker: Worker | null;

  /**
   * A thread of its own, so that a process that also serves pages goes on serving them; from the TypeScript sources, where
   * there is no compiled program for one, the caller's.
   */
  constructor() {
    // Most of what is made in between is short-lived: a roomy nursery spares half of the collector's time.
    this.worker = existsSync(program()) ? new Worker(program(), { resourceLimits: { maxYoungGenerationSizeMb: 128 } }) : null;
    // What goes wrong before there is a question is told by the answer to it.
    this.worker?.on('error', () => undefined);
  }

  async pack(data: RoundData, around: Around): Promise<SealedCatalogue> {
    if (!this.worker) return packedRound(data, around);
    const answer = answered(this.worker);
    await Promise.race([send(this.worker, data, around), answer]);
    return answer;
  }

  close(): void {
    void this.worker?.terminate();
  }
}
