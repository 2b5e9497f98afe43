import { Injectable } from '@nestjs/common';
import type { PromiseRow } from './dispatch.entity.js';
import { Neighbours } from './dispatch.ports.js';
import { PromiseDto } from './promise.dto.js';

/** Puts names to promises. */
@Injectable()
export class PromiseViews {
  constructor(private readonly neighbours: Neighbours) {}

  async one(promise: PromiseRow): Promise<PromiseDto> {
    const [dto] = await this.of([promise]);
    return dto as PromiseDto;
  }

  async of(promises: PromiseRow[]): Promise<PromiseDto[]> {
    const suppliers = await this.neighbours.suppliers(promises.map((one) => one.supplierId));
    const enterprises = await this.neighbours.enterpriseNames(promises.map((one) => one.enterpriseId));
    const needs = new Map((await this.neighbours.needs.many(promises.map((one) => one.needId))).map((need) => [need.id, need.title]));
    return promises.map((one) =>
      PromiseDto.of(one, {
        need: needs.get(one.needId) ?? '',
        supplier: suppliers.get(one.supplierId)?.name ?? '',
        supplierPhone: suppliers.get(one.supplierId)?.contactPhone ?? null,
        enterprise: enterprises.get(one.enterpriseId) ?? '',
      }),
    );
  }
}
