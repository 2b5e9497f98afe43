import { Injectable } from '@nestjs/common';
import { FieldCipher, Sealing } from '#platform/crypto';
import { UnitOfWork } from '#platform/db';
import { conditionSql } from '#platform/moves';
import { LISTABLE } from '../domain/list-moves.js';
import { rangeOf, RANGE, type Confirmation } from './import.confirm.js';
import { ImportRow, type RowReason } from './import.entity.js';

/** The range of a statement that changes the rows, where the embedded database wants no other name for the table. */
const OWN_RANGE = 'batchId = ? AND line > ? AND line <= ?';

const MAY_CHANGE = conditionSql(LISTABLE, { column: (name) => `n.${name}`, given: () => 'r.short' });

/** A row that cannot be saved, and the need that it is about as that is now; null where there is none. */
interface Outdated {
  id: string;
  needId: string;
  short: number;
  state: string | null;
  promised: number;
  committed: number;
  within: number;
}

/**
 * What changed between the preview of a list and its saving: rows that somebody else has brought in meanwhile have nothing to save,
 * and rows whose need or enterprise is not as it was are shown as conflicts, each with its reason. In the caller's unit of work.
 */
@Injectable()
export class ImportConflicts {
  private readonly sealing: Sealing<ImportRow>;

  constructor(
    private readonly uow: UnitOfWork,
    cipher: FieldCipher,
  ) {
    this.sealing = new Sealing(cipher, 'import_row');
  }

  /** Keeps the needs of changed rows as they are to the end of the unit of work, so that what is decided of them stays true.
   * Nothing else is inside the embedded database meanwhile anyway. */
  async hold(range: Confirmation): Promise<void> {
    if (this.uow.dialect !== 'mysql') return;
    await this.uow.manager.query(
      `SELECT COUNT(*) AS n FROM import_row r JOIN need n ON n.id = r.needId WHERE ${RANGE} AND r.kind = 'changed' FOR UPDATE`,
      rangeOf(range),
    );
  }

  /** New rows that say what a need of this office says already: the same list was confirmed twice. */
  passOverNew(range: Confirmation): Promise<void> {
    return this.passOver(range, "'new', 'draft'", 'n.importKey = import_row.importKey');
  }

  /** The same of changed ones. */
  passOverChanged(range: Confirmation): Promise<void> {
    return this.passOver(range, "'changed'", 'n.id = import_row.needId');
  }

  private async passOver(range: Confirmation, kinds: string, met: string): Promise<void> {
    await this.uow.manager.query(
      `UPDATE import_row SET kind = 'unchanged' WHERE ${OWN_RANGE} AND kind IN (${kinds})
       AND EXISTS (SELECT 1 FROM need n WHERE ${met} AND n.importHash = import_row.importHash AND n.nodePath LIKE ?)`,
      [...rangeOf(range), `${range.nodePath}%`],
    );
  }

  /** Changed rows whose need is another than the preview saw. Before they are brought into their needs. */
  async ofChanged(range: Confirmation): Promise<void> {
    const asSeen = `(${MAY_CHANGE}) AND n.version = COALESCE(r.needVersion, -1)`;
    const where = `r.kind = 'changed' AND NOT (n.id IS NOT NULL AND ${asSeen} AND n.nodePath LIKE ?)`;
    await this.mark(await this.outdated(range, 'n.id = r.needId', where, `${range.nodePath}%`));
  }

  /** New rows that became no need. After the needs were put in. */
  async ofNew(range: Confirmation): Promise<void> {
    const where = "r.kind IN ('new', 'draft') AND NOT EXISTS (SELECT 1 FROM need m WHERE m.id = r.needId)";
    await this.mark(await this.outdated(range, 'n.importKey = r.importKey', where));
  }

  private outdated(range: Confirmation, met: string, where: string, ...parameters: unknown[]): Promise<Outdated[]> {
    return this.uow.manager.query<Outdated[]>(
      `SELECT r.id, r.needId, r.short, n.state, n.promised, n.committed, CASE WHEN n.nodePath LIKE ? THEN 1 ELSE 0 END AS within
       FROM import_row r LEFT JOIN need n ON ${met} WHERE ${RANGE} AND ${where}`,
      [`${range.nodePath}%`, ...rangeOf(range), ...parameters],
    );
  }

  private async mark(rows: Outdated[]): Promise<void> {
    for (const row of rows) {
      const conflict: Partial<ImportRow> = { kind: 'conflict', reasons: [whyOutdated(row)] };
      await this.uow.manager.update(ImportRow, { id: row.id }, this.sealing.seal(row.needId, conflict));
    }
  }
}

const whyOutdated = ({ short, state, promised, committed, within }: Outdated): RowReason => {
  if (state === null) return { code: 'enterprise_elsewhere' };
  if (Number(within) === 0) return { code: 'need_elsewhere' };
  if (state === 'withdrawn') return { code: 'need_withdrawn' };
  if (Number(promised) + Number(committed) > Number(short)) return { code: 'below_on_the_way', params: { promised, committed } };
  return { code: 'need_changed' };
};
