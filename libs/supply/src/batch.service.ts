import { Injectable } from '@nestjs/common';
import { Audit, changesOf } from '#access';
import { Clock, newId, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { Events } from '#platform/jobs';
import { occupations } from '#reference';
import { offerKey, type Offer } from './domain/batch-table.js';
import { BATCH_TERMS, licenceIsOver, takenPeople } from './domain/supply.js';
import { SupplyBatch, type Supplier } from './supply.entity.js';
import { batchChanged, batchOffered } from './supply.events.js';
import { problems } from './supply.problems.js';
import { SupplyRepository, type BatchFilter } from './supply.repository.js';
import { SupplyAccess } from './supply.service.js';

export type NewBatch = Offer & { supplierId: string | null };
export type BatchEdit = Partial<Omit<NewBatch, 'supplierId'>>;

@Injectable()
export class BatchService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly supply: SupplyRepository,
    private readonly access: SupplyAccess,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly audit: Audit,
  ) {}

  list(who: Principal, filter: BatchFilter, cursor: string | undefined, limit: number): Promise<Paged<SupplyBatch>> {
    return this.supply.pageOfBatches(this.access.scope(who, 'supply.read'), filter, cursor, limit);
  }

  async one(who: Principal, id: string): Promise<SupplyBatch> {
    const batch = await this.supply.batch(id);
    if (!batch) throw notFound('batch', id);
    this.access.require(who, 'supply.read', batch.supplierId, 'batch', id);
    return batch;
  }

  async create(who: Principal, { supplierId, ...given }: NewBatch): Promise<SupplyBatch> {
    const supplier = await this.supplierFor(who, supplierId);
    check(given, supplier, this.clock.today());
    const batch = this.batchOf(who, supplier, given);
    await this.uow.run(async () => {
      await this.supply.insertBatches([batch]);
      await this.tellOffered(supplier, batch);
      await this.audit.record(who, 'batch.created', { kind: 'batch', id: batch.id, nodePath: supplier.nodePath }, { people: batch.people });
    });
    return batch;
  }

  /** Whom somebody offers people of: the one that they act for, unless they say which. @throws Problem 422 `supplier.choose`, 404 */
  async supplierFor(who: Principal, supplierId: string | null): Promise<Supplier> {
    const { supplierIds } = this.access.scope(who, 'supply.offer');
    const chosen = supplierId ?? (supplierIds.length === 1 ? supplierIds[0] : undefined);
    if (!chosen) throw problems('supplier.choose');
    const supplier = await this.supply.supplier(chosen);
    if (!supplier) throw notFound('supplier', chosen);
    this.access.require(who, 'supply.offer', chosen, 'supplier', chosen);
    return supplier;
  }

  /** What a supplier offers now, as far as batches can be told apart by what is said of them. */
  async offeredKeys(supplierId: string): Promise<Set<string>> {
    return new Set((await this.supply.openOf(supplierId)).map(offerKey));
  }

  /** Offers many at once; those that are offered already stay as they are. Lists of one supplier come one after the other.
   * @returns how many are new */
  async offerAll(who: Principal, supplierId: string | null, offers: readonly Offer[]): Promise<number> {
    const { id } = await this.supplierFor(who, supplierId);
    return this.uow.run(async () => {
      const supplier = await this.supply.supplierForUpdate(id);
      for (const offer of offers) check(offer, supplier, this.clock.today());
      if (!supplier) throw notFound('supplier', id);
      const known = await this.offeredKeys(id);
      const fresh = offers.filter((offer) => !known.has(offerKey(offer)) && known.add(offerKey(offer)));
      if (fresh.length === 0) return 0;
      const batches = fresh.map((offer) => this.batchOf(who, supplier, offer));
      await this.supply.insertBatches(batches);
      for (const batch of batches) await this.tellOffered(supplier, batch);
      const people = batches.reduce((sum, batch) => sum + batch.people, 0);
      await this.audit.record(
        who,
        'batch.list_offered',
        { kind: 'supplier', id, nodePath: supplier.nodePath },
        { batches: batches.length, people },
      );
      return batches.length;
    });
  }

  /** @throws Problem 409 when it changed since `version`, or would have fewer people than are taken. */
  async edit(who: Principal, id: string, version: number, patch: BatchEdit): Promise<SupplyBatch> {
    return this.uow.run(async () => {
      const batch = await this.own(who, id);
      if (batch.state === 'closed') throw problems('batch.closed');
      check({ ...batch, ...patch }, await this.supply.supplier(batch.supplierId), this.clock.today());
      const changes = changesOf(batch, patch);
      await this.change(batch, version, patch);
      if (BATCH_TERMS.some((term) => term in changes)) await this.events.record(batchChanged, { batchId: id });
      await this.audit.record(who, 'batch.edited', { kind: 'batch', id }, changes);
      return this.one(who, id);
    });
  }

  /** Nobody else is promised from it; what is promised and committed stays. Closing twice is closing once. */
  async close(who: Principal, id: string): Promise<SupplyBatch> {
    return this.uow.run(async () => {
      const batch = await this.own(who, id);
      if (batch.state === 'closed') return batch;
      await this.change(batch, batch.version, { state: 'closed' });
      await this.events.record(batchChanged, { batchId: id });
      await this.audit.record(who, 'batch.closed', { kind: 'batch', id }, {});
      return this.one(who, id);
    });
  }

  private batchOf(who: Principal, { id: supplierId }: Supplier, given: Offer): SupplyBatch {
    return {
      ...given,
      ...{ id: newId(), supplierId, promised: 0, committed: 0, used: 0, state: 'open', version: 1 },
      ...{ createdById: who.userId, createdAt: this.clock.now() },
    };
  }

  private tellOffered({ id: supplierId, nodePath }: Supplier, { id: batchId, people }: SupplyBatch): Promise<void> {
    return this.events.record(batchOffered, { batchId, supplierId, nodePath, people });
  }

  private async own(who: Principal, id: string): Promise<SupplyBatch> {
    const batch = await this.uow.forUpdate(SupplyBatch, { id });
    if (!batch) throw notFound('batch', id);
    this.access.require(who, 'supply.offer', batch.supplierId, 'batch', id);
    return batch;
  }

  private async change(batch: SupplyBatch, version: number, patch: Partial<SupplyBatch>): Promise<void> {
    if ((await this.supply.updateBatchAt(batch.id, version, patch)) === 1) return;
    const now = await this.supply.batch(batch.id);
    if (now?.version === version) throw problems('batch.below_taken', { taken: takenPeople(now) });
    throw problems('batch.version_stale');
  }
}

/** What offering people asks, and every later change of the offer. */
const check = ({ occupationCode: code }: Pick<SupplyBatch, 'occupationCode'>, supplier: Supplier | null, today: string): void => {
  if (!supplier?.active) throw problems('supplier.closed');
  if (licenceIsOver(supplier, today)) throw problems('supplier.licence_over', { until: supplier.licenceUntil ?? '' });
  if (occupations.isPostable(code)) return;
  const message = { zh: '不是职业分类大典中的职业（细类）', en: 'is no occupation of the classification' };
  throw problems('batch.occupation', { code }, [{ path: 'occupationCode', code: 'occupation_unknown', message }]);
};
