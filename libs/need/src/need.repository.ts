import { Injectable } from '@nestjs/common';
import { In, LessThan, type SelectQueryBuilder } from 'typeorm';
import { withinScope, type Scope } from '#access';
import { FieldCipher, Sealing } from '#platform/crypto';
import { newId, pageOf, sqlInstant, UnitOfWork, type Paged } from '#platform/db';
import { conditionSql, guardOf, setOf, termSql } from '#platform/moves';
import { OPEN, PLACES_LEFT, type NeedGap, type NeedState } from './domain/need.js';
import { effectsOf, entryOf, moveRow, type MoveArgs, type NeedMove } from './domain/moves.js';
import { TERM_COLUMNS } from './domain/terms.js';
import { ImportRow } from './import/import.entity.js';
import { Need, NeedChange, NeedEntry } from './need.entity.js';

/** Which needs a list may show, and which it is asked for. */
export interface NeedFilter {
  scope: Scope;
  states?: NeedState[] | undefined;
  /** A code of any level of the classification. */
  occupation?: string | undefined;
  nodePath?: string | undefined;
  enterpriseId?: string | undefined;
  search?: string | undefined;
  gap?: NeedGap | undefined;
  /** The import whose rows became or changed them; known as long as its rows are kept. */
  importId?: string | undefined;
  /** With a figure out of proportion that somebody said is meant. */
  doubtful?: boolean | undefined;
}

/** What an entry says besides the figures: whose move it was, and why. */
export interface EntryNote {
  refKind: string | null;
  refId: string | null;
  actorId: string | null;
  reason: string | null;
}

/** What is changed together with a move; with `version` only if it still is that one. */
export interface AlongWith {
  patch?: Partial<Need>;
  version?: number;
}

const CHUNK = 500;
const STALE_CURSOR = 'stale';
const OF_NEED = { column: (name: string) => `need.${name}` };
const IS_OPEN = conditionSql(OPEN, OF_NEED);
const LEFT = termSql(PLACES_LEFT, OF_NEED);

/** Needs of one state, with or without places to give. */
export interface NeedTotal {
  state: NeedState;
  open: boolean;
  needs: number;
  /** Places that nobody was given. */
  people: number;
}

const OPEN_COLUMNS = [
  'id',
  'enterpriseId',
  'countedFor',
  'filled',
  'promised',
  'committed',
  'priority',
  'termsVersion',
  ...TERM_COLUMNS,
] as const;

/** Of an open need, what decides who fits. */
export type OpenNeed = Readonly<Pick<Need, (typeof OPEN_COLUMNS)[number]>>;

@Injectable()
export class NeedRepository {
  private readonly contacts: Sealing<Need>;

  constructor(
    private readonly uow: UnitOfWork,
    cipher: FieldCipher,
  ) {
    this.contacts = new Sealing(cipher, 'need');
  }

  async byId(id: string): Promise<Need | null> {
    return this.contacts.maybe(await this.uow.manager.findOneBy(Need, { id }));
  }

  /** As it stands until the end of the unit of work. */
  async forUpdate(id: string): Promise<Need | null> {
    return this.contacts.maybe(await this.uow.forUpdate(Need, { id }));
  }

  async many(ids: string[]): Promise<Need[]> {
    const found: Need[] = [];
    for (let i = 0; i < ids.length; i += CHUNK) found.push(...(await this.uow.manager.findBy(Need, { id: In(ids.slice(i, i + CHUNK)) })));
    return this.contacts.openAll(found);
  }

  async insert(need: Need): Promise<void> {
    await this.uow.manager.insert(Need, this.contacts.seal(need.id, need));
  }

  /** @returns affected rows: 0 when the version is not the one given. */
  async updateAt(id: string, version: number, patch: Partial<Need>): Promise<number> {
    return (await this.uow.manager.update(Need, { id, version }, { ...this.contacts.seal(id, patch), version: version + 1 })).affected ?? 0;
  }

  async update(id: string, patch: Partial<Need>): Promise<void> {
    await this.uow.manager.update(Need, { id }, this.contacts.seal(id, patch));
  }

  /** Makes a move if it is possible: one guarded statement. @returns affected rows. */
  async move(id: string, move: NeedMove, args: MoveArgs, at: Date, { patch = {}, version }: AlongWith = {}): Promise<number> {
    const row = moveRow(move);
    const more = version === undefined ? {} : { version: version + 1 };
    const query = this.uow.manager
      .createQueryBuilder()
      .update(Need)

      .set({ ...setOf(effectsOf(row)), ...this.contacts.seal(id, patch), ...more, updatedAt: at })
      .where('id = :id', { id })
      .andWhere(conditionSql(guardOf(row)))
      .setParameters(inWordsOfSql({ ...args, at }));
    if (version !== undefined) query.andWhere('version = :version', { version });
    return (await query.execute()).affected ?? 0;
  }

