export const RUN_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

export const PROPOSAL_STATES = ['proposed', 'sent', 'promised', 'dropped', 'stale'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

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
