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
    const open = ({ state, open: free }: NeedTotal): boolean => state === 'published' && free;
    const usable = ({ active, free }: BatchTotal): boolean => active && free;
    const weights = weightsOf(given);
    const figures = { needs: sum(needs, open, (row) => row.needs), batches: sum(batches, usable, (row) => row.batches) };
    return {
      ...figures,
      asked: sum(needs, open, (row) => row.people),
      suppliers: sum(batches, usable, (row) => row.suppliers),
      people: sum(batches, usable, (row) => row.people),
      rules: await this.rules.counts(node.path),
      leftOut: leftOutOf(needs, batches),
      weights,
      usual: defaultWeights,
      tierOrder: tierPromise(weights, figures),
      busyWith: (await this.runs.active(node.id))?.id ?? null,
    };
  }
}

type NeedTotal = Awaited<ReturnType<NeedReads['totals']>>[number];
type BatchTotal = Awaited<ReturnType<SupplyReads['totals']>>[number];

const sum = <T>(rows: readonly T[], which: (row: T) => boolean, figure: (row: T) => number): number =>
  rows.reduce((total, row) => total + (which(row) ? figure(row) : 0), 0);

/** What stands in the ledger and no run takes, by reason; what is given or taken to the last place asks for nobody. */
const leftOutOf = (needs: readonly NeedTotal[], batches: readonly BatchTotal[]): LeftOut[] => {
  const needsThat = (reason: LeftOutReason, which: (row: NeedTotal) => boolean, asking = true): LeftOut => ({
    what: 'needs',
    reason,
    count: sum(needs, which, (row) => row.needs),
    people: asking ? sum(needs, which, (row) => row.people) : 0,
  });
  const batchesThat = (reason: LeftOutReason, which: (row: BatchTotal) => boolean, asking = true): LeftOut => ({
    what: 'batches',
    reason,
    count: sum(batches, which, (row) => row.batches),
    people: asking ? sum(batches, which, (row) => row.people) : 0,
  });
  return [
    ...(['draft', 'checking', 'stale'] as const).map((state) => needsThat(state, (row) => row.state === state)),
    needsThat('given', (row) => row.state === 'published' && !row.open, false),
    batchesThat('taken', (row) => row.active && !row.free, false),
    batchesThat('inactive', (row) => !row.active),
  ].filter(({ count }) => count > 0);
};

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
