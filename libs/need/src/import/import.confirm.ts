import { Injectable } from '@nestjs/common';
import { idsOf } from '#access';
import { sqlInstant, UnitOfWork } from '#platform/db';
import { assignmentsSql, termSql } from '#platform/moves';
import { listEffects } from '../domain/list-moves.js';
import { effectsOf, MOVED_COLUMNS, moveRow, needMoves, type MovedColumn } from '../domain/moves.js';
import { SHORTAGE } from '../domain/need.js';
import { TERM_COLUMNS } from '../domain/terms.js';
import { blankPosting, LISTED_FIELDS, POSTING_FIELDS, type Posting } from '../domain/posting-fields.js';

/** Columns that a row of a list brings to a need, under the same name in both tables. */
export const SAID = [
  ...['nodeId', 'nodePath', 'divisionCode'],
  ...LISTED_FIELDS.filter((field) => field !== 'short'),
  ...['contactNameSealed', 'contactPhoneSealed', 'gaps', 'doubts', 'importHash'],
];
/** What no list says of a new need. */
const UNSAID = POSTING_FIELDS.filter((field) => field !== 'asOf' && !(LISTED_FIELDS as readonly string[]).includes(field));

/** An agency's need is out of the figures until it names a client, which no list does. */
const COUNTED = 'CASE WHEN e.agency THEN NULL ELSE e.enterpriseId END';

/** Whoever confirms a list says yes to its figures. */
const CONFIRMER = '(SELECT b.confirmedById FROM import_batch b WHERE b.id = r.batchId)';

/** A need as it is born, for whom a list is a move like any other. */
const BORN: Record<MovedColumn | 'state', string> = {
  ...{ state: "'draft'", moves: '0', publishedAt: 'NULL' },
  ...{ short: '0', filled: '0', promised: '0', committed: '0', asOf: 'NULL', confirmedAt: 'NULL', termsVersion: '1' },
};

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
  /** Until when the list may be taken back, and what its needs were before is kept. */
  keptUntil: Date | null;
}

