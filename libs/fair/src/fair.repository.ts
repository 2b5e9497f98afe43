import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, type SelectQueryBuilder } from 'typeorm';
import { insertRows, newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { reseated, type Campaign } from './domain/fair.js';
import { phaseOf, statesIn, type FairState } from './domain/states.js';
import { Booth, Fair } from './fair.entity.js';
import { FairDuty } from './venue.entity.js';

export interface FairFilter {
  /** Nodes whose drafts may be seen; `all` for the city; published ones everybody sees. */
  draftsOf: { all: boolean; paths: string[] } | null;
  from?: string | undefined;
  to?: string | undefined;
  state?: FairState | undefined;
  nodePath?: string | undefined;
  search?: string | undefined;
  campaign?: Campaign | undefined;
  /** Code of the occupation or group that it is about. */
  theme?: string | undefined;
  seriesId?: string | undefined;
  /** Fairs that are about one of these occupations or groups, or at which one of these enterprises has a booth. */
  forOccupations?: { themes: readonly string[]; enterpriseIds: readonly string[] } | undefined;
}

export interface DaysOfFairs {
  from: string;
  to: string;
  draftsOf: FairFilter['draftsOf'];
  only: FairFilter['draftsOf'];
}

/** Where a booth stands: a number, and in a room its square. */
export type Spot = Pick<Booth, 'number' | 'gridRow' | 'gridColumn' | 'power'>;

@Injectable()
export class FairRepository {
  constructor(private readonly uow: UnitOfWork) {}

  many(ids: readonly string[]): Promise<Fair[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.uow.manager.findBy(Fair, { id: In([...ids]) });
  }

  byId(id: string): Promise<Fair | null> {
    return this.uow.manager.findOneBy(Fair, { id });
  }

  page(filter: FairFilter, cursor: string | undefined, limit: number): Promise<Paged<Fair>> {
    const query = this.uow.manager.createQueryBuilder(Fair, 'fair');
    seenOnly(query, filter.draftsOf);
    if (filter.from) query.andWhere('fair.day >= :from', { from: filter.from });
    if (filter.to) query.andWhere('fair.day <= :to', { to: filter.to });
    if (filter.state) query.andWhere(...inState(filter.state));
    if (filter.nodePath) query.andWhere('fair.nodePath LIKE :node', { node: `${filter.nodePath}%` });
    if (filter.search)
      query.andWhere('(fair.name LIKE :search OR fair.place LIKE :search)', { search: `%${filter.search.replace(/[%_\\]/g, '')}%` });
    if (filter.campaign) query.andWhere('fair.campaign = :campaign', { campaign: filter.campaign });
    if (filter.theme) query.andWhere('fair.themeOccupation LIKE :theme', { theme: `${filter.theme}%` });
    if (filter.seriesId) query.andWhere('fair.seriesId = :seriesId', { seriesId: filter.seriesId });
    if (filter.forOccupations) {
      const { themes, enterpriseIds } = filter.forOccupations;
      if (themes.length === 0) return Promise.resolve({ items: [], next: null });
      const booked = 'fair.id IN (SELECT booth.fairId FROM booth WHERE booth.enterpriseId IN (:...booked) AND booth.heldUntil IS NULL)';
      const about = 'fair.themeOccupation IN (:...themes)';
      query.andWhere(enterpriseIds.length > 0 ? `(${about} OR ${booked})` : about, { themes, booked: enterpriseIds });
    }
    return pageOf(query, {
      order: [
        ['fair.day', 'ASC'],
        ['fair.id', 'ASC'],
      ],
      cursor,
      limit,
    });
  }

  /** Fairs of some days in their order. @param only of these nodes alone; null for all */
  between({ from, to, draftsOf, only }: DaysOfFairs, limit: number): Promise<Fair[]> {
    const query = this.uow.manager.createQueryBuilder(Fair, 'fair').where('fair.day >= :from AND fair.day <= :to', { from, to });
    seenOnly(query, draftsOf);
    if (only && !only.all) withinPaths(query, only.paths);
    return query.orderBy('fair.day', 'ASC').addOrderBy('fair.id', 'ASC').limit(limit).getMany();
  }

  async insert(fair: Fair, spots: readonly Spot[]): Promise<void> {
    await this.uow.manager.insert(Fair, fair);
    await this.addBooths(fair.id, spots);
  }

  /** @returns affected rows: 0 when the version is not the one given. */
  async updateAt(id: string, version: number, patch: Partial<Fair>): Promise<number> {
    return (await this.uow.manager.update(Fair, { id, version }, { ...patch, version: version + 1 })).affected ?? 0;
  }

  /** Moves a fair on if it still is where it was. */
  async move({ id, version }: Fair, to: FairState, patch: Partial<Fair> = {}): Promise<number> {
    return this.updateAt(id, version, { ...patch, state: phaseOf(to), stage: to });
  }

  /** Marks the row, so that bookings and a cancellation of one fair follow one another. @returns 0 when it is not open for booths */
  async lockOpen(id: string): Promise<number> {
    const result = await this.uow.manager
      .createQueryBuilder()
      .update(Fair)
      .set({ version: () => 'version + 1' })
      .where("id = :id AND state = 'published' AND (stage IS NULL OR stage NOT IN ('closed', 'running'))", { id })
      .execute();
    return result.affected ?? 0;
  }

  /** Announced fairs of days until this one that are not over, oldest first. */
  announcedUntil(day: string, limit: number): Promise<Fair[]> {
    return this.uow.manager.find(Fair, {
      where: { state: 'published', day: LessThanOrEqual(day) },
      order: { day: 'ASC', id: 'ASC' },
      take: limit,
    });
  }

  private async addBooths(fairId: string, spots: readonly Spot[]): Promise<void> {
    const rows = spots.map(({ number, gridRow, gridColumn, power }) => ({
      ...{ id: newId(), fairId, number, enterpriseId: null, bookedById: null, bookedAt: null, gridRow, gridColumn, power },
      ...{ ordinal: 1, heldUntil: null, offerOf: null, blocked: null },
    }));
    await insertRows(this.uow.manager, Booth, rows);
  }

  /** Adds or removes free booths so that these stay. @returns booths that are booked beyond them; then nothing changed. */
  async resize(fairId: string, spots: readonly Spot[]): Promise<number> {
    const wanted = new Set(spots.map(({ number }) => number));
    const booths = await this.booths(fairId);
    const surplus = booths.filter((booth) => !wanted.has(booth.number));
    const booked = surplus.filter((booth) => booth.enterpriseId !== null).length;
    if (booked > 0) return booked;
    for (const booth of surplus) await this.uow.manager.delete(Booth, { id: booth.id, enterpriseId: IsNull() });
    const have = new Set(booths.map((booth) => booth.number));
    await this.addBooths(
      fairId,
      spots.filter(({ number }) => !have.has(number)),
    );
    return 0;
  }

  /** Puts the fair's booths on other places; who has one keeps one.
   * @returns booked booths when there are fewer places; then nothing changed. */
  async reseat(fairId: string, spots: readonly Spot[]): Promise<number> {
    const booked = (await this.booths(fairId)).filter((booth) => booth.enterpriseId !== null);
    const numbers = spots.map(({ number }) => number);
    const seats = reseated(
      booked.map(({ number }) => number),
      numbers,
    );
    if (!seats) return booked.length;
    await this.uow.manager.delete(Booth, { fairId, enterpriseId: IsNull() });
    const at = new Map(spots.map((spot) => [spot.number, spot]));
    for (const { id, number } of booked) {
      const spot = at.get(seats.get(number) ?? '');
      if (spot) await this.uow.manager.update(Booth, { id }, { ...spot });
    }
    const taken = new Set(seats.values());
    await this.addBooths(
      fairId,
      spots.filter(({ number }) => !taken.has(number)),
    );
    return 0;
  }

  booths(fairId: string): Promise<Booth[]> {
    return this.uow.manager.find(Booth, { where: { fairId }, order: { number: 'ASC' } });
  }

  /** Enterprises that have a booth. */
  async bookedBy(fairId: string): Promise<string[]> {
    return (await this.booths(fairId)).flatMap((booth) => (booth.enterpriseId ? [booth.enterpriseId] : []));
  }

  /** Who is on duty, by id. */
  async onDuty(fairId: string): Promise<string[]> {
    return (await this.uow.manager.find(FairDuty, { where: { fairId }, order: { userId: 'ASC' } })).map(({ userId }) => userId);
  }

  async setDuty(fairId: string, userIds: readonly string[]): Promise<void> {
    await this.uow.manager.delete(FairDuty, { fairId });
    await insertRows(
      this.uow.manager,
      FairDuty,
      userIds.map((userId) => ({ id: newId(), fairId, userId })),
    );
  }

  pageOfBooths(enterpriseId: string, cursor: string | undefined, limit: number): Promise<Paged<Booth>> {
    const query = this.uow.manager.createQueryBuilder(Booth, 'booth').where({ enterpriseId });
    return pageOf(query, { order: [['booth.id', 'DESC']], cursor, limit });
  }

  /** Booked booths of each fair. */
  async bookedCounts(fairIds: string[]): Promise<Map<string, number>> {
    if (fairIds.length === 0) return new Map();
    const rows = await this.uow.manager
      .createQueryBuilder(Booth, 'booth')
      .select('booth.fairId', 'fairId')
      .addSelect('COUNT(*)', 'booked')
      .where('booth.fairId IN (:...fairIds) AND booth.enterpriseId IS NOT NULL', { fairIds })
      .groupBy('booth.fairId')
      .getRawMany<{ fairId: string; booked: number | string }>();
    return new Map(rows.map((row) => [row.fairId, Number(row.booked)]));
  }
}

/** What was announced everybody sees; drafts those of these nodes. */
const seenOnly = (query: SelectQueryBuilder<Fair>, draftsOf: FairFilter['draftsOf']): void => {
  if (draftsOf?.all) return;
  const paths = draftsOf?.paths ?? [];
  const own = paths.map((_, i) => `fair.nodePath LIKE :path${i}`);
  query.andWhere(
    `(${["fair.state IN ('published', 'held', 'cancelled')", ...own].join(' OR ')})`,
    Object.fromEntries(paths.map((path, i) => [`path${i}`, `${path}%`])),
  );
};

const withinPaths = (query: SelectQueryBuilder<Fair>, paths: readonly string[]): void => {
  const within = paths.map((_, i) => `fair.nodePath LIKE :within${i}`);
  query.andWhere(`(${['1 = 0', ...within].join(' OR ')})`, Object.fromEntries(paths.map((path, i) => [`within${i}`, `${path}%`])));
};

/** The condition of a state, with those rows that know their phase alone. */
const inState = (state: FairState): [string, object] => {
  const phase = phaseOf(state);
  const [first, ...others] = statesIn(phase);
  if (state !== first) return ['fair.state = :phase AND fair.stage = :state', { phase, state }];
  return others.length === 0
    ? ['fair.state = :phase', { phase }]
    : ['fair.state = :phase AND (fair.stage IS NULL OR fair.stage NOT IN (:...others))', { phase, others }];
};