  /** Writes the entry of a move that was just made, with the figures after it, and announces the change. */
  async note(need: Need, move: NeedMove, args: MoveArgs, note: EntryNote, at: Date): Promise<void> {
    const entry = entryOf(move, need, args);
    if (entry === null) return;
    await this.uow.manager.insert(NeedEntry, { id: newId(), needId: need.id, at, ...entry, ...note });
    await this.announce(need.id, at);
  }

  async announce(needId: string, at: Date): Promise<void> {
    await this.uow.manager.createQueryBuilder().insert().into(NeedChange).values({ needId, at }).updateEntity(false).execute();
  }

  async trimChanges(before: Date): Promise<void> {
    await this.uow.manager.delete(NeedChange, { at: LessThan(before) });
  }

  entries(needId: string, cursor: string | undefined, limit: number): Promise<Paged<NeedEntry>> {
    const query = this.uow.manager.createQueryBuilder(NeedEntry, 'entry').where('entry.needId = :needId', { needId });
    return pageOf(query, { order: [['entry.seq', 'ASC']], cursor, limit });
  }

  /** The newest first; stale ones after all others, where no states are asked for. */
  async page(filter: NeedFilter, cursor: string | undefined, limit: number): Promise<Paged<Need>> {
    if (filter.states && filter.states.length > 0) return this.newest(filter, filter.states, cursor, limit);
    const ofStale = cursor?.startsWith(STALE_CURSOR) ?? false;
    if (!ofStale) {
      const { items, next } = await this.newest(filter, null, cursor, limit);
      if (next !== null || items.length === limit) return { items, next: next ?? STALE_CURSOR };
      const stale = await this.newest(filter, ['stale'], undefined, limit - items.length);
      return { items: [...items, ...stale.items], next: stale.next && STALE_CURSOR + stale.next };
    }
    const stale = await this.newest(filter, ['stale'], cursor?.slice(STALE_CURSOR.length) || undefined, limit);
    return { ...stale, next: stale.next && STALE_CURSOR + stale.next };
  }

