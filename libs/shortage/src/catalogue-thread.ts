import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { packed, type PackedCatalogue, type PackedLine } from './domain/catalogue-pack.js';
import { catalogueOf, type Earlier } from './domain/figures/catalogue.js';
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

export type FromThread = { readonly kind: 'lines'; readonly lines: readonly PackedLine[] } | ({ readonly kind: 'end' } & Omit<SealedCatalogue, 'lines'>);

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
  for (let i = 0; i < enterprises.length; i += PORTION, await nextTurn()) say({ kind: 'enterprises', items: enterprises.slice(i, i + PORTION) });
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

/**
 * Works a catalogue out in a thread of its own, so that a process that also serves pages goes on serving them. From the TypeScript sources, where there
 * is no compiled program for a thread, it works in the caller's.
 */
export const packedApart = async (data: RoundData, around: Around): Promise<SealedCatalogue> => {
  if (!existsSync(program())) return packedRound(data, around);
  const worker = new Worker(program());
  try {
    const answer = answered(worker);
    await Promise.race([send(worker, data, around), answer]);
    return await answer;
  } finally {
    void worker.terminate();
  }
};
