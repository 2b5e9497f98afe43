import { Injectable } from '@nestjs/common';
import { sqlInstant, UnitOfWork } from '#platform/db';

/** Columns that a row of a list brings to a need, under the same name in both tables. */
const SAID = [
  'nodeId',
  'nodePath',
  'divisionCode',
  'title',
  'occupationCode',
  'skillLevel',
  'wageFromFen',
  'wageToFen',
  'wageText',
  'form',
  'shift',
  'startFrom',
  'startBy',
  'lodging',
  'meals',
  'licences',
  'workplace',
  'note',
  'contactName',
  'contactPhone',
  'contactNameSealed',
  'contactPhoneSealed',
  'gaps',
  'importHash',
] as const;

const COUNTED = 'CASE WHEN e.agency THEN NULL ELSE e.enterpriseId END';

/** Who confirms, and when. */
export interface Confirmation {
  batchId: string;
  actorId: string | null;
  now: Date;
  today: string;
  /** Of the office whose list it is: nothing outside it is written. */
  nodePath: string;
}

/**
 * The statements that make needs of the rows of an import: one for all new needs, one for all changed ones, one each for their
 * entries in the ledger and for the sequence of changes. They run in the caller's unit of work.
 */
@Injectable()
export class ImportConfirm {
  constructor(private readonly uow: UnitOfWork) {}

  /** @returns how many needs were inserted; fewer than planned when somebody imported the same list meanwhile. */
  async insertNeeds({ batchId, now, today, nodePath }: Confirmation): Promise<number> {
    const at = sqlInstant(now);
    const above = pathsAbove(nodePath);
    const columns = [
      'id',
      'enterpriseId',
      'countedFor',
      'short',
      'asOf',
      'state',
      'moves',
      'publishedAt',
      'confirmedAt',
      'createdAt',
      'updatedAt',
      'importKey',
      'filled',
      'promised',
      'committed',
      'trainable',
      'minorsAllowed',
      'priority',
      'version',
      ...SAID,
    ];
    const values = [
      'r.needId',
      'e.enterpriseId',
      COUNTED,
      'r.short',
      '?',
      'r.state',
      "CASE WHEN r.kind = 'new' THEN 1 ELSE 0 END",
      "CASE WHEN r.kind = 'new' THEN ? END",
      '?',
      '?',
      '?',
      'r.importKey',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '1',
      ...SAID.map((name) => `r.${name}`),
    ];
    return this.change(
      `INSERT INTO need (${columns.join(', ')}) SELECT ${values.join(', ')} FROM import_row r
       JOIN import_enterprise e ON e.batchId = r.batchId AND e.ref = r.enterpriseRef
       JOIN enterprise x ON x.id = e.enterpriseId
         AND (x.nodePath LIKE ? OR (x.state = 'unclaimed' AND x.nodePath IN (${above.map(() => '?').join(', ')})))
       WHERE r.batchId = ? AND r.kind IN ('new', 'draft') AND NOT EXISTS (SELECT 1 FROM need n WHERE n.importKey = r.importKey)`,
      [today, at, at, at, at, `${nodePath}%`, ...above, batchId],
      `SELECT COUNT(*) AS n FROM import_row r JOIN need n ON n.id = r.needId WHERE r.batchId = ? AND r.kind IN ('new', 'draft')`,
      [batchId],
    );
  }

