import { defineEvent } from '#platform/jobs';
import type { Side } from '#access';

export const matchingFinished = defineEvent<{ runId: string; startedById: string; proposals: number; people: number }>('matching.finished');

interface SentProposal {
  proposalId: string;
  supplierId: string;
  enterpriseId: string;
  needId: string;
  people: number;
}

/** Proposals were approved: their suppliers are asked to promise, their enterprises to say whether the people are welcome. */
export const proposalsSent = defineEvent<{ runId: string; proposals: SentProposal[] }>('matching.proposals_sent');

/** An enterprise would take the people whom a proposal names. */
export const proposalWelcomed = defineEvent<SentProposal>('matching.proposal_welcomed');

/** One side does not want it, and says why. */
export const proposalDeclined = defineEvent<SentProposal & { by: Side; reason: string }>('matching.proposal_declined');

/** What decided about these proposals for one need is another now, or the need or the batch is over: nobody can promise them any more. */
export const proposalsWentStale = defineEvent<{ needId: string; proposals: SentProposal[] }>('matching.proposals_stale');
