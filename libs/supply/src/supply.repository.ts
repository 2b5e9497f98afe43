import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { FieldCipher, Sealing } from '#platform/crypto';
import { Clock, insertRows, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { conditionSql, guardOf, setOf, termSql } from '#platform/moves';
import { batchMoveRow, type BatchMove } from './domain/moves.js';
import { FREE_PEOPLE, TAKEN_PEOPLE, type BatchState, type Paper, type SupplierKind } from './domain/supply.js';
import { Supplier, SupplyBatch } from './supply.entity.js';

/** Which suppliers' things a list may show: all, or those of the suppliers one belongs to. */
export interface SupplyScope {
  all: boolean;
  supplierIds: string[];
}

export interface SupplierFilter {
  kind?: SupplierKind | undefined;
  search?: string | undefined;
}

export interface BatchFilter {
  supplierId?: string | undefined;
  occupation?: string | undefined;
  state?: BatchState | undefined;
  free?: boolean | undefined;
}

/** Open batches of active or inactive suppliers, with or without free people. */
export interface BatchTotal {
  active: boolean;
  free: boolean;
  batches: number;
  suppliers: number;
  people: number;
}

const LEFT = termSql(FREE_PEOPLE, { column: (name) => `batch.${name}` });
const FREE = `${LEFT} > 0`;
const SUPPLIER_OFFERS =
  '(EXISTS (SELECT 1 FROM supplier s WHERE s.id = supply_batch.supplierId AND s.active = 1 AND ' +
  '(s.licenceUntil IS NULL OR s.licenceUntil >= :today)))';

/** What the suppliers of a province have, and what became of it. */
export interface ProvinceSupply {
  /** The first two digits of GB/T 2260. */
  province: string;
  suppliers: number;
  /** Of open batches, whom nobody was promised. */
  free: number;
  promised: number;
  committed: number;
  /** Signed, or no longer to be had. */
  used: number;
}

@Injectable()
export class SupplyRepository {
  private readonly contacts: Sealing<Supplier>;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    cipher: FieldCipher,
  ) {
    this.contacts = new Sealing(cipher, 'supplier');
  }

  async supplier(id: string): Promise<Supplier | null> {
    return this.contacts.maybe(await this.uow.manager.findOneBy(Supplier, { id }));
  }

  async supplierForUpdate(id: string): Promise<Supplier | null> {
    return this.contacts.maybe(await this.uow.forUpdate(Supplier, { id }));
  }

  async suppliers(ids: string[]): Promise<Supplier[]> {
    return ids.length === 0 ? [] : this.contacts.openAll(await this.uow.manager.findBy(Supplier, { id: In([...new Set(ids)]) }));
  }

  async allSuppliers(): Promise<Supplier[]> {
    return this.contacts.openAll(await this.uow.manager.find(Supplier, { order: { id: 'ASC' } }));
  }

  async pageOfSuppliers(scope: SupplyScope, filter: SupplierFilter, cursor: string | undefined, limit: number): Promise<Paged<Supplier>> {
    const query = this.uow.manager.createQueryBuilder(Supplier, 'supplier');
    if (!scope.all) query.andWhere(scope.supplierIds.length > 0 ? 'supplier.id IN (:...own)' : '1 = 0', { own: scope.supplierIds });
    if (filter.kind) query.andWhere('supplier.kind = :kind', { kind: filter.kind });
    if (filter.search) query.andWhere('supplier.name LIKE :search', { search: `%${filter.search.replace(/[%_\\]/g, '')}%` });
    const page = await pageOf(query, {
      order: [
        ['supplier.name', 'ASC'],
        ['supplier.id', 'ASC'],
      ],
      cursor,
      limit,
    });
    return { ...page, items: this.contacts.openAll(page.items) };
  }

  async insertSupplier(supplier: Supplier): Promise<void> {
    await this.uow.manager.insert(Supplier, this.contacts.seal(supplier.id, supplier));
  }

  /** @returns affected rows: 0 when the version is not the one given. */
  async updateSupplierAt(id: string, version: number, patch: Partial<Supplier>): Promise<number> {
    return (
      (await this.uow.manager.update(Supplier, { id, version }, { ...this.contacts.seal(id, patch), version: version + 1 })).affected ?? 0
    );
  }

  batch(id: string): Promise<SupplyBatch | null> {
    return this.uow.manager.findOneBy(SupplyBatch, { id });
  }

  async batches(ids: string[]): Promise<SupplyBatch[]> {
    const all: SupplyBatch[] = [];
    for (let i = 0; i < ids.length; i += 500) all.push(...(await this.uow.manager.findBy(SupplyBatch, { id: In(ids.slice(i, i + 500)) })));
    return all;
  }

  pageOfBatches(scope: SupplyScope, filter: BatchFilter, cursor: string | undefined, limit: number): Promise<Paged<SupplyBatch>> {
    const query = this.uow.manager.createQueryBuilder(SupplyBatch, 'batch');
    if (!scope.all) query.andWhere(scope.supplierIds.length > 0 ? 'batch.supplierId IN (:...own)' : '1 = 0', { own: scope.supplierIds });
    if (filter.supplierId) query.andWhere('batch.supplierId = :supplierId', { supplierId: filter.supplierId });
    if (filter.occupation)
      query.andWhere('batch.occupationCode LIKE :occupation', { occupation: `${filter.occupation.replace(/[%_\\]/g, '')}%` });
    if (filter.state) query.andWhere('batch.state = :state', { state: filter.state });
    if (filter.free) query.andWhere(FREE);
    return pageOf(query, {
      order: [
        ['batch.createdAt', 'DESC'],
        ['batch.id', 'DESC'],
      ],
      cursor,
      limit,
    });
  }

  async insertBatches(batches: readonly SupplyBatch[]): Promise<void> {
    await insertRows(this.uow.manager, SupplyBatch, batches);
  }

  openOf(supplierId: string): Promise<SupplyBatch[]> {
    return this.uow.manager.findBy(SupplyBatch, { supplierId, state: 'open' });
  }

  /** @returns affected rows: 0 when the version is not the one given, or `people` would fall below what is taken. */
  async updateBatchAt(id: string, version: number, patch: Partial<SupplyBatch>): Promise<number> {
    const query = this.uow.manager
      .createQueryBuilder()
      .update(SupplyBatch)
      .set({ ...patch, version: version + 1 })
      .where('id = :id AND version = :version', { id, version });
    if (patch.people !== undefined) query.andWhere(`${termSql(TAKEN_PEOPLE)} <= :people`, { people: patch.people });
    return (await query.execute()).affected ?? 0;
  }

  /** Moves people between the figures of a batch in one guarded statement. @returns affected rows. */
  async move(id: string, move: BatchMove, n: number): Promise<number> {
    const row = batchMoveRow(move);
    const result = await this.uow.manager
      .createQueryBuilder()
      .update(SupplyBatch)
      .set(setOf(row.does))
      .where('id = :id', { id, n, today: this.clock.today() })
      .andWhere(conditionSql(guardOf(row), { given: (name) => (name === 'supplierActive' ? SUPPLIER_OFFERS : `:${name}`) }))
      .execute();
    return result.affected ?? 0;
  }

  /** Writes down that it was told when a paper ends. @returns affected rows: 0 when somebody else told it, or it was renewed. */
  async toldOf(id: string, paper: Paper, until: string): Promise<number> {
    const result = await this.uow.manager
      .createQueryBuilder()
      .update(Supplier)
      .set({ [`${paper}ToldFor`]: until })
      .where(`id = :id AND ${paper}Until = :until AND (${paper}ToldFor IS NULL OR ${paper}ToldFor <> :until)`, { id, until })
      .execute();
    return result.affected ?? 0;
  }

  /** Suppliers and people by province; without provinces that have no supplier. */
  async byProvince(scope: SupplyScope): Promise<ProvinceSupply[]> {
    const query = this.uow.manager
      .createQueryBuilder(Supplier, 'supplier')
      .leftJoin(SupplyBatch, 'batch', 'batch.supplierId = supplier.id')
      .select('SUBSTR(supplier.divisionCode, 1, 2)', 'province')
      .addSelect('COUNT(DISTINCT supplier.id)', 'suppliers')
      .addSelect(`SUM(CASE WHEN batch.state = 'open' THEN ${LEFT} ELSE 0 END)`, 'free')
      .addSelect('SUM(batch.promised)', 'promised')
      .addSelect('SUM(batch.committed)', 'committed')
      .addSelect('SUM(batch.used)', 'used')
      .where('supplier.active = :yes', { yes: true })
      .groupBy('province')
      .orderBy('province');
    if (!scope.all) query.andWhere(scope.supplierIds.length > 0 ? 'supplier.id IN (:...own)' : '1 = 0', { own: scope.supplierIds });
    const rows = await query.getRawMany<Record<keyof ProvinceSupply, string | number | null>>();
    const figure = (value: string | number | null): number => Number(value ?? 0);
    return rows.map(({ province, suppliers, free, promised, committed, used }) => ({
      province: String(province),
      suppliers: figure(suppliers),
      free: figure(free),
      promised: figure(promised),
      committed: figure(committed),
      used: figure(used),
    }));
  }

  /** Open batches, counted by whether their supplier is active and they have free people. */
  async totals(): Promise<BatchTotal[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(SupplyBatch, 'batch')
      .innerJoin(Supplier, 'supplier', 'supplier.id = batch.supplierId')
      .select(
        'CASE WHEN supplier.active = 1 AND (supplier.licenceUntil IS NULL OR supplier.licenceUntil >= :today) THEN 1 ELSE 0 END',
        'offers',
      )
      .addSelect(`CASE WHEN ${LEFT} > 0 THEN 1 ELSE 0 END`, 'free')
      .addSelect('COUNT(*)', 'batches')
      .addSelect('COUNT(DISTINCT batch.supplierId)', 'suppliers')
      .addSelect(`SUM(${LEFT})`, 'people')
      .where("batch.state = 'open'", { today: this.clock.today() })
      .groupBy('offers')
      .addGroupBy('free')
      .getRawMany<Record<'offers' | 'free' | 'batches' | 'suppliers' | 'people', string | number | null>>();
    return rows.map((row) => ({
      active: Number(row.offers) === 1,
      free: Number(row.free) === 1,
      batches: Number(row.batches),
      suppliers: Number(row.suppliers),
      people: Number(row.people ?? 0),
    }));
  }

  /** Open batches of active suppliers with free people, in order of id, after `afterId`. */
  freeBatches(afterId: string, limit: number): Promise<SupplyBatch[]> {
    return this.uow.manager
      .createQueryBuilder(SupplyBatch, 'batch')
      .where(`batch.state = 'open' AND batch.id > :afterId AND ${FREE}`, { afterId })
      .andWhere(
        'EXISTS (SELECT 1 FROM supplier s WHERE s.id = batch.supplierId AND s.active = :yes ' +
          'AND (s.licenceUntil IS NULL OR s.licenceUntil >= :today))',
        { yes: true, today: this.clock.today() },
      )
      .orderBy('batch.id', 'ASC')
      .limit(limit)
      .getMany();
  }
}
