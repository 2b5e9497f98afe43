import { Injectable } from '@nestjs/common';
import { notFound, type Problem } from '#platform/http';
import { freePeople } from './domain/supply.js';
import { problems } from './supply.problems.js';
import { SupplyRepository } from './supply.repository.js';

const FIGURES = { promised: '已承诺', committed: '已落实', used: '已用' } as const;

/**
 * Who of a batch has been given away. Every call is one guarded statement inside the caller's unit of work: it claims all
 * `n` people or throws and changes nothing. The database's own CHECK stands behind it.
 */
@Injectable()
export class BatchLedger {
  constructor(private readonly supply: SupplyRepository) {}

  /** Holds free people. @throws Problem 409 `batch.no_people`, `batch.closed` or `supplier.closed`; 404. */
  async promise(batchId: string, n: number): Promise<void> {
    // Nobody is promised for a supplier that is switched off, be it at this very moment.
    const on = 'EXISTS (SELECT 1 FROM supplier s WHERE s.id = supply_batch.supplierId AND s.active = 1)';
    const guard = `state = 'open' AND promised + committed + used + :n <= people AND ${on}`;
    if ((await this.supply.move(batchId, { promised: n }, guard, n)) !== 1) throw await this.why(batchId, n);
  }

  /** Gives people back who are promised or committed: they are free again. @throws Problem 409 `batch.not_held`; 404. */
  async release(batchId: string, n: number, from: 'promised' | 'committed'): Promise<void> {
    await this.held(batchId, { [from]: -n }, from, n);
  }

  /** The enterprise accepted: promised → committed. @throws Problem 409 `batch.not_held`; 404. */
  async commit(batchId: string, n: number): Promise<void> {
    await this.held(batchId, { promised: -n, committed: n }, 'promised', n);
  }

  /** They signed, or cannot be sent any more: committed → used. @throws Problem 409 `batch.not_held`; 404. */
  async use(batchId: string, n: number): Promise<void> {
    await this.held(batchId, { committed: -n, used: n }, 'committed', n);
  }

  /** What was recorded of them turned out wrong: used → committed. @throws Problem 409 `batch.not_held`; 404. */
  async reuse(batchId: string, n: number): Promise<void> {
    await this.held(batchId, { committed: n, used: -n }, 'used', n);
  }

  private async held(
    batchId: string,
    change: Partial<Record<keyof typeof FIGURES, number>>,
    from: keyof typeof FIGURES,
    n: number,
  ): Promise<void> {
    if (!Number.isInteger(n) || n < 1) throw new RangeError(`people must be a whole number above 0: ${n}`);
    if ((await this.supply.move(batchId, change, `${from} >= :n`, n)) === 1) return;
    if (!(await this.supply.batch(batchId))) throw notFound('batch', batchId);
    throw problems('batch.not_held', { figure: FIGURES[from] });
  }

  private async why(batchId: string, n: number): Promise<Problem> {
    const batch = await this.supply.batch(batchId);
    if (!batch) return notFound('batch', batchId);
    if (!(await this.supply.supplier(batch.supplierId))?.active) return problems('supplier.closed');
    return batch.state === 'open' ? problems('batch.no_people', { left: freePeople(batch), asked: n }) : problems('batch.closed');
  }
}
