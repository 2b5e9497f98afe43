import { Injectable } from '@nestjs/common';
import type { Principal } from '#platform/http';
import type { RetentionCheck } from './dispatch.entity.js';
import { DispatchPorts, Neighbours } from './dispatch.ports.js';
import { answerBy, turnOf, type Turn } from './domain/chase.js';
import { sightOf } from './domain/sight.js';
import { DispatchRules } from './dispatch-rules.js';
import { InsuranceRepository } from './insurance/insurance.repository.js';
import { LineViews } from './line.views.js';
import { TripRepository } from './trip.repository.js';

export interface RetentionView {
  check: RetentionCheck;
  /** Masked for whoever does not act on the person; null once they were forgotten. */
  name: string | null;
  phone: string | null;
  enterpriseName: string;
  supplierName: string | null;
  /** Whose turn it is while it waits, and until when it is the employer's. */
  turn: Turn | null;
  answerBy: string;
  /** Months that the same employer is known to have paid. */
  insuredMonths: number;
}

/** Checks with who they are about. A look at names is written down once for each page. */
@Injectable()
export class RetentionViews {
  constructor(
    private readonly trips: TripRepository,
    private readonly lines: LineViews,
    private readonly neighbours: Neighbours,
    private readonly insurance: InsuranceRepository,
    private readonly rules: DispatchRules,
    private readonly ports: DispatchPorts,
  ) {}

  async of(who: Principal, checks: readonly RetentionCheck[]): Promise<RetentionView[]> {
    const lines = new Map((await this.trips.linesByIds(checks.map(({ lineId }) => lineId))).map((line) => [line.id, line]));
    const enterprises = await this.neighbours.enterpriseNames(checks.map(({ enterpriseId }) => enterpriseId));
    const suppliers = await this.neighbours.suppliers(checks.flatMap(({ supplierId }) => supplierId ?? []));
    const months = await this.insurance.monthsOf([...new Set(checks.map(({ lineId }) => lineId))]);
    const today = this.ports.clock.today();
    const { answerDays } = await this.rules.on(today);
    let people = 0;
    const views = checks.map((check) => {
      const { lineId, enterpriseId, supplierId } = check;
      const line = lines.get(lineId);
      const sight = sightOf(who, { supplierId: supplierId ?? '' }, { enterpriseId });
      const seen = line && this.lines.view(line, sight);
      if (seen && sight !== 'masked') people += 1;
      return {
        check,
        name: seen?.name ?? null,
        phone: seen?.phone ?? null,
        enterpriseName: enterprises.get(enterpriseId) ?? '',
        supplierName: suppliers.get(supplierId ?? '')?.name ?? null,
        turn: check.employerSays === null && check.dueOn <= today ? turnOf(check.dueOn, answerDays, today) : null,
        answerBy: answerBy(check.dueOn, answerDays),
        insuredMonths: (months.get(lineId) ?? []).filter(({ paidBy }) => paidBy === 'same').length,
      };
    });
    if (people > 0) await this.ports.audit.record(who, 'retention.shown', { kind: 'retention', id: checks[0]?.id ?? '' }, { people });
    return views;
  }
}
