import { Injectable } from '@nestjs/common';
import { freePeople } from './domain/supply.js';
import type { Supplier, SupplyBatch } from './supply.entity.js';
import { SupplyRepository, type BatchTotal } from './supply.repository.js';

/** What other libraries may know of a supplier; degrees instead of micro-degrees. */
export interface SupplierView extends Readonly<Omit<Supplier, 'lngMicro' | 'latMicro'>> {
  readonly lng: number;
  readonly lat: number;
}

export interface BatchView extends Readonly<SupplyBatch> {
  /** People whom nobody has been promised yet. */
  readonly free: number;
}

const supplierView = ({ lngMicro, latMicro, ...rest }: Supplier): SupplierView => ({ ...rest, lng: lngMicro / 1e6, lat: latMicro / 1e6 });
const batchView = (batch: SupplyBatch): BatchView => ({ ...batch, free: freePeople(batch) });

/** Answers other libraries' questions about suppliers and batches; checks no permission. */
@Injectable()
export class SupplyReads {
  constructor(private readonly supply: SupplyRepository) {}

  async supplier(id: string): Promise<SupplierView | null> {
    const supplier = await this.supply.supplier(id);
    return supplier && supplierView(supplier);
  }

  async suppliers(ids: string[]): Promise<SupplierView[]> {
    return (await this.supply.suppliers(ids)).map(supplierView);
  }

  async allSuppliers(): Promise<SupplierView[]> {
    return (await this.supply.allSuppliers()).map(supplierView);
  }

  async batch(id: string): Promise<BatchView | null> {
    const batch = await this.supply.batch(id);
    return batch && batchView(batch);
  }

  async batches(ids: string[]): Promise<BatchView[]> {
    return (await this.supply.batches([...new Set(ids)])).map(batchView);
  }

  /** Open batches, counted by whether their supplier is active and they have free people. */
  totals(): Promise<BatchTotal[]> {
    return this.supply.totals();
  }

  /** Open batches of active suppliers with free people, in order of id: the next `limit` after `afterId`. */
  async freeBatches(afterId = '', limit = 2_000): Promise<BatchView[]> {
    return (await this.supply.freeBatches(afterId, limit)).map(batchView);
  }
}
