import { Injectable } from '@nestjs/common';
import { Directory } from '#access';
import { cursorAt, placeOf, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import { retentionDue, retentionLate } from '../dispatch.events.js';
import type { RetentionCheck } from '../dispatch.entity.js';
import { DispatchPorts, Neighbours } from '../dispatch.ports.js';
import { DispatchRules } from '../dispatch-rules.js';
import { answerBy, lateSince } from '../domain/chase.js';
import { ChaseRepository, type LateOfEnterprise, type Notice } from './chase.repository.js';

export interface LateView extends LateOfEnterprise {
  enterpriseName: string;
  /** The last day on which the oldest of them could be answered in time. */
  answerBy: string;
  /** Who asks the enterprise: liaisons of its county, or else the county's staff. */
  owners: string[];
}

/** Follow-ups that nobody answers: first the enterprise is told that they are due, then whoever looks after it that they are late. */
@Injectable()
export class ChaseService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly checks: ChaseRepository,
    private readonly rules: DispatchRules,
    private readonly directory: Directory,
    private readonly neighbours: Neighbours,
    private readonly ports: DispatchPorts,
  ) {}

  async late(who: Principal, cursor: string | undefined, limit: number): Promise<Paged<LateView>> {
    const { access, clock } = this.ports;
    const { answerDays } = await this.rules.on(clock.today());
    const skip = cursor === undefined ? 0 : placeOf(cursor, ['number'])[0];
    const found = await this.checks.late(access.scope(who, 'dispatch.retention_read'), lateSince(clock.today(), answerDays), {
      skip,
      limit: limit + 1,
    });
    const rows = found.slice(0, limit);
    const names = await this.neighbours.enterpriseNames(rows.map(({ enterpriseId }) => enterpriseId));
    const owners = await this.owners(rows.map(({ nodePath }) => nodePath));
    const items = rows.map((row) => ({
      ...row,
      enterpriseName: names.get(row.enterpriseId) ?? '',
      answerBy: answerBy(row.oldest, answerDays),
      owners: owners.get(row.nodePath) ?? [],
    }));
    return { items, next: found.length > limit ? cursorAt([skip + limit]) : null };
  }

  /** Tells of up to so many checks once. @returns of how many */
  async tell(notice: Notice, limit: number): Promise<number> {
    const today = this.ports.clock.today();
    const { answerDays } = await this.rules.on(today);
    return this.uow.run(async () => {
      const checks = await this.checks.untold(notice, notice === 'due' ? today : lateSince(today, answerDays), limit);
      if (checks.length === 0) return 0;
      const ids = checks.map(({ id }) => id);
      // Somebody else tells them at this moment.
      if ((await this.checks.told(notice, ids, this.ports.clock.now())) === 0) return 0;
      for (const event of together(checks, today, answerDays))
        await this.ports.events.record(notice === 'due' ? retentionDue : retentionLate, event);
      return checks.length;
    });
  }

  private async owners(nodePaths: readonly string[]): Promise<Map<string, string[]>> {
    const owners = new Map<string, string[]>();
    for (const path of new Set(nodePaths)) {
      const liaisons = await this.directory.staffOf(path, ['liaison']);
      const people = liaisons.length > 0 ? liaisons : await this.directory.staffOf(path);
      owners.set(
        path,
        people.map(({ name }) => name),
      );
    }
    return owners;
  }
}

/** One piece of news for each enterprise. */
const together = (checks: readonly RetentionCheck[], day: string, answerDays: number) => {
  const groups = new Map<string, RetentionCheck[]>();
  for (const check of checks) groups.set(check.enterpriseId, [...(groups.get(check.enterpriseId) ?? []), check]);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { enterpriseId, nodePath, dueOn } = first;
    return [{ enterpriseId, nodePath, people: group.length, dueOn, answerBy: answerBy(dueOn, answerDays), day }];
  });
};
