import { bool, id, instant, int, json, listOf, nested, num, oneOf, PageQuery, text } from '#platform/http';
import type { Comparison } from './compare.service.js';
import { UNFILLED_CODES, type NeedChangeRow, type TierOrder, type UnfilledCode } from '../domain/index.js';
import type { MatchingRule, MatchingRun } from '../matching.entity.js';
import type { EmptyEnterprise } from '../matching.reads.js';
import type { Preview } from './preview.service.js';
import {
  LEFT_OUT_REASONS,
  RULE_KINDS,
  RUN_STATES,
  type LeftOutReason,
  type RuleKind,
  type RunState,
  type RunSummary,
} from './run-state.js';

export class ProgressDto {
  @int({ about: 'parts of the city that are solved' }) done: number;
  @int() total: number;
}

export class StartRunDto {
  @id({ optional: true, about: 'organisation node whose needs are matched; the city without it' }) nodeId?: string;
  @json({ optional: true, about: 'weights that differ from the usual ones, in points' }) weights?: Record<string, unknown>;
}

export class UnfilledSumDto {
  @text() reason: string;
  @int() people: number;
}

export class MatchingRunDto {
  @id() id: string;
  @oneOf(RUN_STATES, 'RunState') state: RunState;
  @instant() startedAt: string;
  @instant({ nullable: true }) finishedAt: string | null;
  @text({ nullable: true }) startedByName: string | null;
  @int() needs: number;
  @int() batches: number;
  @int({ about: 'people asked for' }) asked: number;
  @int({ about: 'people placed' }) placed: number;
  @nested(() => ProgressDto, { nullable: true }) progress: ProgressDto | null;
  @oneOf(['optimal', 'feasible'], 'RunStatus', { nullable: true }) status: 'optimal' | 'feasible' | null;
  @num({ nullable: true }) objective: number | null;
  @num({ nullable: true }) bound: number | null;
  @num({ nullable: true }) gap: number | null;
  @num({ nullable: true }) seconds: number | null;
  @bool({ nullable: true, about: 'certified by the checker' }) certified: boolean | null;
  @json({ about: 'weights used, in points' }) weights: Record<string, unknown>;
  @text({ nullable: true }) digest: string | null;
  @listOf(() => UnfilledSumDto) unfilled: UnfilledSumDto[];
  @oneOf(['guarantee', 'preference'], 'TierOrder', { nullable: true, about: 'whether first tiers come first for certain' })
  tierOrder: TierOrder | null;
  @text({ nullable: true }) failure: string | null;

  static of(run: MatchingRun, startedByName: string | null, progress: ProgressDto | null = null): MatchingRunDto {
    const { unfilledByReason: unfilled, ...figures } = run.figures ?? noFigures;
    return {
      id: run.id,
      state: run.state,
      startedAt: run.createdAt.toISOString(),
      finishedAt: run.finishedAt?.toISOString() ?? null,
      startedByName,
      progress,
      ...figures,
      certified: run.certificate?.valid ?? null,
      tierOrder: run.certificate?.tierOrder ?? null,
      weights: { ...run.weights },
      digest: run.digest,
      unfilled,
      failure: run.failure,
    };
  }
}

/** Of a run that has no answer yet. */
const noFigures = {
  needs: 0,
  batches: 0,
  asked: 0,
  placed: 0,
  status: null,
  objective: null,
  bound: null,
  gap: null,
  seconds: null,
  unfilledByReason: [] as { reason: string; people: number }[],
};

export class PreviewQuery {
  @id({ optional: true, about: 'organisation node; the city without it' }) node?: string;
}

export class LeftOutDto {
  @oneOf(['needs', 'batches'], 'LeftOutKind') what: 'needs' | 'batches';
  @oneOf(LEFT_OUT_REASONS, 'LeftOutReason') reason: LeftOutReason;
  @int() count: number;
  @int() people: number;
}

export class RuleCountsDto {
  @int() lock: number;
  @int() exclude: number;
}

export class PreviewDto {
  @int() needs: number;
  @int({ about: 'people asked for' }) asked: number;
  @int() batches: number;
  @int() suppliers: number;
  @int({ about: 'people who are free' }) people: number;
  @nested(() => RuleCountsDto) rules: RuleCountsDto;
  @listOf(() => LeftOutDto) leftOut: LeftOutDto[];
  @json({ about: 'weights that a run would use, in points' }) weights: Record<string, unknown>;
  @oneOf(['guarantee', 'preference'], 'TierOrder') tierOrder: TierOrder;
  @id({ nullable: true, about: 'a run that goes on and keeps another from starting' }) busyWith: string | null;

  static of({ weights, usual: _usual, ...rest }: Preview): PreviewDto {
    return { ...rest, weights: { ...weights } };
  }
}

