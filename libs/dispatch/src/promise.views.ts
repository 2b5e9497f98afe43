import { Injectable } from '@nestjs/common';
import { lastStartOf, warningOf } from './domain/promise.js';
import type { PromiseRow } from './dispatch.entity.js';
import { DispatchPorts, Neighbours } from './dispatch.ports.js';
import { DispatchRules } from './dispatch-rules.js';
import { PromiseDto } from './promise.dto.js';
import { PromiseRepository } from './promise.repository.js';

/** Puts names and clocks to promises. */
@Injectable()
export class PromiseViews {
  constructor(
    private readonly neighbours: Neighbours,
    private readonly promises: PromiseRepository,
    private readonly rules: DispatchRules,
    private readonly ports: DispatchPorts,
  ) {}

  async one(promise: PromiseRow): Promise<PromiseDto> {
    const [dto] = await this.of([promise]);
    return dto as PromiseDto;
  }

  async of(promises: PromiseRow[]): Promise<PromiseDto[]> {
    const suppliers = await this.neighbours.suppliers(promises.map((one) => one.supplierId));
    const enterprises = await this.neighbours.enterpriseNames(promises.map((one) => one.enterpriseId));
    const needs = new Map((await this.neighbours.needs.many(promises.map((one) => one.needId))).map((need) => [need.id, need]));
    const trips = await this.promises.tripsOf(promises.map(({ id }) => id));
    const { clock } = this.ports;
    const [now, today] = [clock.now(), clock.today()];
    const rules = await this.rules.on(today);
    return promises.map((promise) => {
      const [need, supplier] = [needs.get(promise.needId), suppliers.get(promise.supplierId)];
      const around = { now, today, lastStart: need ? lastStartOf(need) : null, trips: trips.get(promise.id) ?? 0 };
      return PromiseDto.of({
        promise,
        names: {
          need: need?.title ?? '',
          supplier: supplier?.name ?? '',
          supplierPhone: supplier?.contactPhone ?? null,
          enterprise: enterprises.get(promise.enterpriseId) ?? '',
        },
        lastStart: around.lastStart,
        trips: around.trips,
        warning: warningOf(promise, around, rules),
      });
    });
  }
}
