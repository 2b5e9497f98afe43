import { Check, Entity, Index, Unique } from 'typeorm';
import { Flag, Instant, Int, Json, Key, Ref, Str, Txt } from '#platform/db';
import { type Side } from '#access';
import type { Advice, Matched, MatchingAnswer, Reason, TermChange, UnfilledCode, Weights } from './domain/index.js';
import type { ProposalState, RuleKind, RunFigures, RunState, RunSummary } from './run/run-state.js';

/** One run: what it was given (digest, weights), what came out, and the certificate. */
@Entity('matching_run')
@Unique('UQ_matching_run_active', ['activeKey'])
@Index('IX_matching_run_created', ['createdAt', 'id'])
export class MatchingRun {
  @Key() id: string;
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  @Str(12) state: RunState;
  /** The node's id while the run waits or runs: one run of a city at a time. */
  @Str(36, { nullable: true }) activeKey: string | null;
  /** The try that writes the answer down: an earlier one that wakes up again finds itself replaced. */
  @Ref({ nullable: true }) writerId: string | null;
  @Json() weights: Partial<Weights>;
  /** SHA-256 of the problem that was solved. */
  @Str(64, { nullable: true }) digest: string | null;
  @Json({ nullable: true }) figures: RunFigures | null;
  @Json({ nullable: true }) certificate: MatchingAnswer['certificate'] | null;
  @Json({ nullable: true, large: true }) summary: RunSummary | null;
  /** What one more place of each need is worth at the optimum, packed: how needs are put in order until the next run. */
  @Txt({ nullable: true, large: true }) prices: string | null;
  @Ref() startedById: string;
  @Ref({ nullable: true }) jobId: string | null;
  @Str(500, { nullable: true }) failure: string | null;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) finishedAt: Date | null;
}

/** So many people of one batch for one need, and why. */
@Entity('proposal')
@Unique('UQ_proposal_pair', ['runId', 'needId', 'batchId'])
@Index('IX_proposal_run', ['runId', 'state', 'id'])
@Index('IX_proposal_supplier', ['supplierId', 'state', 'id'])
@Index('IX_proposal_enterprise', ['enterpriseId', 'state', 'id'])
@Index('IX_proposal_need', ['needId', 'state'])
@Index('IX_proposal_batch', ['batchId', 'id'])
@Index('IX_proposal_supplier_occupation', ['supplierId', 'occupationCode', 'state', 'id'])
@Index('IX_proposal_run_occupation', ['runId', 'occupationCode', 'id'])
@Check('CK_proposal_people', 'people > 0')
export class Proposal {
  @Key() id: string;
  @Ref() runId: string;
  @Ref() needId: string;
  @Ref() batchId: string;
  @Ref() supplierId: string;
  @Ref() enterpriseId: string;
  /** The need's, as it was matched. */
  @Str(16, { nullable: true }) occupationCode: string | null;
  /** The need's node. */
  @Str(400) nodePath: string;
  @Int() people: number;
  @Json() reasons: readonly Reason[];
  /** The need's `termsVersion` that was matched: with another one the proposal is stale. */
  @Int() needVersion: number;
  /** What decided, as it was then. */
  @Json({ nullable: true }) matched: Matched | null;
  @Str(12) state: ProposalState;
  /** What made it stale. */
  @Json({ nullable: true }) changes: readonly TermChange[] | null;
  /** When the enterprise said that these people are welcome. */
  @Instant({ nullable: true }) welcomedAt: Date | null;
  /** Who declined, and why. */
  @Str(12, { nullable: true }) declinedBy: Side | null;
  @Str(200, { nullable: true }) reason: string | null;
  @Instant() createdAt: Date;
}

/** A need that a run left short, why, and which single change would help. */
@Entity('matching_unfilled')
@Unique('UQ_matching_unfilled_need', ['runId', 'needId'])
@Index('IX_matching_unfilled_empty', ['runId', 'empty', 'enterpriseId'])
@Index('IX_matching_unfilled_reason', ['runId', 'reason', 'needId'])
export class Unfilled {
  @Key() id: string;
  @Ref() runId: string;
  @Ref() needId: string;
  @Ref() enterpriseId: string;
  @Str(400) nodePath: string;
  @Int() people: number;
  @Str(20) reason: UnfilledCode;
  @Json({ large: true }) advice: readonly Advice[];
  /** The need's `termsVersion` that the advice is about. */
  @Int() needVersion: number;
  /** The enterprise gets nobody in the whole run. */
  @Flag() empty: boolean;
}

/** A pair that every run of a city has to keep or to leave, until staff lift it. */
@Entity('matching_rule')
@Unique('UQ_matching_rule_pair', ['nodeId', 'needId', 'batchId'])
@Index('IX_matching_rule_newest', ['createdAt', 'id'])
@Index('IX_matching_rule_need', ['needId'])
export class MatchingRule {
  @Key() id: string;
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  @Ref() needId: string;
  @Ref() batchId: string;
  @Str(8) kind: RuleKind;
  @Str(200, { nullable: true }) note: string | null;
  @Ref() createdById: string;
  @Instant() createdAt: Date;
}
