import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/db';
import { notFound } from '#platform/http';
import { whyOf, type Value } from '#platform/moves';
import { batchMoveRow, type BatchMove } from './domain/moves.js';
import { mayOffer } from './domain/supply.js';
import { problems } from './supply.problems.js';
import { SupplyRepository } from './supply.repository.js';

const FIGURES: Record<string, string> = { promised: '已承诺', committed: '已落实', used: '已用' };

/**
 * Who of a batch has been given away. Every call is one guarded statement inside the caller's unit of work: it claims all
 * `n` people or throws and changes nothing. The database's own CHECK stands behind it.
 */
@Injectable()
export class BatchLedger {
  constructor(
    private readonly supply: SupplyRepository,
    private readonly clock: Clock,
  ) {}

  /** Holds free people. @throws Problem 409 `batch.no_people`, `batch.closed` or `supplier.closed`; 404. */
  promise(batchId: string, n: number): Promise<void> {
    return this.move(batchId, 'promise', n);
  }

  /** Gives people back who are promised or committed: they are free again. @throws Problem 409 `batch.not_held`; 404. */
  release(batchId: string, n: number, from: 'promised' | 'committed'): Promise<void> {
    return this.move(batchId, from === 'promised' ? 'releasePromised' : 'releaseCommitted', n);
  }

  /** The enterprise accepted: promised → committed. @throws Problem 409 `batch.not_held`; 404. */
  commit(batchId: string, n: number): Promise<void> {
    return this.move(batchId, 'commit', n);
  }

  /** They signed, or cannot be sent any more: committed → used. @throws Problem 409 `batch.not_held`; 404. */
  use(batchId: string, n: number): Promise<void> {
    return this.move(batchId, 'use', n);
  }

  /** What was recorded of them turned out wrong: used → committed. @throws Problem 409 `batch.not_held`; 404. */
  reuse(batchId: string, n: number): Promise<void> {
    return this.move(batchId, 'reuse', n);
  }

  /** Any move of the table. @throws Problem that the table names; 404. */
  async move(batchId: string, move: BatchMove, n: number): Promise<void> {
    if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`people must be a whole number above 0: ${n}`);
    if ((await this.supply.move(batchId, move, n)) === 1) return;
    const batch = await this.supply.batch(batchId);
    if (!batch) throw notFound('batch', batchId);
    const supplier = await this.supply.supplier(batch.supplierId);
    const supplierActive = supplier && mayOffer(supplier, this.clock.today()) ? 1 : 0;
    const { code, params } = whyOf(batchMoveRow(move), batch, { n, supplierActive });
    if (code === 'supplier.closed' && supplier?.active) throw problems('supplier.licence_over', { until: supplier.licenceUntil ?? '' });
    throw problems(code, inWords(params));
  }
}

const inWords = (params: Readonly<Record<string, Value>>): Record<string, Value> =>
  typeof params['figure'] === 'string' ? { ...params, figure: FIGURES[params['figure']] ?? params['figure'] } : params;
