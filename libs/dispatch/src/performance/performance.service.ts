import { Injectable } from '@nestjs/common';
import type { Scope } from '#access';
import { cursorAt, placeOf, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import { occupations } from '#reference';
import { DispatchPorts, Neighbours } from '../dispatch.ports.js';
import { FEWEST, FUNNEL, hiddenOf, type CheckColumn, type CheckFigure, type FunnelFigure } from '../domain/performance.js';
import { RETENTION_DAYS } from '../domain/retention.js';
import { PerformanceRepository, type Grouping, type GroupSum, type Period } from './performance.repository.js';

/** Of those who signed: how many were to be asked about after so many days, and what is said; null where so few would be told apart. */
export interface StayPoint {
  days: number;
  figures: Record<CheckFigure, number> | null;
}

export interface GroupResult {
  sum: GroupSum;
  name: string;
  points: StayPoint[];
}

export interface ProvinceFlow extends Record<FunnelFigure, number> {
  /** First two digits of GB/T 2260. */
  province: string;
  suppliers: number;
}

/** So many groups stand in one picture. */
const MOST_GROUPS = 60;
const ALL = 10_000;

/** 成效: what became of promises, by who made them, whom they were made to, by occupation and by month; read from what is counted. */
@Injectable()
export class PerformanceService {
  constructor(
    private readonly rows: PerformanceRepository,
    private readonly neighbours: Neighbours,
    private readonly ports: DispatchPorts,
  ) {}

  async list(who: Principal, by: Grouping, period: Period, cursor: string | undefined, limit: number): Promise<Paged<GroupResult>> {
    const scope = this.scope(who);
    const skip = cursor === undefined ? 0 : placeOf(cursor, ['number'])[0];
    const sums = await this.rows.sums(scope, by, period, { order: 'promised', skip, limit: limit + 1 });
    const items = await this.results(by, sums.slice(0, limit), fewest(scope));
    return { items, next: sums.length > limit ? cursorAt([skip + limit]) : null };
  }

  /** Who stayed, of each group and of all. Groups stand by size, months in their order. */
  async curve(who: Principal, by: Grouping, period: Period): Promise<{ groups: GroupResult[]; all: GroupResult }> {
    const scope = this.scope(who);
    const order = by === 'cohort' ? 'key' : 'signed';
    const sums = await this.rows.sums(scope, by, period, { order, skip: 0, limit: MOST_GROUPS });
    const months = by === 'cohort' ? sums : await this.rows.sums(scope, 'cohort', period, { order: 'key', skip: 0, limit: ALL });
    const groups = await this.results(
      by,
      sums.filter(({ signed }) => signed > 0),
      fewest(scope),
    );
    const all = totalOf(months);
    return { groups, all: { sum: all, name: '', points: pointsOf([all], fewest(scope))[0] ?? [] } };
  }

  /** From which provinces people come. */
  async provinces(who: Principal, period: Period): Promise<ProvinceFlow[]> {
    const sums = await this.rows.sums(this.scope(who), 'supplier', period, { order: 'key', skip: 0, limit: ALL });
    const places = new Map((await this.neighbours.supply.suppliers(sums.map(({ key }) => key))).map((one) => [one.id, one.divisionCode]));
    const flows = new Map<string, ProvinceFlow>();
    for (const sum of sums) {
      const province = places.get(sum.key)?.slice(0, 2) ?? '';
      const flow = flows.get(province) ?? { province, suppliers: 0, promised: 0, committed: 0, boarded: 0, arrived: 0, signed: 0 };
      flow.suppliers += 1;
      for (const figure of FUNNEL) flow[figure] += sum[figure];
      flows.set(province, flow);
    }
    return [...flows.values()].filter(({ province }) => province !== '').sort((a, b) => (a.province < b.province ? -1 : 1));
  }

  private scope(who: Principal): Scope {
    return this.ports.access.scope(who, 'dispatch.performance');
  }

  private async results(by: Grouping, sums: GroupSum[], least: number): Promise<GroupResult[]> {
    const names = await this.names(
      by,
      sums.map(({ key }) => key),
    );
    const points = pointsOf(sums, least);
    return sums.map((sum, at) => ({ sum, name: names.get(sum.key) ?? sum.key, points: points[at] ?? [] }));
  }

  private async names(by: Grouping, keys: string[]): Promise<Map<string, string>> {
    if (by === 'supplier') return new Map([...(await this.neighbours.suppliers(keys))].map(([id, { name }]) => [id, name]));
    if (by === 'enterprise') return this.neighbours.enterpriseNames(keys);
    return by === 'occupation' ? new Map(keys.map((code) => [code, occupations.byCode(code)?.name ?? code])) : new Map();
  }
}

/** Whoever brings or employs them knows each by name; to all others small groups say nothing. */
const fewest = ({ all, paths }: Scope): number => (all || paths.length > 0 ? FEWEST : 1);

const figuresOf = (sum: GroupSum, days: number): Record<CheckFigure, number> => {
  const of = (figure: CheckFigure): number => sum[`${figure}${days}` as CheckColumn];
  return { due: of('due'), stayed: of('stayed'), left: of('left'), insured: of('insured'), confirmed: of('confirmed') };
};

const pointsOf = (sums: readonly GroupSum[], least: number): StayPoint[][] => {
  const hidden = RETENTION_DAYS.map((days) =>
    hiddenOf(
      sums.map((sum) => figuresOf(sum, days).due),
      least,
    ),
  );
  return sums.map((sum, at) => RETENTION_DAYS.map((days, i) => ({ days, figures: hidden[i]?.has(at) ? null : figuresOf(sum, days) })));
};

const totalOf = (sums: readonly GroupSum[]): GroupSum => {
  const [first, ...others] = sums;
  if (!first) return { ...EMPTY };
  const total: GroupSum = { ...first, key: '' };
  for (const sum of others) for (const name of Object.keys(sum) as (keyof GroupSum)[]) if (name !== 'key') total[name] += sum[name];
  return total;
};

const EMPTY: GroupSum = {
  ...{ key: '', promises: 0, answered: 0, answerMinutes: 0, promised: 0, committed: 0, boarded: 0, arrived: 0, signed: 0 },
  ...{ due30: 0, stayed30: 0, left30: 0, insured30: 0, confirmed30: 0, due90: 0, stayed90: 0, left90: 0, insured90: 0, confirmed90: 0 },
  ...{ due180: 0, stayed180: 0, left180: 0, insured180: 0, confirmed180: 0 },
};
