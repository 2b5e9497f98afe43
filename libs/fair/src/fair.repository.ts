import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { boothNumbers, type FairState } from './domain/fair.js';
import { Booth, Fair } from './fair.entity.js';

export interface FairFilter {
  /** Nodes whose drafts may be seen; `all` for the city; published ones everybody sees. */
  draftsOf: { all: boolean; paths: string[] } | null;
  from?: string | undefined;
  to?: string | undefined;
  state?: FairState | undefined;
  nodePath?: string | undefined;
  search?: string | undefined;
  /** Fairs at which one of these has a booth. */
  withEnterprises?: readonly string[] | undefined;
}

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
    const { draftsOf } = filter;
    if (!draftsOf?.all) {
      const own = (draftsOf?.paths ?? []).map((_, i) => `fair.nodePath LIKE :path${i}`);
      query.andWhere(`(${["fair.state IN ('published', 'held', 'cancelled')", ...own].join(' OR ')})`, {
        ...Object.fromEntries((draftsOf?.paths ?? []).map((path, i) => [`path${i}`, `${path}%`])),
      });
    }
    if (filter.from) query.andWhere('fair.day >= :from', { from: filter.from });
    if (filter.to) query.andWhere('fair.day <= :to', { to: filter.to });
    if (filter.state) query.andWhere('fair.state = :state', { state: filter.state });
    if (filter.nodePath) query.andWhere('fair.nodePath LIKE :node', { node: `${filter.nodePath}%` });
    if (filter.search)
      query.andWhere('(fair.name LIKE :search OR fair.place LIKE :search)', { search: `%${filter.search.replace(/[%_\\]/g, '')}%` });
    if (filter.withEnterprises) {
      const ids = [...new Set(filter.withEnterprises)];
      if (ids.length === 0) return Promise.resolve({ items: [], next: null });
      query.andWhere('fair.id IN (SELECT booth.fairId FROM booth WHERE booth.enterpriseId IN (:...booked))', { booked: ids });
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

  async insert(fair: Fair): Promise<void> {
    await this.uow.manager.insert(Fair, fair);
    await this.addBooths(fair.id, boothNumbers(fair.boothCount));
  }

  /** @returns affected rows: 0 when the version is not the one given. */
  async updateAt(id: string, version: number, patch: Partial<Fair>): Promise<number> {
    return (await this.uow.manager.update(Fair, { id, version }, { ...patch, version: version + 1 })).affected ?? 0;
  }

  /** Moves a fair on if it still is where it was. */
  async move(id: string, from: FairState, patch: Partial<Fair>): Promise<number> {
    return (await this.uow.manager.update(Fair, { id, state: from }, { ...patch, version: () => 'version + 1' })).affected ?? 0;
  }

  /** Marks the row, so that bookings and a cancellation of one fair follow one another. */
  async lockPublished(id: string): Promise<number> {
    return (await this.uow.manager.update(Fair, { id, state: 'published' }, { version: () => 'version + 1' })).affected ?? 0;
  }

  private async addBooths(fairId: string, numbers: string[]): Promise<void> {
    for (let i = 0; i < numbers.length; i += 500) {
      const values = numbers
        .slice(i, i + 500)
        .map((number) => ({ id: newId(), fairId, number, enterpriseId: null, bookedById: null, bookedAt: null }));
      await this.uow.manager.createQueryBuilder().insert().into(Booth).values(values).updateEntity(false).execute();
    }
  }

  /** Adds or removes free booths so that `count` stay. @returns booths that are booked beyond the count; then nothing changed. */
  async resize(fairId: string, count: number): Promise<number> {
    const wanted = boothNumbers(count);
    const booths = await this.booths(fairId);
    const surplus = booths.filter((booth) => !wanted.includes(booth.number));
    const booked = surplus.filter((booth) => booth.enterpriseId !== null).length;
    if (booked > 0) return booked;
    for (const booth of surplus) await this.uow.manager.delete(Booth, { id: booth.id, enterpriseId: IsNull() });
    const have = new Set(booths.map((booth) => booth.number));
    await this.addBooths(
      fairId,
      wanted.filter((number) => !have.has(number)),
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

  boothOf(fairId: string, enterpriseId: string): Promise<Booth | null> {
    return this.uow.manager.findOneBy(Booth, { fairId, enterpriseId });
  }

  boothsOf(enterpriseIds: string[]): Promise<Booth[]> {
    return enterpriseIds.length === 0
      ? Promise.resolve([])
      : this.uow.manager
          .createQueryBuilder(Booth, 'booth')
          .where('booth.enterpriseId IN (:...enterpriseIds)', { enterpriseIds })
          .take(500)
          .getMany();
  }

  pageOfBooths(enterpriseId: string, cursor: string | undefined, limit: number): Promise<Paged<Booth>> {
    const query = this.uow.manager.createQueryBuilder(Booth, 'booth').where({ enterpriseId });
    return pageOf(query, { order: [['booth.id', 'DESC']], cursor, limit });
  }

  /** Takes a booth if it is free. */
  async claim(id: string, enterpriseId: string, bookedById: string, bookedAt: Date): Promise<boolean> {
    return (await this.uow.manager.update(Booth, { id, enterpriseId: IsNull() }, { enterpriseId, bookedById, bookedAt })).affected === 1;
  }

  async free(id: string, enterpriseId: string): Promise<boolean> {
    return (
      (await this.uow.manager.update(Booth, { id, enterpriseId }, { enterpriseId: null, bookedById: null, bookedAt: null })).affected === 1
    );
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
