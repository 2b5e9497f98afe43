import { id, instant, int, json, listOf, nested, num, oneOf, PageQuery, text, bool, day } from '#platform/http';
import type { Advice, Reason, UnfilledOutput } from './domain/index.js';
import type { MatchingRun, Proposal } from './matching.entity.js';
import { PROPOSAL_STATES, RUN_STATES, type ProposalState, type RunState } from './run-state.js';

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
  @oneOf(['optimal', 'feasible'], 'RunStatus', { nullable: true }) status: 'optimal' | 'feasible' | null;
  @num({ nullable: true }) objective: number | null;
  @num({ nullable: true }) bound: number | null;
  @num({ nullable: true }) gap: number | null;
  @num({ nullable: true }) seconds: number | null;
  @bool({ nullable: true, about: 'certified by the checker' }) certified: boolean | null;
  @json({ about: 'weights used, in points' }) weights: Record<string, unknown>;
  @text({ nullable: true }) digest: string | null;
  @listOf(() => UnfilledSumDto) unfilled: UnfilledSumDto[];
  @text({ nullable: true }) failure: string | null;

  static of(run: MatchingRun, startedByName: string | null): MatchingRunDto {
    const { figures } = run;
    return {
      id: run.id, state: run.state, startedAt: run.createdAt.toISOString(), finishedAt: run.finishedAt?.toISOString() ?? null, startedByName,
      needs: figures?.needs ?? 0, batches: figures?.batches ?? 0, asked: figures?.asked ?? 0, placed: figures?.placed ?? 0, status: figures?.status ?? null,
      objective: figures?.objective ?? null, bound: figures?.bound ?? null, gap: figures?.gap ?? null, seconds: figures?.seconds ?? null,
      certified: run.certificate?.valid ?? null, weights: { ...run.weights }, digest: run.digest, unfilled: figures?.unfilledByReason ?? [], failure: run.failure,
    };
  }
}

export class ApproveDto {
  @listOf('string', { optional: true, max: 5_000, about: 'proposals to approve; all that wait without it' }) proposalIds?: string[];
}

export class ApprovedDto {
  @int() sent: number;
  @int({ about: 'no longer possible: the need or the batch has changed since the run' }) stale: number;
}

export class ReasonDto {
  @text() kind: string;
  @num() points: number;
  @num() value: number;
  @text() text: string;
}

/** What a proposal shows of the need and batch behind it. */
export interface ProposalNames {
  needTitle: string;
  enterpriseName: string;
  nodeName: string;
  batchTitle: string;
  supplierName: string;
  wageFromYuan: number | null;
  wageToYuan: number | null;
  startBy: string | null;
  lodging: boolean;
}

export class ProposalDto {
  @id() id: string;
  @id() runId: string;
  @id() needId: string;
  @text() needTitle: string;
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @text() nodeName: string;
  @id() batchId: string;
  @text() batchTitle: string;
  @id() supplierId: string;
  @text() supplierName: string;
  @int() people: number;
  @int({ nullable: true }) wageFromYuan: number | null;
  @int({ nullable: true }) wageToYuan: number | null;
  @day({ nullable: true }) startBy: string | null;
  @bool() lodging: boolean;
  @listOf(() => ReasonDto) reasons: Reason[];
  @oneOf(PROPOSAL_STATES, 'ProposalState') state: ProposalState;

  static of(row: Proposal, names: ProposalNames): ProposalDto {
    const { id: key, runId, needId, enterpriseId, batchId, supplierId, people, reasons, state } = row;
    return { id: key, runId, needId, enterpriseId, batchId, supplierId, people, reasons: [...reasons], state, ...names };
  }
}

export class ProposalQuery extends PageQuery {
  @oneOf(PROPOSAL_STATES, 'ProposalState', { optional: true }) state?: ProposalState;
  @id({ optional: true }) batch?: string;
}

export class ChangeDto {
  @text() kind: string;
  @num() by: number;
  @text() to: string;
}

export class AdviceDto {
  @nested(() => ChangeDto) change: ChangeDto;
  @int({ about: 'this need gets at least so many more' }) gain: number;
  @int({ about: 'so many more are placed in all' }) netPlaced: number;
  @int() takenFromOthers: number;
  @text() text: string;

  static of({ change, gain, netPlaced, takenFromOthers, text: words }: Advice): AdviceDto {
    return { change: { kind: change.kind, by: change.by, to: String(change.to) }, gain, netPlaced, takenFromOthers, text: words };
  }
}

export class UnfilledDto {
  @id() needId: string;
  @text() needTitle: string;
  @int() people: number;
  @text() reason: string;
  @text() text: string;
  @listOf(() => AdviceDto) advice: AdviceDto[];

  static of(row: UnfilledOutput, needTitle: string): UnfilledDto {
    return { needId: row.need, needTitle, people: row.people, reason: row.reason.code, text: row.reason.text, advice: row.advice.map((one) => AdviceDto.of(one)) };
  }
}
