import type { UnitOfWork } from '#platform/db';
import { sealedColumns, type SealedColumns } from './columns.js';
import { type FieldCipher, keyIdOf } from './field-cipher.js';
import { retireKeys } from './key-check.js';

export interface RotationProgress {
  table: string;
  /** Values sealed anew in this table so far. */
  resealed: number;
}

export interface RotationOptions {
  signal?: AbortSignal;
  onProgress?: (progress: RotationProgress) => void;
}

type Row = Record<string, string | null>;

/**
 * Seals everything anew with the newest key, while the product runs: each value is replaced only if it is still the one
 * that was read. Interrupted, it goes on where it stopped when it is started again.
 */
export class KeyRotation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
  ) {}

  /** @returns how many values were sealed anew, and the ids of older keys that nothing needs any more. */
  async run(options: RotationOptions = {}): Promise<{ resealed: number; retired: string[] }> {
    let resealed = 0;
    for (const columns of sealedColumns.all()) resealed += await this.table(columns, options);
    const retired = this.cipher.keyIds.slice(1);
    await retireKeys(this.uow, retired);
    return { resealed, retired };
  }

  /** Values that are not sealed with the newest key, by table. */
  async outstanding(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { table, columns } of sealedColumns.all()) {
      const sums = columns.map((column) => `SUM(CASE WHEN ${this.stale(column)} THEN 1 ELSE 0 END)`).join(' + ');
      const [row] = await this.uow.manager.query<{ n: unknown }[]>(
        `SELECT ${sums} AS n FROM ${this.name(table)}`,
        columns.map(() => this.prefix),
      );
      counts[table] = Number(row?.n ?? 0);
    }
    return counts;
  }

  /** Passes over the table until one finds nothing: rows may be written with the old key behind our back by a process about to stop. */
  private async table(columns: SealedColumns, { signal, onProgress }: RotationOptions): Promise<number> {
    let resealed = 0;
    for (let found = true; found;) {
      found = false;
      for (let after = ''; ;) {
        signal?.throwIfAborted();
        const chunk = await this.uow.run(() => this.chunk(columns, after));
        if (chunk.last === undefined) break;
        found = true;
        after = chunk.last;
        resealed += chunk.resealed;
        onProgress?.({ table: columns.table, resealed });
      }
    }
    return resealed;
  }

  private async chunk(
    { table, columns, key, chunk }: SealedColumns,
    after: string,
  ): Promise<{ last: string | undefined; resealed: number }> {
    const rows = await this.uow.manager.query<Row[]>(
      `SELECT ${[key, ...columns].map((column) => this.name(column)).join(', ')} FROM ${this.name(table)} ` +
        `WHERE ${this.name(key)} > ? AND (${columns.map((column) => this.stale(column)).join(' OR ')}) ORDER BY ` +
        `${this.name(key)} LIMIT ${chunk}`,
      [after, ...columns.map(() => this.prefix)],
    );
    let resealed = 0;
    for (const row of rows) for (const column of columns) resealed += await this.value(table, column, key, row);
    return { last: rows.at(-1)?.[key] ?? undefined, resealed };
  }

  private async value(table: string, column: string, key: string, row: Row): Promise<number> {
    const [id, old] = [row[key], row[column]];
    if (typeof id !== 'string' || typeof old !== 'string' || keyIdOf(old) === this.cipher.keyId) return 0;
    const anew = this.cipher.seal(table, column, id, this.cipher.open(table, column, id, old));
    // Past the entity on purpose: a new key is no new version of the row.
    const result = await this.uow.manager.queryRunner?.query(
      `UPDATE ${this.name(table)} SET ${this.name(column)} = ? WHERE ${this.name(key)} = ? AND ${this.name(column)} = ?`,
      [anew, id, old],
      true,
    );
    return result?.affected ?? 0;
  }

  private get prefix(): string {
    return `${this.cipher.keyId}.`;
  }

  private stale(column: string): string {
    const name = this.name(column);
    return `(${name} IS NOT NULL AND SUBSTR(${name}, 1, ${this.prefix.length}) <> ?)`;
  }

  private name(identifier: string): string {
    return this.uow.manager.connection.driver.escape(identifier);
  }
}