  /** @param states null: all but stale ones */
  private async newest(
    filter: NeedFilter,
    states: readonly NeedState[] | null,
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<Need>> {
    const query = this.uow.manager.createQueryBuilder(Need, 'need');
    withinScope(query, filter.scope, { nodePath: 'need.nodePath', enterpriseId: 'need.enterpriseId' });
    if (states) query.andWhere('need.state IN (:...states)', { states });
    else query.andWhere("need.state <> 'stale'");
    if (filter.enterpriseId) query.andWhere('need.enterpriseId = :enterpriseId', { enterpriseId: filter.enterpriseId });
    if (filter.nodePath) query.andWhere('need.nodePath LIKE :nodePath', { nodePath: `${filter.nodePath}%` });
    if (filter.occupation) underOccupation(query, filter.occupation);
    if (filter.search) query.andWhere('need.title LIKE :search', { search: `%${filter.search.replace(/[%_\\]/g, '')}%` });
    // As a range, for which both databases use the index.
    if (filter.doubtful) query.andWhere('need.doubtsAt > :never', { never: sqlInstant(new Date(0)) });
    if (filter.gap) query.andWhere('need.gaps LIKE :gap', { gap: `%"${filter.gap}"%` });
    if (filter.importId)
      query.andWhere(
        "need.id IN (SELECT r.needId FROM import_row r WHERE r.batchId = :importId AND r.kind IN ('new', 'draft', 'changed'))",
        {
          importId: filter.importId,
        },
      );
    const page = await pageOf(query, {
      order: [
        ['need.createdAt', 'DESC'],
        ['need.id', 'DESC'],
      ],
      cursor,
      limit,
    });
    return { ...page, items: this.contacts.openAll(page.items) };
  }

  /** Published needs with places that nobody was given, in order of id; whom to call stays sealed. */
  open(options: { nodePath?: string | undefined; after?: string | undefined; limit: number }): Promise<Need[]> {
    const query = this.uow.manager.createQueryBuilder(Need, 'need').where(IS_OPEN);
    if (options.nodePath) query.andWhere('need.nodePath LIKE :nodePath', { nodePath: `${options.nodePath}%` });
    if (options.after) query.andWhere('need.id > :after', { after: options.after });
    return query.orderBy('need.id').limit(options.limit).getMany();
  }

  /** As {@link open}, with nothing but what decides who fits: whole rows of a city would take seconds. */
  async openTerms(nodePath: string, after: string, limit: number): Promise<OpenNeed[]> {
    const query = this.uow.manager
      .createQueryBuilder(Need, 'need')
      .select(OPEN_COLUMNS.map((column) => `need.${column} AS ${column}`))
      .where(IS_OPEN)
      .andWhere('need.nodePath LIKE :nodePath AND need.id > :after', { nodePath: `${nodePath}%`, after });
    const rows = await query.orderBy('need.id').limit(limit).getRawMany<OpenNeed & { lodging: unknown; trainable: unknown }>();
    for (const row of rows) Object.assign(row, { lodging: Boolean(row.lodging), trainable: Boolean(row.trainable) });
    return rows;
  }

  /** Needs below a node, counted by state and by whether they have places that nobody was given. */
  async totals(nodePath: string): Promise<NeedTotal[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(Need, 'need')
      .select('need.state', 'state')
      .addSelect(`CASE WHEN ${LEFT} > 0 THEN 1 ELSE 0 END`, 'open')
      .addSelect('COUNT(*)', 'needs')
      .addSelect(`SUM(${LEFT})`, 'people')
      .where('need.nodePath LIKE :path', { path: `${nodePath}%` })
      .groupBy('need.state')
      .addGroupBy('open')
      .getRawMany<{ state: NeedState; open: string | number; needs: string | number; people: string | number | null }>();
    return rows.map(({ state, open, needs, people }) => ({
      state,
      open: Number(open) === 1,
      needs: Number(needs),
      people: Number(people ?? 0),
    }));
  }

  /** Published needs with places that nobody was given, of an occupation or a group of them, best paid first. */
  async openOfOccupation(codePrefix: string, limit: number): Promise<Need[]> {
    // Ids first: sorting thousands of whole rows to keep a hundred is what would take the time.
    const open = this.uow.manager.createQueryBuilder(Need, 'need').select('need.id', 'id').where(IS_OPEN);
    const rows = await underOccupation(open, codePrefix)
      .orderBy('need.wageToFen', 'DESC')
      .addOrderBy('need.id', 'ASC')
      .limit(limit)
      .getRawMany<{ id: string }>();
    const needs = new Map((await this.many(rows.map(({ id }) => id))).map((need) => [need.id, need]));
    return rows.flatMap(({ id }) => needs.get(id) ?? []);
  }

  /** Published needs of one enterprise with room for `people`, other than one: where people on their way could go instead. */
  async substitutes(of: Need, people: number): Promise<Need[]> {
    const needs = await this.uow.manager
      .createQueryBuilder(Need, 'need')
      .where(`need.enterpriseId = :enterpriseId AND need.id <> :id AND ${IS_OPEN}`, { enterpriseId: of.enterpriseId, id: of.id })
      .andWhere(`${LEFT} >= :people`, { people })
      .orderBy('need.createdAt', 'DESC')
      .limit(10)
      .getMany();
    return this.contacts.openAll(needs);
  }

  /** Needs that a list changed, or that it made and that were taken back with it. */
  async changedByImport(batchId: string, afterLine: number, limit: number): Promise<{ line: number; needId: string }[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(ImportRow, 'row')
      .select(['row.id', 'row.line', 'row.needId'])
      .where("row.batchId = :batchId AND (row.kind = 'changed' OR row.fate = 'back') AND row.line > :afterLine", { batchId, afterLine })
      .orderBy('row.line')
      .limit(limit)
      .getMany();
    return rows.map(({ line, needId }) => ({ line, needId }));
  }

  /** Ids of the newest need of each enterprise that names a telephone: keys rise with time. */
  async newestWithPhone(enterpriseIds: string[]): Promise<string[]> {
    if (enterpriseIds.length === 0) return [];
    const rows = await this.uow.manager
      .createQueryBuilder(Need, 'need')
      .select('MAX(need.id)', 'id')
      .where('need.enterpriseId IN (:...enterpriseIds) AND (need.contactPhoneSealed IS NOT NULL OR need.contactPhone IS NOT NULL)', {
        enterpriseIds,
      })
      .groupBy('need.enterpriseId')
      .getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }
}

const inWordsOfSql = (args: MoveArgs): MoveArgs =>
  Object.fromEntries(Object.entries(args).map(([name, value]) => [name, value instanceof Date ? sqlInstant(value) : value]));

/** An occupation, or all below a code of a higher level. As a range and not LIKE, for which the embedded database uses no index. */
export const underOccupation = (query: SelectQueryBuilder<Need>, code: string): SelectQueryBuilder<Need> => {
  const parent = code.replace(/-$/, '');
  if (/^\d-\d{2}-\d{2}-\d{2}$/.test(code)) return query.andWhere('need.occupationCode = :code', { code });
  // '.' comes right after '-'.
  return query.andWhere('need.occupationCode >= :from AND need.occupationCode < :to', { from: `${parent}-`, to: `${parent}.` });
};
