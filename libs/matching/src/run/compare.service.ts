import { Injectable } from '@nestjs/common';
import { cursorAt, placeOf, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import type { MatchingRun } from '../matching.entity.js';
import { problems } from '../matching.problems.js';
import type { NeedChangeRow } from '../domain/index.js';
import { MatchingReads } from '../matching.reads.js';
import { RunService } from './run.service.js';
import type { CountySum } from './run-state.js';

interface Both {
  a: number;
  b: number;
}

export interface Comparison {
  a: MatchingRun;
  b: MatchingRun;
  reasons: ({ reason: string } & Both)[];
  counties: ({ nodeId: string } & Both)[];
  suppliers: ({ supplierId: string } & Both)[];
  /** Needs to which the two propose different people. */
  changedNeeds: number;
}

/** Two finished runs side by side. */
@Injectable()
export class CompareService {
  constructor(
    private readonly matching: RunService,
    private readonly reads: MatchingReads,
  ) {}

  async of(who: Principal, ids: { a: string; b: string }): Promise<Comparison> {
    const { a, b } = await this.both(who, ids);
    const placed = (run: MatchingRun): Map<string, number> =>
      new Map((run.summary?.counties ?? []).map((row: CountySum) => [row.nodeId, row.placed]));
    const sent = (run: MatchingRun): Map<string, number> =>
      new Map((run.summary?.suppliers ?? []).map((row) => [row.supplierId, row.placed]));
    const short = (run: MatchingRun): Map<string, number> =>
      new Map((run.figures?.unfilledByReason ?? []).map((row) => [row.reason, row.people]));
    return {
      a,
      b,
      reasons: side(short(a), short(b)).map(({ key, ...rest }) => ({ reason: key, ...rest })),
      counties: side(placed(a), placed(b)).map(({ key, ...rest }) => ({ nodeId: key, ...rest })),
      suppliers: side(sent(a), sent(b)).map(({ key, ...rest }) => ({ supplierId: key, ...rest })),
      changedNeeds: await this.count(a.id, b.id),
    };
  }

  async needs(who: Principal, ids: { a: string; b: string }, cursor: string | undefined, limit: number): Promise<Paged<NeedChangeRow>> {
    const { a, b } = await this.both(who, ids);
    const rows: NeedChangeRow[] = [];
    for await (const row of this.reads.changes(a.id, b.id, afterKey(cursor))) if (rows.push(row) > limit) break;
    return paged(rows, limit, ({ needId }) => needId);
  }

  private async count(a: string, b: string): Promise<number> {
    const changes = this.reads.changes(a, b, '');
    let count = 0;
    while ((await changes.next()).done !== true) count += 1;
    return count;
  }

  private async both(who: Principal, ids: { a: string; b: string }): Promise<{ a: MatchingRun; b: MatchingRun }> {
    const [a, b] = [await this.matching.one(who, ids.a), await this.matching.one(who, ids.b)];
    if (a.state !== 'done' || b.state !== 'done' || a.id === b.id) throw problems('matching.two_runs');
    return { a, b };
  }
}

/** What two runs say about the same keys, the largest first. */
const side = (a: Map<string, number>, b: Map<string, number>): ({ key: string } & Both)[] =>
  [...new Set([...a.keys(), ...b.keys()])]
    .map((key) => ({ key, a: a.get(key) ?? 0, b: b.get(key) ?? 0 }))
    .sort((x, y) => Math.max(y.a, y.b) - Math.max(x.a, x.b) || (x.key < y.key ? -1 : 1));

/** A page of rows of which one more than wanted was read; the key of the last one shown is the cursor. */
export const paged = <T>(rows: T[], limit: number, key: (row: T) => string): Paged<T> => {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? cursorAt([key(last)]) : null };
};

/** The key that a cursor of {@link paged} names; before the first one without. @throws CursorError */
export const afterKey = (cursor: string | undefined): string => (cursor === undefined ? '' : placeOf(cursor, ['text'])[0]);
