import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { insertRows, UnitOfWork } from '#platform/db';
import type { PassStanding } from '../domain/passes.js';
import { FairPass, Gate } from './gate.entity.js';

/** How a gate's figures change. */
export interface GateDelta {
  inside: number;
  entered: number;
}

/** Statements about gates and who went through them. */
@Injectable()
export class GateRepository {
  constructor(private readonly uow: UnitOfWork) {}

  gate(id: string): Promise<Gate | null> {
    return this.uow.manager.findOneBy(Gate, { id });
  }

  gatesOf(fairId: string): Promise<Gate[]> {
    return this.uow.manager.find(Gate, { where: { fairId }, order: { name: 'ASC' } });
  }

  async addGate(gate: Gate): Promise<void> {
    await this.uow.manager.insert(Gate, gate);
  }

  async passesOf(ticketIds: readonly string[]): Promise<Map<string, FairPass[]>> {
    const rows = ticketIds.length === 0 ? [] : await this.uow.manager.findBy(FairPass, { ticketId: In([...ticketIds]) });
    const byTicket = new Map<string, FairPass[]>();
    for (const row of rows) byTicket.set(row.ticketId, [...(byTicket.get(row.ticketId) ?? []), row]);
    return byTicket;
  }

  async pass(id: string): Promise<FairPass | null> {
    return this.uow.manager.findOneBy(FairPass, { id });
  }

  addPasses(passes: readonly FairPass[]): Promise<void> {
    return insertRows(this.uow.manager, FairPass, passes);
  }

  async setStanding(ids: readonly string[], standing: PassStanding): Promise<void> {
    if (ids.length > 0) await this.uow.manager.update(FairPass, { id: In([...ids]) }, { standing });
  }

  /** Gates in one order for all, so that two batches do not wait for each other. */
  async addFigures(deltas: ReadonlyMap<string, GateDelta>): Promise<void> {
    for (const [id, { inside, entered }] of [...deltas].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (inside === 0 && entered === 0) continue;
      await this.uow.manager
        .createQueryBuilder()
        .update(Gate)
        .set({ inside: () => `inside + ${inside}`, entered: () => `entered + ${entered}` })
        .where({ id })
        .execute();
    }
  }
}
