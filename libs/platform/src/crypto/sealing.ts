import { sealedColumns, twinOf, type ClearColumn, type SealedColumns } from './columns.js';
import type { FieldCipher } from './field-cipher.js';

/** Seals what a row says of people on its way into the database, and opens it on its way out: in between it is plain. */
export class Sealing<T extends object> {
  private readonly plan: SealedColumns;
  private readonly clear: [name: string, twin: string, column: ClearColumn][];

  constructor(
    private readonly cipher: FieldCipher,
    table: string,
  ) {
    this.plan = sealedColumns.of(table);
    this.clear = Object.entries(this.plan.clear).map(([name, column]) => [name, twinOf(name), column]);
  }

  /** The row, or a part of it, as it is stored: what it says in clear columns goes into their twins.
   * @param id of the row that the values are sealed for */
  seal<P extends Partial<T>>(id: string, part: P): P {
    const stored: Record<string, unknown> = { ...part };
    for (const [name, twin, column] of this.clear) {
      if (!(name in stored)) continue;
      const text = textOf(stored[name], column);
      stored[twin] = text === null ? null : this.cipher.seal(this.plan.for.table, twin, id, text);
      stored[name] = blankOf(column);
    }
    return stored as P;
  }

  /** The row as it was before it was sealed. Values that an earlier release wrote in clear stay as they are. */
  open(row: T): T {
    const opened = { ...row } as Record<string, unknown>;
    const id = String(opened[this.plan.for.key]);
    for (const [name, twin, { json }] of this.clear) {
      const sealed = opened[twin];
      if (typeof sealed !== 'string') continue;
      const text = this.cipher.open(this.plan.for.table, twin, id, sealed);
      opened[name] = json ? (JSON.parse(text) as unknown) : text;
    }
    return opened as T;
  }

  openAll(rows: readonly T[]): T[] {
    return rows.map((row) => this.open(row));
  }

  maybe(row: T | null): T | null {
    return row && this.open(row);
  }
}

const textOf = (value: unknown, { json, blank }: ClearColumn): string | null => {
  if (value === null || value === undefined) return null;
  const text = json ? JSON.stringify(value) : (value as string);
  return text === blank ? null : text;
};

const blankOf = ({ blank, json }: ClearColumn): unknown => (json && blank !== null ? (JSON.parse(blank) as unknown) : blank);
