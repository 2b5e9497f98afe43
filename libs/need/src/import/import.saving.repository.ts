import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { insertRows, UnitOfWork } from '#platform/db';
import type { RowRange } from './import.confirm.js';
import { ImportBatch, ImportEnterprise, ImportRow, ROW_KINDS, type RowKind } from './import.entity.js';

/** What confirming saves. */
const SAVED_KINDS = ['new', 'draft', 'changed'] as const;

/** Rows that one statement counts: a few milliseconds. */
const COUNTED_AT_ONCE = 20_000;

/** Where the saving of a list stands. */
@Injectable()
export class ImportSavingRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Where so many of the next rows that are to be saved end, and how many there are; none when everything is through. */
  async next(batchId: string, after: number, size: number): Promise<{ rows: number; upTo: number }> {
    const lines: number[] = [];
    // One kind after the other, so that each reads its piece of the index and nothing of the rows.
    for (const kind of SAVED_KINDS) {
      const found = await this.uow.manager.query<{ line: number }[]>(
        'SELECT line FROM import_row WHERE batchId = ? AND kind = ? AND line > ? ORDER BY line LIMIT ?',
        [batchId, kind, after, size],
      );
      lines.push(...found.map(({ line }) => Number(line)));
    }
    lines.sort((a, b) => a - b);
    const rows = Math.min(size, lines.length);
    return { rows, upTo: lines[rows - 1] ?? after };
  }

  /** Claims a portion: nobody else has saved it, and nobody else will. @returns whether it was got. */
  async claim({ batchId, after, upTo }: RowRange, done: number): Promise<boolean> {
    const where = { id: batchId, state: 'saving' as const, savedLine: after };
    return (await this.uow.manager.update(ImportBatch, where, { savedLine: upTo, done })).affected === 1;
  }

  /** One portion in the city at a time, as on the embedded database anyway: of two lists that name the same enterprise or say the same of
   * a post the second sees what the first brought in. Names have no unique key that would tell it. In the caller's unit of work. */
  async alone(nodePath: string): Promise<void> {
    if (this.uow.dialect !== 'mysql') return;
    const [province, city = province] = nodePath.split('/').filter(Boolean);
    await this.uow.manager.query('SELECT id FROM org_node WHERE id = ? FOR UPDATE', [city]);
  }

  /** Enterprises of these rows that nobody knows yet. */
  unknownEnterprises({ batchId, after, upTo }: RowRange): Promise<ImportEnterprise[]> {
    const named = this.uow.manager
      .createQueryBuilder(ImportRow, 'row')
      .select('row.enterpriseRef')
      .where('row.batchId = :batchId AND row.line > :after AND row.line <= :upTo AND row.kind IN (:...kinds)');
    return this.uow.manager
      .createQueryBuilder(ImportEnterprise, 'named')
      .where({ batchId, enterpriseId: IsNull() })
      .andWhere(`named.ref IN (${named.getQuery()})`, { batchId, after, upTo, kinds: SAVED_KINDS })
      .orderBy('named.ref')
      .getMany();
  }

  /** Puts enterprises in again with their ids: quicker than changing thousands one by one. */
  async replaceEnterprises(rows: ImportEnterprise[]): Promise<void> {
    for (let i = 0; i < rows.length; i += 500)
      await this.uow.manager.delete(ImportEnterprise, { id: In(rows.slice(i, i + 500).map(({ id }) => id)) });
    await insertRows(this.uow.manager, ImportEnterprise, rows);
  }

  /** How many rows of each kind the list has: of a long one told piece by piece, so that nobody waits for the sum. */
  async counts(batchId: string): Promise<Record<RowKind, number>> {
    const counts = Object.fromEntries(ROW_KINDS.map((kind) => [kind, 0])) as Record<RowKind, number>;
    for (const kind of ROW_KINDS)
      for (let some = { n: COUNTED_AT_ONCE, upTo: -1 }; some.n === COUNTED_AT_ONCE; counts[kind] += some.n)
        some = await this.countSome(batchId, kind, some.upTo);
    return counts;
  }

  private async countSome(batchId: string, kind: RowKind, after: number): Promise<{ n: number; upTo: number }> {
    const [some] = await this.uow.manager.query<{ n: number | string; upTo: number | null }[]>(
      `SELECT COUNT(*) AS n, MAX(line) AS upTo FROM (SELECT line FROM import_row WHERE batchId = ? AND kind = ? AND line > ?
       ORDER BY line LIMIT ${COUNTED_AT_ONCE}) AS some`,
      [batchId, kind, after],
    );
    return { n: Number(some?.n ?? 0), upTo: Number(some?.upTo ?? after) };
  }
}
