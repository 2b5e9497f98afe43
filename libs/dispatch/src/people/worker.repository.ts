import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { withinScope, type Scope } from '#access';
import { insertRows, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { ManifestLine } from '../dispatch.entity.js';
import type { WorkerStage } from '../domain/worker.js';
import { Worker } from './worker.entity.js';

export interface WorkerFilter {
  scope: Scope;
  supplierId?: string | undefined;
  batchId?: string | undefined;
  stage?: WorkerStage | undefined;
  /** Of a whole ID number or a whole telephone number. */
  hashes?: string[] | undefined;
}

@Injectable()
export class WorkerRepository {
  constructor(private readonly uow: UnitOfWork) {}

  byId(id: string): Promise<Worker | null> {
    return this.uow.manager.findOneBy(Worker, { id });
  }

  forUpdate(id: string): Promise<Worker | null> {
    return this.uow.forUpdate(Worker, { id });
  }

  many(ids: string[]): Promise<Worker[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.uow.manager.findBy(Worker, { id: In([...new Set(ids)]) });
  }

  ofSupplier(supplierId: string, idHash: string): Promise<Worker | null> {
    return this.uow.manager.findOneBy(Worker, { supplierId, idHash });
  }

  page({ scope, hashes, ...filter }: WorkerFilter, cursor: string | undefined, limit: number): Promise<Paged<Worker>> {
    const query = this.uow.manager.createQueryBuilder(Worker, 'worker');
    withinScope(query, scope, { nodePath: 'worker.nodePath', supplierId: 'worker.supplierId' });
    for (const key of ['supplierId', 'batchId', 'stage'] as const)
      if (filter[key] !== undefined) query.andWhere(`worker.${key} = :${key}`, { [key]: filter[key] });
    if (hashes) query.andWhere('(worker.idHash IN (:...hashes) OR worker.phoneHash IN (:...hashes))', { hashes });
    return pageOf(query, {
      order: [
        ['worker.createdAt', 'DESC'],
        ['worker.id', 'DESC'],
      ],
      cursor,
      limit,
    });
  }

  async insert(worker: Worker): Promise<void> {
    await this.uow.manager.insert(Worker, worker);
  }

  async insertAll(workers: readonly Worker[]): Promise<void> {
    await insertRows(this.uow.manager, Worker, workers);
  }

  /** Who has entered people, by the keyed hash; `given`: they gave them up. */
  async suppliersOf(idHashes: readonly string[]): Promise<Map<string, { supplierId: string; given: boolean }[]>> {
    const found = new Map<string, { supplierId: string; given: boolean }[]>();
    for (let i = 0; i < idHashes.length; i += 500) {
      const rows = await this.uow.manager.find(Worker, {
        select: { id: true, idHash: true, supplierId: true, stage: true },
        where: { idHash: In(idHashes.slice(i, i + 500)) },
      });
      for (const { idHash, supplierId, stage } of rows)
        found.set(idHash, [...(found.get(idHash) ?? []), { supplierId, given: stage === 'dropped' }]);
    }
    return found;
  }

  /** How many people of batches are named, as far as somebody sees them. */
  async namedIn(scope: Scope, batchIds: string[]): Promise<{ batchId: string; named: number }[]> {
    const query = this.uow.manager
      .createQueryBuilder(Worker, 'worker')
      .select('worker.batchId', 'batchId')
      .addSelect('COUNT(*)', 'named')
      .where("worker.batchId IN (:...batchIds) AND worker.stage <> 'dropped'", { batchIds });
    withinScope(query, scope, { nodePath: 'worker.nodePath', supplierId: 'worker.supplierId' });
    const rows = await query.groupBy('worker.batchId').getRawMany<{ batchId: string; named: string | number }>();
    return rows.map(({ batchId, named }) => ({ batchId, named: Number(named) }));
  }

  /** @returns affected rows: 0 when it is not the version given any more. */
  async update(id: string, version: number, patch: Partial<Worker>): Promise<number> {
    return (await this.uow.manager.update(Worker, { id, version }, { ...patch, version: version + 1 })).affected ?? 0;
  }

  async remove(id: string): Promise<void> {
    await this.uow.manager.delete(Worker, { id });
  }

  /** People whom another supplier has entered as well and not given up. */
  async enteredElsewhere(workers: readonly Pick<Worker, 'supplierId' | 'idHash'>[]): Promise<Set<string>> {
    if (workers.length === 0) return new Set();
    const rows = await this.uow.manager
      .createQueryBuilder(Worker, 'worker')
      .select(['worker.id', 'worker.idHash', 'worker.supplierId'])
      .where("worker.idHash IN (:...hashes) AND worker.stage <> 'dropped'", { hashes: workers.map(({ idHash }) => idHash) })
      .getMany();
    return new Set(
      workers.flatMap(({ supplierId, idHash }) =>
        rows.some((row) => row.idHash === idHash && row.supplierId !== supplierId) ? idHash : [],
      ),
    );
  }

  /** People who stand on a trip that has not ended. */
  async travelling(idHashes: string[]): Promise<Set<string>> {
    if (idHashes.length === 0) return new Set();
    const lines = await this.uow.manager.find(ManifestLine, { select: { id: true, idHash: true }, where: { travellerKey: In(idHashes) } });
    return new Set(lines.map(({ idHash }) => idHash));
  }
}
