import { Injectable } from '@nestjs/common';
import { OrgTree } from '#access';
import { UnitOfWork } from '#platform/db';
import { RANGE, rangeOf, type RowRange } from './import.confirm.js';
import { ImportBatch, ROW_KINDS, type ImportEnterprise, type RowKind } from './import.entity.js';
import type { NextRows } from './portions.js';

/** What confirming saves. */
export const SAVED_KINDS = ['new', 'draft', 'changed'] as const;

/** Rows that one statement counts: a few milliseconds. */
const COUNTED_AT_ONCE = 20_000;

/** Enterprises that one statement names. */
const BECAME_AT_ONCE = 200;

/** Up to which line the saving and the taking back of a list got. */
const REACHED = { saving: 'savedLine', taking_back: 'takenBackLine' } as const;

export type UnknownEnterprise = Pick<ImportEnterprise, 'id' | 'name' | 'creditCode' | 'nodeId' | 'nodePath'>;

/** Where the saving of a list stands, and its taking back. */
@Injectable()
export class ImportSavingRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgTree,
  ) {}

  /** Where so many of the next rows that are to be saved, or were, end, and how many there are; none when everything is through. */
  async next(batchId: string, after: number, size: number): Promise<NextRows> {
    const lines: { line: number; kind: RowKind }[] = [];
    // One kind after the other, so that each reads its piece of the index and nothing of the rows.
    for (const kind of SAVED_KINDS) {
      const found = await this.uow.manager.query<{ line: number }[]>(
        'SELECT line FROM import_row WHERE batchId = ? AND kind = ? AND line > ? ORDER BY line LIMIT ?',
        [batchId, kind, after, size],
      );
      lines.push(...found.map(({ line }) => ({ line: Number(line), kind })));
    }
    const some = lines.sort((a, b) => a.line - b.line).slice(0, size);
    return { rows: some.length, upTo: some.at(-1)?.line ?? after, kinds: [...new Set(some.map(({ kind }) => kind))] };
  }

  /** Claims a portion: nobody else has done it, and nobody else will. @returns whether it was got. */
  async claim(state: keyof typeof REACHED, { batchId, after, upTo }: RowRange, done: number): Promise<boolean> {
    const reached = REACHED[state];
    return (await this.uow.manager.update(ImportBatch, { id: batchId, state, [reached]: after }, { [reached]: upTo, done })).affected === 1;
  }

  /** One portion in the city at a time, as on the embedded database anyway: of two lists that name the same enterprise or say the same of
   * a post the second sees what the first brought in. Names have no unique key that would tell it. In the caller's unit of work. */
  alone(): Promise<void> {
    return this.org.oneAtATime();
  }

  /** Enterprises of these rows that nobody knows yet. */
  unknownEnterprises(range: RowRange): Promise<UnknownEnterprise[]> {
    return this.uow.manager.query(
      `SELECT named.id AS id, named.name AS name, named.creditCode AS creditCode, named.nodeId AS nodeId, named.nodePath AS nodePath
       FROM import_enterprise named WHERE named.batchId = ? AND named.enterpriseId IS NULL AND named.ref IN
         (SELECT r.enterpriseRef FROM import_row r WHERE ${RANGE} AND r.kind IN (${SAVED_KINDS.map((kind) => `'${kind}'`).join(', ')}))
       ORDER BY named.ref`,
      [range.batchId, ...rangeOf(range)],
    );
  }

  /** Says which enterprises those that a list names have become. */
  async becameEnterprises(pairs: readonly { id: string; enterpriseId: string }[]): Promise<void> {
    for (let i = 0; i < pairs.length; i += BECAME_AT_ONCE) {
      const some = pairs.slice(i, i + BECAME_AT_ONCE);
      if (this.uow.dialect === 'sqlite')
        await this.uow.manager.query(
          `UPDATE import_enterprise SET enterpriseId = became.value ->> '$.enterpriseId' FROM json_each(?) AS became
           WHERE import_enterprise.id = became.value ->> '$.id'`,
          [JSON.stringify(some)],
        );
      else
        await this.uow.manager.query(
          `UPDATE import_enterprise SET enterpriseId = CASE id ${'WHEN ? THEN ? '.repeat(some.length)} END
           WHERE id IN (${some.map(() => '?').join(', ')})`,
          [...some.flatMap(({ id, enterpriseId }) => [id, enterpriseId]), ...some.map(({ id }) => id)],
        );
    }
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
