export const RUN_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

export const PROPOSAL_STATES = ['proposed', 'sent', 'promised', 'declined', 'dropped', 'stale'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** What staff hold about a pair, for every run until it is lifted. */
export const RULE_KINDS = ['lock', 'exclude'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** Why a run leaves something out: of needs the state in which they are, or that all their places are given; of batches that their people
 * are taken, or their supplier is not active. */
export const LEFT_OUT_REASONS = ['draft', 'checking', 'stale', 'given', 'taken', 'inactive'] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** What a run came to. People are counted, points are those of the weights. */
export interface RunFigures {
  status: 'optimal' | 'feasible';
  needs: number;
  batches: number;
  asked: number;
  placed: number;
  objective: number;
  bound: number;
  gap: number;
  seconds: number;
  unfilledByReason: { reason: string; people: number }[];
}

export interface CountySum {
  nodeId: string;
  asked: number;
  placed: number;
}

export interface SupplierSum {
  supplierId: string;
  /** Free when the run began. */
  people: number;
  placed: number;
}

/** What a run came to, seen from each side. */
export interface RunSummary {
  counties: CountySum[];
  suppliers: SupplierSum[];
  enterprises: number;
  /** Enterprises that asked and get nobody. */
  emptyEnterprises: number;
  rules: { locked: number; excluded: number };
}
