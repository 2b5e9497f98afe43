import type { UnitOfWork } from '#platform/db';
import { sealedColumns, type SealedColumns } from './columns.js';
import { type FieldCipher, keyIdOf, keyIdOfBytes } from './field-cipher.js';
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

/** The embedded database gives bytes as ArrayBuffer, the others as Buffer. */
type Bytes = Buffer | ArrayBuffer;
type Row = Record<string, string | Bytes | null>;

const bytesOf = (bytes: Bytes): Buffer => (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes));

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
    for (const plan of sealedColumns.all()) {
      const sums = [...plan.columns, ...plan.blobs].map((column) => `SUM(CASE WHEN ${this.stale(column)} THEN 1 ELSE 0 END)`).join(' + ');
      const [row] = await this.uow.manager.query<{ n: unknown }[]>(
        `SELECT ${sums} AS n FROM ${this.name(plan.table)}`,
        this.prefixes(plan),
      );
      counts[plan.table] = Number(row?.n ?? 0);
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

  private async chunk(plan: SealedColumns, after: string): Promise<{ last: string | undefined; resealed: number }> {
    const { table, columns, blobs, key, chunk } = plan;
    const all = [...columns, ...blobs];
    const rows = await this.uow.manager.query<Row[]>(
      `SELECT ${[...new Set([key, plan.for.key, ...all])].map((column) => this.name(column)).join(', ')} FROM ${this.name(table)} ` +
        `WHERE ${this.name(key)} > ? AND (${all.map((column) => this.stale(column)).join(' OR ')}) ` +
        `ORDER BY ${this.name(key)} LIMIT ${chunk}`,
      [after, ...this.prefixes(plan)],
    );
    let resealed = 0;
    for (const row of rows) for (const column of all) resealed += await this.value(plan, column, row);
    return { last: (rows.at(-1)?.[key] as string | undefined) ?? undefined, resealed };
  }

  private async value(plan: SealedColumns, column: string, row: Row): Promise<number> {
    const [key, id, old] = [row[plan.key], row[plan.for.key], row[column]];
    if (typeof key !== 'string' || typeof id !== 'string' || old === null || old === undefined) return 0;
    const anew = this.anew(plan.for.table, column, id, old);
    if (anew === null) return 0;
    // Past the entity on purpose: a new key is no new version of the row.
    const result = await this.uow.manager.queryRunner?.query(
      `UPDATE ${this.name(plan.table)} SET ${this.name(column)} = ? WHERE ${this.name(plan.key)} = ? AND ${this.name(column)} = ?`,
      [anew, key, typeof old === 'string' ? old : bytesOf(old)],
      true,
    );
    return result?.affected ?? 0;
  }

  /** null for what is sealed with the newest key. */
  private anew(table: string, column: string, id: string, old: string | Bytes): string | Buffer | null {
    if (typeof old === 'string')
      return keyIdOf(old) === this.cipher.keyId ? null : this.cipher.seal(table, column, id, this.cipher.open(table, column, id, old));
    const bytes = bytesOf(old);
    return keyIdOfBytes(bytes) === this.cipher.keyId
      ? null
      : this.cipher.sealBytes(table, column, id, this.cipher.openBytes(table, column, id, bytes));
  }

  private prefixes({ columns, blobs }: SealedColumns): (string | Buffer)[] {
    return [...columns.map(() => this.prefix), ...blobs.map(() => Buffer.from(this.prefix))];
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