const KEPT = [
  ...SAID,
  ...['short', 'asOf', 'filled', 'promised', 'committed', 'state', 'publishedAt', 'confirmedAt', 'moves', 'version'],
  ...['doubtsAt', 'doubtsById'],
];
/** Rows that change a need which is still as the preview saw it. */
const AS_SEEN = "r.kind = 'changed' AND n.version = r.needVersion";

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
    const blank = blankPosting(today);
    const naming = { column: (name: MovedColumn | 'state') => BORN[name], given: givenBy(at, today) };
    const [post, draft] = [effectsOf(moveRow('listPost')), effectsOf(moveRow('listDraft'))];
    const moved = [...MOVED_COLUMNS, 'state' as const].map((name) => {
      const [whole, lacking] = [termSql(post[name] ?? name, naming), termSql(draft[name] ?? name, naming)];
      return [name, whole === lacking ? whole : `CASE WHEN r.kind = 'new' THEN ${whole} ELSE ${lacking} END`] as const;
    });
    const values: (readonly [string, string])[] = [
      ...moved,
      ...SAID.map((name) => [name, `r.${name}`] as const),
      ...UNSAID.map((name) => [name, literal(blank[name])] as const),
      ...Object.entries({ id: 'r.needId', enterpriseId: 'e.enterpriseId', countedFor: COUNTED, importKey: 'r.importKey' }),
      ...Object.entries({
        doubtsAt: `CASE WHEN r.doubtful = 1 THEN '${at}' END`,
        doubtsById: `CASE WHEN r.doubtful = 1 THEN ${CONFIRMER} END`,
      }),
      ...Object.entries({ createdAt: `'${at}'`, updatedAt: `'${at}'`, priority: '0', version: '1' }),
    ];
    await this.uow.manager.query(
      `INSERT INTO need (${values.map(([name]) => name).join(', ')}) SELECT ${values.map(([, value]) => value).join(', ')} FROM import_row r
       JOIN import_enterprise e ON e.batchId = r.batchId AND e.ref = r.enterpriseRef
       JOIN enterprise x ON x.id = e.enterpriseId
         AND (x.nodePath LIKE ? OR (x.state = 'unclaimed' AND x.nodePath IN (${above.map(() => '?').join(', ')})))
       WHERE ${RANGE} AND r.kind IN ('new', 'draft') AND NOT EXISTS (SELECT 1 FROM need n WHERE n.importKey = r.importKey)`,
      [`${nodePath}%`, ...above, ...rangeOf(range)],
    );
  }

  /** Keeps what the needs of changed rows are, for a list that is taken back. */
  async keepBefore({ keptUntil, ...range }: Confirmation): Promise<void> {
    if (keptUntil === null) return;
    await this.uow.manager.query(
      `INSERT INTO import_before (id, batchId, line, needId, keptUntil, ${KEPT.join(', ')})
       SELECT r.id, r.batchId, r.line, n.id, ?, ${KEPT.map((name) => `n.${name}`).join(', ')}
       FROM import_row r JOIN need n ON n.id = r.needId WHERE ${RANGE} AND ${AS_SEEN}`,
      [sqlInstant(keptUntil), ...rangeOf(range)],
    );
  }

  /** Brings changed rows into their needs. What is short is stated anew where the list says another number than the last time,
   * and counting starts at 0 again. A draft that has no gap any more is published. */
  async updateNeeds({ now, today, ...range }: Confirmation): Promise<void> {
    const at = sqlInstant(now);
    const naming = { column: (name: string) => `n.${name}`, given: givenBy(at, today) };
    const moved = assignmentsSql(listEffects(), naming).map(([name, value]) =>
      name === 'termsVersion' ? ([name, `${value} + ${this.otherTerms()}`] as const) : ([name, value] as const),
    );
    const sets: (readonly [string, string])[] = [
      ...moved,
      ...Object.entries({ importKey: 'r.importKey', updatedAt: `'${at}'`, version: 'n.version + 1' }),
      ...SAID.map((name) => [name, `r.${name}`] as const),
      ...Object.entries({ doubtsAt: `'${at}'`, doubtsById: CONFIRMER }).map(
        ([name, now]) => [name, `CASE WHEN r.doubtful = 1 THEN ${now} WHEN r.doubts IS NOT NULL THEN n.${name} END`] as const,
      ),
    ];
    // What changed since the preview was taken out before; the version is asked again for the statement's own sake.
    await this.uow.manager.query(setFrom(this.uow, sets, 'import_row r', `${RANGE} AND ${AS_SEEN}`), rangeOf(range));
  }

  /** 1 where a row brings another value of what decides who fits, 0 where it does not. It stands before what it compares is set. */
  private otherTerms(): string {
    const as = this.uow.dialect === 'mysql' ? '<=>' : 'IS';
    const kept = SAID.filter((name) => (TERM_COLUMNS as readonly string[]).includes(name)).map((name) => `n.${name} ${as} r.${name}`);
    return `(CASE WHEN ${kept.join(' AND ')} THEN 0 ELSE 1 END)`;
  }

  /** Entries of the ledger for what was posted and restated: every move of a need that has none yet. */
  async insertEntries({ actorId, now, ...range }: Confirmation): Promise<void> {
    const figures = 'short, filled, promised, committed';
    const [post, restate] = [needMoves.listPost, needMoves.listRestate];
    const naming = { column: (name: string) => `n.${name}` };
    // A draft that a list had put on the board before, and that was taken back, has entries already.
    const offBoard = "SELECT 1 FROM need_entry l WHERE l.needId = n.id AND l.seq = n.moves - 1 AND l.kind = 'withdrawn'";
    const posted = `(n.moves = 1 OR EXISTS (${offBoard}))`;
    await this.uow.manager.query(
      `INSERT INTO need_entry (id, needId, seq, at, kind, people, ${figures}, shortage, refKind, refId, actorId, reason)
       SELECT r.entryId, n.id, n.moves, ?, CASE WHEN ${posted} THEN '${post.entry}' ELSE '${restate.entry}' END,
         CASE WHEN ${posted} THEN ${termSql(post.people, naming)} ELSE ${termSql(restate.people, naming)} END,
         n.short, n.filled, n.promised, n.committed, ${termSql(SHORTAGE, naming)}, 'import', r.batchId, ?, 'import'
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

/** A statement that sets columns of needs from the rows of another table that are about them. */
export const setFrom = (uow: UnitOfWork, sets: readonly (readonly [string, string])[], from: string, where: string): string => {
  const about = `${from.split(' ')[1]}.needId = n.id`;
  return uow.dialect === 'mysql'
    ? `UPDATE need n JOIN ${from} ON ${about} SET ${sets.map(([name, value]) => `n.${name} = ${value}`).join(', ')} WHERE ${where}`
    : `UPDATE need AS n SET ${sets.map(([name, value]) => `${name} = ${value}`).join(', ')} FROM ${from} WHERE ${about} AND ${where}`;
};

/** What the moves are told of a row. Instants and days are the program's own, made of digits. */
const givenBy = (at: string, today: string): ((name: string) => string) => {
  const told: Record<string, string> = { at: `'${at}'`, asOf: `'${today}'`, short: 'r.short', becomes: 'r.state' };
  return (name) => {
    const value = told[name];
    if (value === undefined) throw new Error(`no row of a list tells ${name}`);
    return value;
  };
};

/** What a blank posting says: nothing that a person typed. */
const literal = (value: Posting[keyof Posting]): string => {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'number' ? String(value) : Array.isArray(value) ? "'[]'" : "''";
};

/** A node's own path and those above it: '/37/', '/37/3707/', … */
const pathsAbove = (nodePath: string): string[] => idsOf(nodePath).map((_, i, ids) => `/${ids.slice(0, i + 1).join('/')}/`);
