import { setImmediate as breathe } from 'node:timers/promises';
import type { EnterpriseView } from '#enterprise';
import type { WordingFinding } from '../domain/wording.js';
import type { KnownFigures } from '../need.figures.js';
import type { Corrections, TextNumbers } from './corrections.js';
import type { ImportBatch, ImportEnterprise, RowKind } from './import.entity.js';
import type { ImportKeys } from './import.keys.js';
import type { Places } from './places.js';
import type { SheetLines } from './sheet-lines.js';

/** What is remembered from line to line of one list. */
export interface Pass {
  batch: ImportBatch;
  lines: SheetLines;
  places: Places;
  today: string;
  /** Enterprises that were named so far, by code or name. */
  enterprises: Map<string, NamedEnterprise>;
  /** Those that are to be staged with the next rows. */
  fresh: ImportEnterprise[];
  /** Those of them whose figures nobody looked up yet. */
  uncompared: string[];
  keys: ImportKeys;
  corrections: Corrections;
  texts: TextNumbers;
  /** What the wording rules say to a text: titles come again and again. */
  looked: Map<string, WordingFinding[]>;
  counts: Record<RowKind, number>;
  /** What figures are held against. */
  figures: KnownFigures;
  /** Rows with a figure out of proportion. */
  doubtful: number;
}

export interface NamedEnterprise {
  row: ImportEnterprise;
  /** Whether it is staged, or about to be, because a line that is not wrong names it: of others nothing is saved. */
  staged: boolean;
  view: EnterpriseView | undefined;
}

/** Lines after which other work of the process gets its turn. */
const BREATH = 100;

export const inBreaths = async <T>(items: readonly T[], work: (item: T) => unknown): Promise<void> => {
  for (let i = 0; i < items.length; i += 1) {
    work(items[i] as T);
    if (i % BREATH === BREATH - 1) await breathe();
  }
};

export const groupBy = <T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};
