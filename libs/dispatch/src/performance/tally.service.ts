import { Injectable } from '@nestjs/common';
import { dayOf, UnitOfWork } from '#platform/db';
import { DispatchPorts, Neighbours } from '../dispatch.ports.js';
import type { PromiseRow } from '../dispatch.entity.js';
import type { LineState } from '../domain/line.js';
import { monthOf } from '../domain/insurance.js';
import { CHECK_FIGURES, checkColumns, FUNNEL, type CheckColumn } from '../domain/performance.js';
import type { PromiseTally } from './tally.entity.js';
import { TallyRepository, type ChecksOfPromise, type LinesOfPromise } from './tally.repository.js';

/** Who set off has boarded whatever came later; who was lost on the way did not arrive. */
const REACHED: Record<'boarded' | 'arrived' | 'signed', readonly LineState[]> = {
  boarded: ['boarded', 'arrived', 'lost', 'signed', 'refused'],
  arrived: ['arrived', 'signed', 'refused'],
  signed: ['signed'],
};

/** Counts what became of promises, so that pages need not go through all people: again every quarter of an hour. */
@Injectable()
export class TallyService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rows: TallyRepository,
    private readonly neighbours: Neighbours,
    private readonly ports: DispatchPorts,
  ) {}

  /** Counts the next promises after one. @returns the last one, or null when there are no more */
  async count(after: string, limit: number): Promise<string | null> {
    const promises = await this.rows.promises(after, limit);
    const ids = promises.map(({ id }) => id);
    if (ids.length === 0) return null;
    const needs = new Map((await this.neighbours.needs.many(promises.map(({ needId }) => needId))).map((need) => [need.id, need]));
    const lines = grouped(await this.rows.lines(ids));
    const checks = grouped(await this.rows.checks(ids, this.ports.clock.today()));
    const before = new Map((await this.rows.tallies(ids)).map((one) => [one.id, one]));
    const changed = promises
      .map((one) => tallied(one, needs.get(one.needId)?.occupationCode ?? '', lines.get(one.id) ?? [], checks.get(one.id) ?? []))
      .filter((now) => !same(now, before.get(now.id)));
    if (changed.length > 0) await this.uow.run(() => this.rows.save(changed));
    return promises.length < limit ? null : (ids.at(-1) ?? null);
  }
}

const grouped = <T extends { promiseId: string }>(rows: readonly T[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.promiseId, [...(groups.get(row.promiseId) ?? []), row]);
  return groups;
};

const same = (now: PromiseTally, before: PromiseTally | undefined): boolean =>
  before !== undefined && (Object.keys(now) as (keyof PromiseTally)[]).every((column) => now[column] === before[column]);

const ANSWERED = ['accepted', 'declined'];

/** An instant as the driver gives it. */
const instant = (at: Date | string): Date => (at instanceof Date ? at : new Date(`${at.replace(' ', 'T').replace('Z', '')}Z`));

const tallied = (
  { id, supplierId, enterpriseId, nodePath, createdAt, people, notTaken, state, decidedAt }: PromiseRow,
  occupationCode: string,
  lines: readonly LinesOfPromise[],
  checks: readonly ChecksOfPromise[],
): PromiseTally => {
  const reached = (step: keyof typeof REACHED): number =>
    lines.reduce((sum, line) => sum + (REACHED[step].includes(line.state) ? line.people : 0), 0);
  const signings = lines.flatMap(({ state: of, signedAt }) => (of === 'signed' && signedAt ? dayOf(instant(signedAt)) : [])).sort();
  const figures = Object.fromEntries(checkColumns.map((column) => [column, 0])) as Record<CheckColumn, number>;
  for (const check of checks)
    for (const figure of CHECK_FIGURES) {
      const column = `${figure}${check.days}` as CheckColumn;
      if (column in figures) figures[column] = check[figure];
    }
  const funnel: Record<(typeof FUNNEL)[number], number> = {
    promised: people + notTaken,
    committed: state === 'accepted' ? people : 0,
    boarded: reached('boarded'),
    arrived: reached('arrived'),
    signed: reached('signed'),
  };
  return {
    ...{ id, supplierId, enterpriseId, nodePath, occupationCode },
    promisedOn: dayOf(createdAt),
    cohort: signings[0] ? monthOf(signings[0]) : null,
    answerMinutes:
      decidedAt && ANSWERED.includes(state) ? Math.max(0, Math.round((decidedAt.getTime() - createdAt.getTime()) / 60_000)) : null,
    ...funnel,
    ...figures,
  };
};
