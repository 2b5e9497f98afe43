import { Injectable } from '@nestjs/common';
import { NeedReads, termsOf, type NeedTerms, type NeedView } from '#need';
import { batchTermsOf, SupplyReads, type BatchView } from '#supply';
import { changesSince, type Matched, type TermChange } from '../domain/index.js';
import type { Proposal } from '../matching.entity.js';

export interface Outdated {
  proposal: Proposal;
  changes: TermChange[];
}

/** Tells which proposals do not hold any more, and which change that is of. */
@Injectable()
export class MatchedTerms {
  constructor(
    private readonly needs: NeedReads,
    private readonly supply: SupplyReads,
  ) {}

  async outdated(proposals: readonly Proposal[]): Promise<Outdated[]> {
    const needs = new Map((await this.needs.many(proposals.map(({ needId }) => needId))).map((need) => [need.id, need]));
    const batches = new Map((await this.supply.batches(proposals.map(({ batchId }) => batchId))).map((batch) => [batch.id, batch]));
    return proposals.flatMap((proposal) => outdatedBy(proposal, needs.get(proposal.needId), batches.get(proposal.batchId)));
  }
}

/** What a pair stands on when it is matched. */
export const matchedBy = (need: NeedTerms, batch: BatchView): Matched => ({ need: { ...termsOf(need) }, batch: batchTermsOf(batch) });

/** The proposal with what changed, when its need or batch is over or anything that decided is another one now; else nothing. */
export const outdatedBy = (proposal: Proposal, need: NeedView | undefined, batch: BatchView | undefined): Outdated[] => {
  const changes = changesSince(proposal.matched, {
    ...(need && need.termsVersion !== proposal.needVersion ? { need: { ...termsOf(need) } } : {}),
    ...(batch ? { batch: batchTermsOf(batch) } : {}),
  });
  const over = need?.state !== 'published' || need.termsVersion !== proposal.needVersion || batch?.state === 'closed';
  return over || changes.length > 0 ? [{ proposal, changes }] : [];
};
