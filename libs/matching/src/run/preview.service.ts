import { Injectable } from '@nestjs/common';
import { AccessService, OrgTree } from '#access';
import { NeedReads } from '#need';
import { notFound, type Principal } from '#platform/http';
import { SupplyReads } from '#supply';
import { defaultWeights, tierPromise, validateWeights, weightsOf, type TierOrder, type Weights } from '../domain/index.js';
import { problems } from '../matching.problems.js';
import { MatchingRepository } from '../matching.repository.js';
import { RuleService } from '../rule/rule.service.js';
import type { LeftOutReason } from './run-state.js';

/** Something that a run leaves out, and why. */
export interface LeftOut {
  what: 'needs' | 'batches';
  reason: LeftOutReason;
  count: number;
  people: number;
}

export interface Preview {
  needs: number;
  asked: number;
  batches: number;
  suppliers: number;
  people: number;
  rules: { lock: number; exclude: number };
  leftOut: LeftOut[];
  weights: Weights;
  usual: Weights;
  tierOrder: TierOrder;
  /** The run that goes on, and keeps another from starting. */
  busyWith: string | null;
}

/** What a run would use if it began now. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly needs: NeedReads,
    private readonly supply: SupplyReads,
    private readonly runs: MatchingRepository,
    private readonly rules: RuleService,
  ) {}

  async of(who: Principal, nodeId: string | undefined, given: Partial<Weights>): Promise<Preview> {
    const node = nodeId ? await this.org.byId(nodeId) : await this.org.city();
    if (!node) throw notFound('org-node', nodeId ?? '');
    this.access.require(who, 'matching.run', { nodePath: node.path });
    refuseWeights(given);
    const [needs, batches] = [await this.needs.totals(node.path), await this.supply.totals()];
    const sum = <T>(rows: readonly T[], which: (row: T) => boolean, figure: (row: T) => number): number =>
      rows.reduce((total, row) => total + (which(row) ? figure(row) : 0), 0);
    const open = ({ state, open: free }: (typeof needs)[number]): boolean => state === 'published' && free;
    const usable = ({ active, free }: (typeof batches)[number]): boolean => active && free;
    const weights = weightsOf(given);
    const figures = { needs: sum(needs, open, (row) => row.needs), batches: sum(batches, usable, (row) => row.batches) };
    const leftOut: LeftOut[] = [
      ...(['draft', 'checking', 'stale'] as const).map((reason) => ({
        what: 'needs' as const,
        reason,
        count: sum(
          needs,
          (row) => row.state === reason,
          (row) => row.needs,
        ),
        people: sum(
          needs,
          (row) => row.state === reason,
          (row) => row.people,
        ),
      })),
      {
        what: 'needs',
        reason: 'given',
        count: sum(
          needs,
          (row) => row.state === 'published' && !row.open,
          (row) => row.needs,
        ),
        people: 0,
      },
      {
        what: 'batches',
        reason: 'taken',
        count: sum(
          batches,
          (row) => row.active && !row.free,
          (row) => row.batches,
        ),
        people: 0,
      },
      {
        what: 'batches',
        reason: 'inactive',
        count: sum(
          batches,
          (row) => !row.active,
          (row) => row.batches,
        ),
        people: sum(
          batches,
          (row) => !row.active,
          (row) => row.people,
        ),
      },
    ];
    return {
      ...figures,
      asked: sum(needs, open, (row) => row.people),
      suppliers: sum(batches, usable, (row) => row.suppliers),
      people: sum(batches, usable, (row) => row.people),
      rules: await this.rules.counts(node.path),
      leftOut: leftOut.filter(({ count }) => count > 0),
      weights,
      usual: defaultWeights,
      tierOrder: tierPromise(weights, figures),
      busyWith: (await this.runs.active(node.id))?.id ?? null,
    };
  }
}

/** @throws Problem `matching.weights` that lists every one that cannot be used, with its place */
export const refuseWeights = (given: unknown): void => {
  const faults = validateWeights(given);
  if (faults.length === 0) return;
  throw problems(
    'matching.weights',
    { count: faults.length },
    faults.map(({ path, code, message }) => ({ path, code, message: { zh: `权重不在允许范围内（${message}）`, en: message } })),
  );
};
