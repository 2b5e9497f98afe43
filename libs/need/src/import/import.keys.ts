import { hash as hashOf } from 'node:crypto';
import type { ImportBatch } from './import.entity.js';
import type { Reading } from './reading.js';

/** Under which a line's need is found again. */
export interface LineKeys {
  key: string;
  /** As it was before keys belonged to an office: needs imported then carry it until their office imports them again. */
  legacy: string | null;
}

export const NAMELESS = '（未注明企业）';

/** Who the line is about: whom a person picked, the credit code, else the name as it compares. */
export const identityOf = (reading: Reading): string =>
  (reading.enterpriseId && `#${reading.enterpriseId}`) ?? reading.creditCode ?? (reading.enterpriseKey || NAMELESS);

/**
 * The same line of the same office's list, whenever it comes: never that of another office. The second of two equal lines is another
 * need. A line that names no enterprise is met by no other one.
 */
export class ImportKeys {
  private readonly times = new Map<string, number>();

  constructor(private readonly batch: Pick<ImportBatch, 'id' | 'nodeId'>) {}

  of(reading: Reading, line: number): LineKeys {
    const identity = identityOf(reading);
    if (identity === NAMELESS) return { key: hash(JSON.stringify([this.batch.id, line])), legacy: null };
    const base = JSON.stringify([identity, reading.title, reading.placeText, reading.department]);
    const times = (this.times.get(base) ?? 0) + 1;
    this.times.set(base, times);
    return { key: hash(`${this.batch.nodeId}:${base}#${times}`), legacy: hash(`${base}#${times}`) };
  }
}

/** Under which an office remembers which column is which in lists with one header. */
export const mappingKey = (nodeId: string, signature: string): string => hash(`${nodeId}:${signature}`).slice(0, 36);

export const hash = (text: string): string => hashOf('sha256', text, 'base64url');
