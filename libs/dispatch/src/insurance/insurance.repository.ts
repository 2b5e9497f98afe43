import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { withinScope, type Scope } from '#access';
import { insertRows, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { ManifestLine, RetentionCheck } from '../dispatch.entity.js';
import type { PaidMonth } from '../domain/insurance.js';
import type { Says } from '../domain/retention.js';
import { InsuranceImport, InsuranceMonth } from './insurance.entity.js';

const CHUNK = 500;

export type SignedLine = Pick<ManifestLine, 'id' | 'idHash' | 'enterpriseId' | 'nodePath' | 'signedAt' | 'createdAt'>;

@Injectable()
export class InsuranceRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** People who signed, by the keyed hashes of their ID numbers. */
  async signed(idHashes: readonly string[]): Promise<SignedLine[]> {
    const found: SignedLine[] = [];
    const select = { id: true, idHash: true, enterpriseId: true, nodePath: true, signedAt: true, createdAt: true } as const;
    for (let i = 0; i < idHashes.length; i += CHUNK)
      found.push(
        ...(await this.uow.manager.find(ManifestLine, { select, where: { idHash: In(idHashes.slice(i, i + CHUNK)), state: 'signed' } })),
      );
    return found;
  }

  /** Months that are known of people, by line. */
  async monthsOf(lineIds: readonly string[]): Promise<Map<string, PaidMonth[]>> {
    const found = new Map<string, PaidMonth[]>();
    for (let i = 0; i < lineIds.length; i += CHUNK)
      for (const { lineId, month, paidBy } of await this.uow.manager.findBy(InsuranceMonth, { lineId: In(lineIds.slice(i, i + CHUNK)) })) {
        const months = found.get(lineId);
        if (months) months.push({ month, paidBy });
        else found.set(lineId, [{ month, paidBy }]);
      }
    return found;
  }

  sameFile(nodeId: string, digest: string): Promise<InsuranceImport | null> {
    return this.uow.manager.findOneBy(InsuranceImport, { nodeId, digest });
  }

  async insert(row: InsuranceImport): Promise<void> {
    await this.uow.manager.insert(InsuranceImport, row);
  }

  async insertMonths(months: InsuranceMonth[]): Promise<void> {
    await insertRows(this.uow.manager, InsuranceMonth, months, { leaveOut: 'those that are there' });
  }

  /** A month that another employer was known to have paid, and that the same one paid as well. */
  async nowSame(months: readonly Pick<InsuranceMonth, 'lineId' | 'month'>[], importId: string): Promise<void> {
    for (const { lineId, month } of months) await this.uow.manager.update(InsuranceMonth, { lineId, month }, { paidBy: 'same', importId });
  }

  async checksOf(lineIds: readonly string[]): Promise<RetentionCheck[]> {
    const found: RetentionCheck[] = [];
    for (let i = 0; i < lineIds.length; i += CHUNK)
      found.push(...(await this.uow.manager.findBy(RetentionCheck, { lineId: In(lineIds.slice(i, i + CHUNK)) })));
    return found;
  }

  async say(ids: readonly string[], insuranceSays: Says | null): Promise<void> {
    for (let i = 0; i < ids.length; i += CHUNK)
      await this.uow.manager.update(RetentionCheck, { id: In(ids.slice(i, i + CHUNK)) }, { insuranceSays });
  }

  page(scope: Scope, cursor: string | undefined, limit: number): Promise<Paged<InsuranceImport>> {
    const query = this.uow.manager.createQueryBuilder(InsuranceImport, 'import');
    withinScope(query, scope, { nodePath: 'import.nodePath' });
    return pageOf(query, {
      order: [
        ['import.createdAt', 'DESC'],
        ['import.id', 'DESC'],
      ],
      cursor,
      limit,
    });
  }
}
