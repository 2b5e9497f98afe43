import { defineEvent } from '#platform/jobs';

export const matchingFinished = defineEvent<{ runId: string; startedById: string; proposals: number; people: number }>('matching.finished');

interface SentProposal {
  proposalId: string;
  supplierId: string;
  enterpriseId: string;
  needId: string;
  people: number;
}

/** Proposals were approved: their suppliers are asked to promise. */
export const proposalsSent = defineEvent<{ runId: string; proposals: SentProposal[] }>('matching.proposals_sent');
