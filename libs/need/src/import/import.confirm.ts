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

/** Rows of a list by their lines. */
export interface RowRange {
  batchId: string;
  /** The line before the first. */
  after: number;
  /** The last line. */
  upTo: number;
}

/** Who confirms, when, and which rows. */
export interface Confirmation extends RowRange {
  actorId: string | null;
  now: Date;
  today: string;
  /** Of the office whose list it is: nothing outside it is written. */
  nodePath: string;
}

export const RANGE = 'r.batchId = ? AND r.line > ? AND r.line <= ?';
export const rangeOf = ({ batchId, after, upTo }: RowRange): unknown[] => [batchId, after, upTo];

/**
 * The statements that make needs of a portion of an import's rows: one for its new needs, one for its changed ones, one each for their
 * entries in the ledger and for the sequence of changes. They run in the caller's unit of work, after those of `ImportConflicts` that
 * take out what cannot be saved.
 */
@Injectable()
export class ImportConfirm {
  constructor(private readonly uow: UnitOfWork) {}

  /** Rows whose enterprise moved, or whose need somebody else has put in, are passed over. */
  async insertNeeds({ now, today, nodePath, ...range }: Confirmation): Promise<void> {
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
    await this.uow.manager.query(
      `INSERT INTO need (${columns.join(', ')}) SELECT ${values.join(', ')} FROM import_row r
       JOIN import_enterprise e ON e.batchId = r.batchId AND e.ref = r.enterpriseRef
       JOIN enterprise x ON x.id = e.enterpriseId
         AND (x.nodePath LIKE ? OR (x.state = 'unclaimed' AND x.nodePath IN (${above.map(() => '?').join(', ')})))
       WHERE ${RANGE} AND r.kind IN ('new', 'draft') AND NOT EXISTS (SELECT 1 FROM need n WHERE n.importKey = r.importKey)`,
      [today, at, at, at, at, `${nodePath}%`, ...above, ...rangeOf(range)],
    );
  }

  /** Brings changed rows into their needs. What is short is stated anew where the list says another number than the last time,
   * and counting starts at 0 again. A draft that has no gap any more is published. */
  async updateNeeds({ now, today, ...range }: Confirmation): Promise<void> {
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
    // What changed since the preview was taken out before; the version is asked again for the statement's own sake.
    const where = `${RANGE} AND r.kind = 'changed' AND n.version = r.needVersion`;
    const sql =
      this.uow.dialect === 'mysql'
        ? `UPDATE need n JOIN import_row r ON r.needId = n.id SET ` +
          `${sets.map(([name, value]) => `n.${name} = ${value}`).join(', ')} WHERE ${where}`
        : `UPDATE need AS n SET ${sets.map(([name, value]) => `${name} = ${value}`).join(', ')} FROM import_row r ` +
          `WHERE r.needId = n.id AND ${where}`;
    await this.uow.manager.query(sql, rangeOf(range));
  }

  /** Entries of the ledger for what was posted and restated: every move of a need that has none yet. */
  async insertEntries({ actorId, now, ...range }: Confirmation): Promise<void> {
    const columns = 'id, needId, seq, at, kind, people, short, filled, promised, committed, shortage, refKind, refId, actorId, reason';
    const shortage = 'n.short - n.filled - n.committed';
    await this.uow.manager.query(
      `INSERT INTO need_entry (${columns})
       SELECT r.entryId, n.id, n.moves, ?, CASE WHEN n.moves = 1 THEN 'posted' ELSE 'restated' END, n.short,
         n.short, n.filled, n.promised, n.committed, CASE WHEN ${shortage} < 0 THEN 0 ELSE ${shortage} END, 'import', r.batchId, ?, 'import'
       FROM import_row r JOIN need n ON n.id = r.needId
       WHERE ${RANGE} AND r.kind IN ('new', 'changed') AND n.moves > 0
         AND NOT EXISTS (SELECT 1 FROM need_entry d WHERE d.needId = n.id AND d.seq = n.moves)`,
      [sqlInstant(now), actorId, ...rangeOf(range)],
    );
  }

  /** Tells the views of all needs what to read again. */
  async announce({ now, ...range }: Confirmation): Promise<void> {
    await this.uow.manager.query(
      `INSERT INTO need_change (needId, at) SELECT r.needId, ? FROM import_row r WHERE ${RANGE} AND r.kind IN ('new', 'changed')`,
      [sqlInstant(now), ...rangeOf(range)],
    );
  }
}

/** A node's own path and those above it: '/37/', '/37/3707/', … */
const pathsAbove = (nodePath: string): string[] => {
  const ids = nodePath.split('/').filter(Boolean);
  return ids.map((_, i) => `/${ids.slice(0, i + 1).join('/')}/`);
};
