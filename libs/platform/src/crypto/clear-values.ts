import type { UnitOfWork } from '#platform/db';
import { sealedColumns, twinOf, type SealedColumns } from './columns.js';
import type { FieldCipher } from './field-cipher.js';

type Row = Record<string, string | null>;

/**
 * Seals what earlier releases wrote in clear: moves each value into the twin of its column, in portions, while the product runs.
 * A value that changes meanwhile is left for the next pass, and whatever the release before still writes is found the next time.
 */
export class ClearValues {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
  ) {}

  /** @returns how many values were sealed. */
  async seal(signal?: AbortSignal): Promise<number> {
    let sealed = 0;
    for (const plan of sealedColumns.all()) {
      if (Object.keys(plan.clear).length === 0) continue;
      for (let found = -1; found !== 0; sealed += found) found = await this.pass(plan, signal);
    }
    return sealed;
  }

  private async pass(plan: SealedColumns, signal?: AbortSignal): Promise<number> {
    let sealed = 0;
    for (let after = ''; ;) {
      signal?.throwIfAborted();
      const chunk = await this.uow.run(() => this.chunk(plan, after));
      if (chunk.last === undefined) return sealed;
      after = chunk.last;
      sealed += chunk.sealed;
    }
  }

  private async chunk(plan: SealedColumns, after: string): Promise<{ last: string | undefined; sealed: number }> {
    const columns = Object.keys(plan.clear);
    const blanks = columns.flatMap((column) => plan.clear[column]?.blank ?? []);
    const filled = columns.map((column) => this.filled(plan, column)).join(' OR ');
    const rows = await this.uow.manager.query<Row[]>(
      `SELECT ${[...new Set([plan.key, plan.for.key, ...columns])].map((column) => this.name(column)).join(', ')} ` +
        `FROM ${this.name(plan.table)} ` +
        `WHERE ${this.name(plan.key)} > ? AND (${filled}) ORDER BY ${this.name(plan.key)} LIMIT ${plan.chunk}`,
      [after, ...blanks],
    );
    let sealed = 0;
    for (const row of rows) for (const column of columns) sealed += await this.value(plan, column, row);
    return { last: rows.at(-1)?.[plan.key] ?? undefined, sealed };
  }

  private async value(plan: SealedColumns, column: string, row: Row): Promise<number> {
    const [key, id, value] = [row[plan.key], row[plan.for.key], row[column]];
    const blank = plan.clear[column]?.blank ?? null;
    if (typeof key !== 'string' || typeof id !== 'string' || typeof value !== 'string' || value === blank) return 0;
    const twin = twinOf(column);
    // Past the entity on purpose: where a value stands is no new version of the row.
    const result = await this.uow.manager.queryRunner?.query(
      `UPDATE ${this.name(plan.table)} SET ${this.name(twin)} = ?, ${this.name(column)} = ? ` +
        `WHERE ${this.name(plan.key)} = ? AND ${this.name(column)} = ?`,
      [this.cipher.seal(plan.for.table, twin, id, value), blank, key, value],
      true,
    );
    return result?.affected ?? 0;
  }

  private filled(plan: SealedColumns, column: string): string {
    const name = this.name(column);
    return plan.clear[column]?.blank === null ? `${name} IS NOT NULL` : `${name} <> ?`;
  }

  private name(identifier: string): string {
    return this.uow.manager.connection.driver.escape(identifier);
  }
}
