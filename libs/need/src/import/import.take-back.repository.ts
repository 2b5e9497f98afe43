import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual, Not } from 'typeorm';
import { FieldCipher, Sealing } from '#platform/crypto';
import { insertRows, newId, pageOf, sqlInstant, UnitOfWork, type Paged } from '#platform/db';
import { assignmentsSql, conditionSql, guardOf, type Naming } from '#platform/moves';
import { effectsOf, entryOf, moveRow, type MovedColumn, type MoveGiven, type NeedMove } from '../domain/moves.js';
import type { NeedState } from '../domain/need.js';
import { Need, NeedChange, NeedEntry } from '../need.entity.js';
import { rangeOf, RANGE, SAID, setFrom, type RowRange } from './import.confirm.js';
import { ImportBatch, ImportBefore, ImportRow, type RowFate } from './import.entity.js';
import { SAVED_KINDS } from './import.saving.repository.js';

/** A row that was saved, and what becomes of it. */
export interface FatedRow {
  id: string;
  needId: string;
  kind: (typeof SAVED_KINDS)[number];
  fate: RowFate;
  /** State of the need before the row changed it; null for one that it made. */
  was: NeedState | null;
  /** Whether the ledger holds an entry of it. */
  written: number | boolean;
}

/** How many rows of a kind have a fate. */
export interface FateCount {
  kind: (typeof SAVED_KINDS)[number];
  fate: RowFate;
  rows: number;
}

const CHUNK = 500;
const OF_SAVED = `import_row r LEFT JOIN need n ON n.id = r.needId LEFT JOIN import_before b ON b.batchId = r.batchId AND b.line = r.line`;
const SAVED = `r.kind IN (${SAVED_KINDS.map((kind) => `'${kind}'`).join(', ')})`;
const WRITTEN = '(SELECT COUNT(*) FROM need_entry w WHERE w.id = r.entryId AND w.needId = r.needId)';

/** Version and number of entries of a need as the saving of its row left it. */
const VERSION_LEFT = "(CASE r.kind WHEN 'changed' THEN b.version + 1 ELSE 1 END)";
const MOVES_LEFT = `(CASE r.kind WHEN 'changed' THEN b.moves + ${WRITTEN} WHEN 'new' THEN 1 ELSE 0 END)`;
const CHANGE_WAITS = 'EXISTS (SELECT 1 FROM need_revision v WHERE v.id = n.id)';

/** The first that fits. What the ledger moved since says more than that somebody edited it, and another list more than either. */
const FATES: readonly (readonly [fate: RowFate, when: string])[] = [
  ['gone', 'n.id IS NULL'],
  ['back', `n.version = ${VERSION_LEFT} AND n.moves = ${MOVES_LEFT} AND NOT ${CHANGE_WAITS}`],
  ['withdrawn', "n.state = 'withdrawn'"],
  ['promised', 'n.promised > COALESCE(b.promised, 0)'],
  ['committed', 'n.committed > COALESCE(b.committed, 0)'],
  ['filled', `n.filled > 0 AND n.moves <> ${MOVES_LEFT}`],
  [
    'other_list',
    `EXISTS (SELECT 1 FROM import_before o WHERE o.needId = n.id AND o.batchId <> r.batchId AND o.version >= ${VERSION_LEFT})`,
  ],
  ['edited', `n.version <> ${VERSION_LEFT}`],
  ['moved', `n.moves <> ${MOVES_LEFT}`],
];
const FATE = `COALESCE(r.fate, CASE ${FATES.map(([fate, when]) => `WHEN ${when} THEN '${fate}'`).join(' ')} ELSE 'asked' END)`;

/** The moves are told what was before. */
const AS_BEFORE: Naming<MovedColumn | 'state', MoveGiven> = {
  column: (name) => `n.${name}`,
  given: (name) => `b.${name === 'becomes' ? 'state' : name}`,
};

/** The statements that take a saved list back. They run in the caller's unit of work. */
@Injectable()
export class ImportTakeBackRepository {
  private readonly sealing: Sealing<ImportRow>;

  constructor(
    private readonly uow: UnitOfWork,
    cipher: FieldCipher,
  ) {
    this.sealing = new Sealing(cipher, 'import_row');
  }

  /** What becomes of the rows of a list, or became. */
  async counts(batchId: string): Promise<FateCount[]> {
    const rows = await this.uow.manager.query<(Omit<FateCount, 'rows'> & { n: number | string })[]>(
      `SELECT r.kind AS kind, ${FATE} AS fate, COUNT(*) AS n FROM ${OF_SAVED} WHERE r.batchId = ? AND ${SAVED} GROUP BY 1, 2`,
      [batchId],
    );
    return rows.map(({ n, ...row }) => ({ ...row, rows: Number(n) }));
  }

  /** Rows whose needs stay as they are, and why. */
  async staying(batchId: string, cursor: string | undefined, limit: number): Promise<Paged<{ row: ImportRow; fate: RowFate }>> {
    const query = this.uow.manager
      .createQueryBuilder(ImportRow, 'r')
      .where(
        `r.batchId = :batchId AND r.id IN (SELECT r.id FROM ${OF_SAVED} WHERE r.batchId = :batchId AND ${SAVED} AND ${FATE} <> 'back')`,
        {
          batchId,
        },
      );
    const { items, next } = await pageOf(query, { order: [['r.line', 'ASC']], cursor, limit });
    const lines = items.map(({ line }) => line);
    const fates = await this.fates('r.batchId = ? AND r.line IN (' + (lines.map(() => '?').join(', ') || 'NULL') + ')', [
      batchId,
      ...lines,
    ]);
    const byId = new Map(fates.map(({ id, fate }) => [id, fate]));
    return { items: this.sealing.openAll(items).map((row) => ({ row, fate: byId.get(row.id) ?? 'edited' })), next };
  }