export class CountySumDto {
  @id() nodeId: string;
  @text() nodeName: string;
  @int() asked: number;
  @int() placed: number;
}

export class SupplierSumDto {
  @id() supplierId: string;
  @text() supplierName: string;
  @int({ about: 'free when the run began' }) people: number;
  @int() placed: number;
}

export class RunSummaryDto {
  @listOf(() => CountySumDto) counties: CountySumDto[];
  @listOf(() => SupplierSumDto) suppliers: SupplierSumDto[];
  @int() enterprises: number;
  @int({ about: 'that asked and get nobody' }) emptyEnterprises: number;
  @int() locked: number;
  @int() excluded: number;

  static of(summary: RunSummary | null, names: RunNames): RunSummaryDto {
    const { counties = [], suppliers = [], enterprises = 0, emptyEnterprises = 0, rules = { locked: 0, excluded: 0 } } = summary ?? {};
    return {
      counties: counties.map((row) => ({ ...row, nodeName: names.node(row.nodeId) })),
      suppliers: suppliers.map((row) => ({ ...row, supplierName: names.supplier(row.supplierId) })),
      enterprises,
      emptyEnterprises,
      ...rules,
    };
  }
}

/** Names that belong to a summary. */
export interface RunNames {
  node: (id: string) => string;
  supplier: (id: string) => string;
}

export class EmptyEnterpriseDto {
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @int() needs: number;
  @int() people: number;

  static of(row: EmptyEnterprise, enterpriseName: string): EmptyEnterpriseDto {
    return { ...row, enterpriseName };
  }
}

export class UnfilledQuery extends PageQuery {
  @oneOf(UNFILLED_CODES, 'UnfilledReason', { optional: true }) reason?: UnfilledCode;
  @id({ optional: true }) enterprise?: string;
}

export class CompareQuery {
  @id({ about: 'a finished run' }) a: string;
  @id({ about: 'another one' }) b: string;
}

export class CompareNeedsQuery extends PageQuery {
  @id() a: string;
  @id() b: string;
}

export class SideBySideDto {
  @text({ about: 'reason, node or supplier' }) key: string;
  @text({ nullable: true }) name: string | null;
  @int() a: number;
  @int() b: number;
}

export class ComparisonDto {
  @nested(() => MatchingRunDto) a: MatchingRunDto;
  @nested(() => MatchingRunDto) b: MatchingRunDto;
  @listOf(() => SideBySideDto, { about: 'people not placed' }) reasons: SideBySideDto[];
  @listOf(() => SideBySideDto, { about: 'people placed' }) counties: SideBySideDto[];
  @listOf(() => SideBySideDto, { about: 'people placed' }) suppliers: SideBySideDto[];
  @int({ about: 'needs to which the two propose different people' }) changedNeeds: number;

  static of({ a, b, reasons, counties, suppliers, changedNeeds }: Comparison, names: RunNames): ComparisonDto {
    return {
      a: MatchingRunDto.of(a, null),
      b: MatchingRunDto.of(b, null),
      changedNeeds,
      reasons: reasons.map(({ reason, ...both }) => ({ key: reason, name: null, ...both })),
      counties: counties.map(({ nodeId, ...both }) => ({ key: nodeId, name: names.node(nodeId), ...both })),
      suppliers: suppliers.map(({ supplierId, ...both }) => ({ key: supplierId, name: names.supplier(supplierId), ...both })),
    };
  }
}

export class ChangedNeedDto {
  @id() needId: string;
  @text() needTitle: string;
  @text() enterpriseName: string;
  @int({ about: 'people proposed by the first run' }) a: number;
  @int() b: number;

  static of(row: NeedChangeRow, names: { needTitle: string; enterpriseName: string }): ChangedNeedDto {
    return { ...row, ...names };
  }
}

export class NewRuleDto {
  @id() needId: string;
  @id() batchId: string;
  @oneOf(RULE_KINDS, 'RuleKind') kind: RuleKind;
  @text({ optional: true, nullable: true, max: 200 }) note?: string | null;
}

/** What a rule shows of its pair. */
export interface RuleNames {
  needTitle: string;
  enterpriseName: string;
  batchTitle: string;
  supplierName: string;
  createdByName: string | null;
}

export class RuleDto {
  @id() id: string;
  @oneOf(RULE_KINDS, 'RuleKind') kind: RuleKind;
  @id() needId: string;
  @text() needTitle: string;
  @text() enterpriseName: string;
  @id() batchId: string;
  @text() batchTitle: string;
  @text() supplierName: string;
  @text({ nullable: true }) note: string | null;
  @text({ nullable: true }) createdByName: string | null;
  @instant() createdAt: string;

  static of({ id: key, kind, needId, batchId, note, createdAt }: MatchingRule, names: RuleNames): RuleDto {
    return { id: key, kind, needId, batchId, note, createdAt: createdAt.toISOString(), ...names };
  }
}