  /** Brings changed rows into their needs. What is short is stated anew where the list says another number than the last time,
   * and counting starts at 0 again. A draft that has no gap any more is published.
   * @returns how many were changed; fewer than planned when people were promised meanwhile, or the need was edited or withdrawn. */
  async updateNeeds({ batchId, now, today, nodePath }: Confirmation): Promise<number> {
    const at = sqlInstant(now);
    const restated = "(n.state IN ('draft', 'checking') OR r.short <> n.short)";
    const publishing = "(n.state IN ('draft', 'checking') AND r.state = 'published')";
    const sets: [string, string][] = [
      // Read by the others, so that they come after it; on MySQL a column that was set already has its new value.
      ['moves', `n.moves + CASE WHEN ${publishing} OR (n.state NOT IN ('draft', 'checking') AND r.short <> n.short) THEN 1 ELSE 0 END`],
      ['publishedAt', `CASE WHEN ${publishing} THEN '${at}' ELSE n.publishedAt END`],
      ['asOf', `CASE WHEN ${restated} THEN '${today}' ELSE n.asOf END`],
      ['filled', `CASE WHEN ${restated} THEN 0 ELSE n.filled END`],
      [
        'state',
        `CASE WHEN ${publishing} OR (n.state = 'filled' AND r.short <> n.short) OR n.state = 'stale' THEN 'published' ELSE n.state END`,
      ],
      ['short', 'r.short'],
      ['importKey', 'r.importKey'],
      ['confirmedAt', `'${at}'`],
      ['updatedAt', `'${at}'`],
      ['version', 'n.version + 1'],
      ...SAID.map((name): [string, string] => [name, `r.${name}`]),
    ];
    const where =
      "r.batchId = ? AND r.kind = 'changed' AND n.state <> 'withdrawn' AND n.promised + n.committed <= r.short AND " +
      'n.version = r.needVersion AND n.nodePath LIKE ?';
    const sql =
      this.uow.dialect === 'mysql'
        ? `UPDATE need n JOIN import_row r ON r.needId = n.id SET ` +
          `${sets.map(([name, value]) => `n.${name} = ${value}`).join(', ')} WHERE ${where}`
        : `UPDATE need AS n SET ${sets.map(([name, value]) => `${name} = ${value}`).join(', ')} FROM import_row r ` +
          `WHERE r.needId = n.id AND ${where}`;
    return this.change(
      sql,
      [batchId, `${nodePath}%`],
      'SELECT COUNT(*) AS n FROM import_row r JOIN need n ON n.id = r.needId WHERE r.batchId = ? AND r.kind = ' +
        "'changed' AND n.importHash = r.importHash",
      [batchId],
    );
  }

  /** Entries of the ledger for what was posted and restated: every move of a need that has none yet. */
  async insertEntries({ batchId, actorId, now }: Confirmation): Promise<void> {
    const columns = 'id, needId, seq, at, kind, people, short, filled, promised, committed, shortage, refKind, refId, actorId, reason';
    const shortage = 'n.short - n.filled - n.committed';
    await this.uow.manager.query(
      `INSERT INTO need_entry (${columns})
       SELECT r.entryId, n.id, n.moves, ?, CASE WHEN n.moves = 1 THEN 'posted' ELSE 'restated' END, n.short,
         n.short, n.filled, n.promised, n.committed, CASE WHEN ${shortage} < 0 THEN 0 ELSE ${shortage} END, 'import', r.batchId, ?, 'import'
       FROM import_row r JOIN need n ON n.id = r.needId
       WHERE r.batchId = ? AND r.kind IN ('new', 'changed') AND n.moves > 0
         AND NOT EXISTS (SELECT 1 FROM need_entry d WHERE d.needId = n.id AND d.seq = n.moves)`,
      [sqlInstant(now), actorId, batchId],
    );
  }

  /** Tells the views of all needs what to read again. */
  async announce({ batchId, now }: Confirmation): Promise<void> {
    await this.uow.manager.query(
      `INSERT INTO need_change (needId, at) SELECT r.needId, ? FROM import_row r WHERE r.batchId = ? AND r.kind IN ('new', 'changed')`,
      [sqlInstant(now), batchId],
    );
  }

  private async change(sql: string, parameters: unknown[], count: string, countParameters: unknown[]): Promise<number> {
    await this.uow.manager.query(sql, parameters);
    const rows = await this.uow.manager.query<{ n: number | string }[]>(count, countParameters);
    return Number(rows[0]?.n ?? 0);
  }
}

/** A node's own path and those above it: '/37/', '/37/3707/', … */
const pathsAbove = (nodePath: string): string[] => {
  const ids = nodePath.split('/').filter(Boolean);
  return ids.map((_, i) => `/${ids.slice(0, i + 1).join('/')}/`);
};
