import { Check, Entity, Index, Unique } from 'typeorm';
import { Instant, Int, Json, Key, Ref, Str } from '#platform/db';
import type { RunFigures, RunState, ProposalState } from './run-state.js';
import type { MatchingAnswer, Reason, UnfilledOutput, Weights } from './domain/index.js';

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
  @Json() weights: Partial<Weights>;
  /** SHA-256 of the problem that was solved. */
  @Str(64, { nullable: true }) digest: string | null;
  @Json({ nullable: true }) figures: RunFigures | null;
  @Json({ nullable: true }) certificate: MatchingAnswer['certificate'] | null;
  @Json({ nullable: true, large: true }) unfilled: UnfilledOutput[] | null;
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
@Check('CK_proposal_people', 'people > 0')
export class Proposal {
  @Key() id: string;
  @Ref() runId: string;
  @Ref() needId: string;
  @Ref() batchId: string;
  @Ref() supplierId: string;
  @Ref() enterpriseId: string;
  /** The need's node. */
  @Str(400) nodePath: string;
  @Int() people: number;
  @Json() reasons: readonly Reason[];
  /** Version of the need that was matched: a later edit makes the proposal stale. */
  @Int() needVersion: number;
  @Str(12) state: ProposalState;
  @Instant() createdAt: Date;
}
