import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { pageOf, UnitOfWork, type Paged } from '#platform/db';
import { Neighbours } from './dispatch.ports.js';
import { ManifestLine, RetentionCheck, Trip } from './dispatch.entity.js';
import type { PaidMonth } from './domain/insurance.js';
import type { ReliefState } from './domain/person.js';
import type { Says } from './domain/retention.js';
import type { CostKind, Payer, WorkerKind } from './domain/travel.js';
import { InsuranceRepository } from './insurance/insurance.repository.js';
import { TripCost } from './trip/travel.entity.js';

/** What is known of somebody who was brought and signed, for whoever judges by the rules of a place. Nobody is named. Money in fen. */
export interface SubsidyFact {
  lineId: string;
  /** Keyed hash of the ID number: the same for the same person, and nobody can be found by it from outside. */
  personKey: string;
  tripId: string;
  supplierId: string;
  enterpriseId: string;
  /** The need’s. */
  nodePath: string;
  occupationCode: string | null;
  /** 返岗: back to the same employer. */
  returning: boolean;
  /** 自行前往; otherwise the station organised it. */
  selfArranged: boolean;
  kind: WorkerKind | null;
  relief: ReliefState;
  minor: boolean;
  insured: boolean;
  /** What their own way cost, from the ticket. */
  fareFen: number | null;
  departedAt: Date | null;
  arrivedAt: Date | null;
  signedAt: Date;
  leftAt: Date | null;
  /** After 30, 90 and 180 days; what each side says stands apart. */
  checks: { days: number; dueOn: string; employer: Says | null; worker: Says | null; insurance: Says | null }[];
  /** Months of social insurance, and whether the same employer paid them. */
  insuredMonths: PaidMonth[];
}

/** What a trip cost in all, and who paid it. */
export interface TripExpense {
  tripId: string;
  kind: CostKind;
  payer: Payer;
  amountFen: number;
}

/** Facts for subsidies, to read. No rule of a place is applied, and no permission asked: whoever asks answers for it. */
@Injectable()
export class SubsidyFacts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly insurance: InsuranceRepository,
    private readonly neighbours: Neighbours,
  ) {}

  /** People who signed at `from` or later and before `to`, below a node, the earliest first. */
  async signed(span: { nodePath: string; from: Date; to: Date }, cursor?: string, limit = 500): Promise<Paged<SubsidyFact>> {
    const query = this.uow.manager
      .createQueryBuilder(ManifestLine, 'line')
      .where("line.state = 'signed' AND line.signedAt >= :from AND line.signedAt < :to", span)
      .andWhere('line.nodePath LIKE :below', { below: `${span.nodePath}%` });
    const order = [
      ['line.signedAt', 'ASC'],
      ['line.id', 'ASC'],
    ] as const;
    const { items, next } = await pageOf(query, { order: order.map(([column, way]) => [column, way]), cursor, limit });
    return { items: await this.facts(items), next };
  }

  costs(tripIds: readonly string[]): Promise<TripExpense[]> {
    const select = { tripId: true, kind: true, payer: true, amountFen: true } as const;
    return this.uow.manager.find(TripCost, {
      select,
      where: { tripId: In([...new Set(tripIds)]) },
      order: { tripId: 'ASC', position: 'ASC' },
    });
  }

  private async facts(lines: readonly ManifestLine[]): Promise<SubsidyFact[]> {
    const ids = lines.map(({ id }) => id);
    const select = { id: true, supplierId: true, departedAt: true, arrivedAt: true } as const;
    const trips = new Map(
      (await this.uow.manager.find(Trip, { select, where: { id: In([...new Set(lines.map(({ tripId }) => tripId))]) } })).map((trip) => [
        trip.id,
        trip,
      ]),
    );
    const needs = new Map(
      (await this.neighbours.needs.many([...new Set(lines.map(({ needId }) => needId))])).map((need) => [need.id, need]),
    );
    const checks = await this.uow.manager.find(RetentionCheck, { where: { lineId: In(ids) }, order: { days: 'ASC' } });
    const months = await this.insurance.monthsOf(ids);
    return lines.map((line) => {
      const { id, idHash, tripId, enterpriseId, nodePath, returning, selfArranged, kind, relief, minor, insured, fareFen, leftAt } = line;
      const trip = trips.get(tripId);
      return {
        ...{ lineId: id, personKey: idHash, tripId, supplierId: trip?.supplierId ?? '', enterpriseId, nodePath },
        ...{ occupationCode: needs.get(line.needId)?.occupationCode ?? null, returning, selfArranged, kind, relief, minor, insured },
        ...{ fareFen, departedAt: trip?.departedAt ?? null, arrivedAt: trip?.arrivedAt ?? null },
        ...{ signedAt: line.signedAt ?? line.stateAt, leftAt },
        checks: checks
          .filter(({ lineId }) => lineId === id)
          .map((one) => ({
            ...{ days: one.days, dueOn: one.dueOn },
            ...{ employer: one.employerSays, worker: one.workerSays, insurance: one.insuranceSays },
          })),
        insuredMonths: (months.get(id) ?? []).sort((a, b) => (a.month < b.month ? -1 : 1)),
      };
    });
  }
}