  /** Keeps the needs of these rows as they are to the end of the unit of work, so that what is decided of them stays true. */
  async hold(range: RowRange): Promise<void> {
    if (this.uow.dialect !== 'mysql') return;
    await this.uow.manager.query(
      `SELECT COUNT(*) AS n FROM import_row r JOIN need n ON n.id = r.needId WHERE ${RANGE} AND ${SAVED} FOR UPDATE`,
      rangeOf(range),
    );
  }

  fatesIn(range: RowRange): Promise<FatedRow[]> {
    return this.fates(`${RANGE} AND ${SAVED}`, rangeOf(range));
  }

  private fates(where: string, parameters: unknown[]): Promise<FatedRow[]> {
    return this.uow.manager.query<FatedRow[]>(
      `SELECT r.id AS id, r.needId AS needId, r.kind AS kind, b.state AS was, ${WRITTEN} AS written, ${FATE} AS fate
       FROM ${OF_SAVED} WHERE ${where}`,
      parameters,
    );
  }

  async mark(rows: readonly FatedRow[]): Promise<void> {
    for (const fate of new Set(rows.map((row) => row.fate)))
      for (const ids of inChunks(rows.filter((row) => row.fate === fate).map(({ id }) => id)))
        await this.uow.manager.update(ImportRow, { id: In(ids) }, { fate });
  }

  /** Drafts that the list made and nobody touched. */
  async deleteDrafts(needIds: readonly string[]): Promise<void> {
    for (const ids of inChunks(needIds)) await this.uow.manager.delete(Need, { id: In(ids), state: 'draft', version: 1, moves: 0 });
  }

  /** Takes posts of the list off the board. The list may come again: it makes new ones then. */
  async withdraw(needIds: readonly string[], at: Date): Promise<void> {
    const row = moveRow('withdraw');
    const effects = assignmentsSql(effectsOf(row)).map(([name, value]) => `${name} = ${value}`);
    for (const ids of inChunks(needIds))
      await this.uow.manager.query(
        `UPDATE need SET ${effects.join(', ')}, importKey = NULL, importHash = NULL, updatedAt = ?
         WHERE ${among('id', ids)} AND ${conditionSql(guardOf(row))}`,
        [sqlInstant(at), ...ids],
      );
  }

  /** Brings needs back to what they were before the list changed them. */
  async restore(batchId: string, move: NeedMove, needIds: readonly string[], at: Date): Promise<void> {
    const row = moveRow(move);
    const sets: (readonly [string, string])[] = [
      ...assignmentsSql(effectsOf(row), AS_BEFORE),
      ...[...SAID, 'doubtsAt', 'doubtsById'].map((name) => [name, `b.${name}`] as const),
      ...Object.entries({ version: 'n.version + 1', updatedAt: `'${sqlInstant(at)}'` }),
    ];
    for (const ids of inChunks(needIds)) {
      const where = `b.batchId = ? AND ${among('n.id', ids)} AND (${conditionSql(guardOf(row), AS_BEFORE)})`;
      await this.uow.manager.query(setFrom(this.uow, sets, 'import_before b', where), [batchId, ...ids]);
    }
  }

  /** Writes the entries of a move that these needs just made, and tells the views of all needs what to read again. */
  async note(batchId: string, move: NeedMove, needIds: readonly string[], actorId: string | null, at: Date): Promise<void> {
    const note = { at, refKind: 'import', refId: batchId, actorId, reason: 'import_taken_back' };
    for (const ids of inChunks(needIds)) {
      const needs = await this.uow.manager.findBy(Need, { id: In(ids) });
      const entries = needs.flatMap((need) => {
        const entry = entryOf(move, need, {});
        return entry ? [{ id: newId(), needId: need.id, ...entry, ...note }] : [];
      });
      await insertRows(this.uow.manager, NeedEntry, entries);
      const changes = needs.map(({ id: needId }) => ({ needId, at }));
      await this.uow.manager.createQueryBuilder().insert().into(NeedChange).values(changes).updateEntity(false).execute();
    }
  }

  /** Lists that can be taken back no more, and whose needs of before are still kept. */
  async over(now: Date, limit: number): Promise<string[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(ImportBefore, 'kept')
      .select('DISTINCT kept.batchId', 'batchId')
      .where({ keptUntil: LessThanOrEqual(now) })
      .limit(limit)
      .getRawMany<{ batchId: string }>();
    const ids = rows.map(({ batchId }) => batchId);
    const going = ids.length === 0 ? [] : await this.uow.manager.find(ImportBatch, { where: { id: In(ids), state: Not('taking_back') } });
    return going.map(({ id }) => id);
  }
}

const among = (column: string, ids: readonly string[]): string => `${column} IN (${ids.map(() => '?').join(', ')})`;

const inChunks = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, i) => ids.slice(i * CHUNK, (i + 1) * CHUNK));
