import { Injectable } from '@nestjs/common';
import { In, Like, MoreThan, Not } from 'typeorm';
import { FieldCipher, Sealing } from '#platform/crypto';
import { anyOf, insertRows, newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { MembershipState } from './domain/membership.js';
import { Enterprise, Membership } from './enterprise.entity.js';

/** Which enterprises a list may show. */
export interface EnterpriseFilter {
  all: boolean;
  paths: string[];
  enterpriseIds: string[];
  search?: string | undefined;
  isKey?: boolean | undefined;
  state?: string | undefined;
  nodePath?: string | undefined;
}

/** Which enterprises are written to; empty lists and false ask for nothing. */
export interface AddressFilter {
  paths: readonly string[];
  industries: readonly string[];
  keyOnly: boolean;
  aboveScaleOnly: boolean;
}

@Injectable()
export class EnterpriseRepository {
  private readonly people: Sealing<Membership>;

  constructor(
    private readonly uow: UnitOfWork,
    cipher: FieldCipher,
  ) {
    this.people = new Sealing(cipher, 'membership');
  }

  byId(id: string): Promise<Enterprise | null> {
    return this.uow.manager.findOneBy(Enterprise, { id });
  }

  byCreditCode(creditCode: string): Promise<Enterprise | null> {
    return this.uow.manager.findOneBy(Enterprise, { creditCode });
  }

  async many(ids: string[]): Promise<Enterprise[]> {
    return ids.length === 0 ? [] : this.uow.manager.findBy(Enterprise, { id: In(ids) });
  }

  async byCodes(codes: string[]): Promise<Enterprise[]> {
    return codes.length === 0 ? [] : this.uow.manager.findBy(Enterprise, { creditCode: anyOf(this.uow, codes) });
  }

  async byNames(names: string[]): Promise<Enterprise[]> {
    return names.length === 0 ? [] : this.uow.manager.findBy(Enterprise, { name: anyOf(this.uow, names) });
  }

  async idsNamed(text: string, limit: number): Promise<string[]> {
    const name = Like(`%${text.replace(/[%_\\]/g, '')}%`);
    return (await this.uow.manager.find(Enterprise, { select: { id: true }, where: { name }, take: limit })).map(({ id }) => id);
  }

  /** Enterprises that are not closed, in order of id. */
  after(id: string, limit: number): Promise<Enterprise[]> {
    return this.uow.manager.find(Enterprise, { where: { id: MoreThan(id), state: Not('closed') }, order: { id: 'ASC' }, take: limit });
  }

  /** Those that a filter finds and that are not closed, in order of id. */
  addressed({ paths, industries, keyOnly, aboveScaleOnly }: AddressFilter, after: string, limit: number): Promise<Enterprise[]> {
    const query = this.uow.manager.createQueryBuilder(Enterprise, 'enterprise').where({ id: MoreThan(after), state: Not('closed') });
    const oneOf = (column: string, name: string, beginnings: readonly string[]): void => {
      if (beginnings.length === 0) return;
      const clauses = beginnings.map((_, i) => `enterprise.${column} LIKE :${name}${i}`).join(' OR ');
      query.andWhere(`(${clauses})`, Object.fromEntries(beginnings.map((one, i) => [`${name}${i}`, `${one.replace(/[%_\\]/g, '')}%`])));
    };
    oneOf('nodePath', 'path', paths);
    oneOf('industryCode', 'industry', industries);
    if (keyOnly) query.andWhere('enterprise.isKey = :yes', { yes: true });
    if (aboveScaleOnly) query.andWhere('enterprise.aboveScale = :yes', { yes: true });
    return query.orderBy('enterprise.id', 'ASC').limit(limit).getMany();
  }

  page(filter: EnterpriseFilter, cursor: string | undefined, limit: number): Promise<Paged<Enterprise>> {
    const query = this.uow.manager.createQueryBuilder(Enterprise, 'enterprise');
    if (!filter.all) {
      const clauses = filter.paths.map((_, i) => `enterprise.nodePath LIKE :path${i}`);
      if (filter.enterpriseIds.length > 0) clauses.push('enterprise.id IN (:...ids)');
      query.andWhere(clauses.length > 0 ? `(${clauses.join(' OR ')})` : '1 = 0', {
        ...Object.fromEntries(filter.paths.map((path, i) => [`path${i}`, `${path}%`])),
        ...(filter.enterpriseIds.length > 0 ? { ids: filter.enterpriseIds } : {}),
      });
    }
    if (filter.nodePath) query.andWhere('enterprise.nodePath LIKE :node', { node: `${filter.nodePath}%` });
    if (filter.isKey !== undefined) query.andWhere('enterprise.isKey = :isKey', { isKey: filter.isKey });
    if (filter.state) query.andWhere('enterprise.state = :state', { state: filter.state });
    if (filter.search) {
      query.andWhere('(enterprise.name LIKE :search OR enterprise.creditCode = :code)', {
        search: `%${filter.search.replace(/[%_\\]/g, '')}%`,
        code: filter.search.toUpperCase(),
      });
    }
    return pageOf(query, {
      order: [
        ['enterprise.name', 'ASC'],
        ['enterprise.id', 'ASC'],
      ],
      cursor,
      limit,
    });
  }

  /** The enterprise of that code; made when there is none. Two at once get the same one. */
  async ensure(creditCode: string, fresh: Omit<Enterprise, 'id' | 'creditCode' | 'version'>): Promise<Enterprise> {
    await this.uow.manager
      .createQueryBuilder()
      .insert()
      .into(Enterprise)
      .values({ ...fresh, id: newId(), creditCode, version: 1 })
      .orIgnore()
      .updateEntity(false)
      .execute();
    return this.uow.manager.findOneByOrFail(Enterprise, { creditCode });
  }

  async insertMany(rows: Enterprise[]): Promise<void> {
    await insertRows(this.uow.manager, Enterprise, rows);
  }

  async update(id: string, patch: Partial<Enterprise>): Promise<void> {
    await this.uow.manager.update(Enterprise, { id }, patch);
  }

  /** @returns affected rows: 0 when the version is not the one given. */
  async updateAt(id: string, version: number, patch: Partial<Enterprise>): Promise<number> {
    return (await this.uow.manager.update(Enterprise, { id, version }, { ...patch, version: version + 1 })).affected ?? 0;
  }

  forUpdate(id: string): Promise<Enterprise | null> {
    return this.uow.forUpdate(Enterprise, { id });
  }

  async membership(id: string): Promise<Membership | null> {
    return this.people.maybe(await this.uow.manager.findOneBy(Membership, { id }));
  }

  async membershipsOf(userId: string): Promise<Membership[]> {
    return this.people.openAll(await this.uow.manager.find(Membership, { where: { userId }, order: { createdAt: 'DESC' } }));
  }

  async activeMembers(enterpriseId: string): Promise<Membership[]> {
    return this.people.openAll(await this.uow.manager.findBy(Membership, { enterpriseId, state: 'active' }));
  }

  /** Applications of one enterprise, the last one first. */
  async pageOfPeople(
    enterpriseId: string,
    state: MembershipState | undefined,
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<Membership>> {
    const query = this.uow.manager.createQueryBuilder(Membership, 'membership').where({ enterpriseId, ...(state && { state }) });
    const page = await pageOf(query, {
      order: [
        ['membership.createdAt', 'DESC'],
        ['membership.id', 'DESC'],
      ],
      cursor,
      limit,
    });
    return { ...page, items: this.people.openAll(page.items) };
  }

  /** Users who act for this enterprise and for no other. */
  async onlyMembers(enterpriseId: string): Promise<string[]> {
    const own = await this.uow.manager.findBy(Membership, { enterpriseId, state: 'active' });
    const ids = own.map(({ userId }) => userId);
    if (ids.length === 0) return [];
    const elsewhere = await this.uow.manager.findBy(Membership, { userId: In(ids), enterpriseId: Not(enterpriseId), state: 'active' });
    return ids.filter((id) => !elsewhere.some(({ userId }) => userId === id));
  }

  async insertMembership(row: Membership): Promise<void> {
    await this.uow.manager.insert(Membership, this.people.seal(row.id, row));
  }

  /** Moves a membership on if it still is where it was, and its enterprise at `nodePath`; the number of rows moved. */
  async moveMembership(id: string, from: MembershipState, patch: Partial<Membership>, nodePath?: string): Promise<number> {
    const where = { id, state: from, ...(nodePath === undefined ? {} : { nodePath }) };
    return (await this.uow.manager.update(Membership, where, this.people.seal(id, patch))).affected ?? 0;
  }

  /** The office of an enterprise is the one that decides about its people. */
  async moveMembershipsTo(enterpriseId: string, place: Pick<Membership, 'nodeId' | 'nodePath'>): Promise<void> {
    await this.uow.manager.update(Membership, { enterpriseId }, place);
  }

  async pageOfRegistrations(
    filter: { all: boolean; paths: string[]; enterpriseIds: string[]; state: MembershipState; notOf: string },
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<Membership>> {
    const query = this.uow.manager.createQueryBuilder(Membership, 'membership').where('membership.state = :state', { state: filter.state });
    query.andWhere('membership.userId <> :notOf', { notOf: filter.notOf });
    if (!filter.all) {
      const clauses = filter.paths.map((_, i) => `membership.nodePath LIKE :path${i}`);
      if (filter.enterpriseIds.length > 0) clauses.push("(membership.enterpriseId IN (:...ids) AND membership.decidedBy = 'colleague')");
      query.andWhere(clauses.length > 0 ? `(${clauses.join(' OR ')})` : '1 = 0', {
        ...Object.fromEntries(filter.paths.map((path, i) => [`path${i}`, `${path}%`])),
        ...(filter.enterpriseIds.length > 0 ? { ids: filter.enterpriseIds } : {}),
      });
    }
    const page = await pageOf(query, {
      order: [
        ['membership.createdAt', 'DESC'],
        ['membership.id', 'DESC'],
      ],
      cursor,
      limit,
    });
    return { ...page, items: this.people.openAll(page.items) };
  }

  /** Applications of others that wait for the same enterprise. */
  async handToColleague(enterpriseId: string, exceptId: string): Promise<void> {
    await this.uow.manager.update(Membership, { enterpriseId, state: 'pending', id: Not(exceptId) }, { decidedBy: 'colleague' });
  }
}
