import { bool, day, id, instant, int, oneOf, PageQuery, text } from '#platform/http';
import { outstanding, PROMISE_STATES, PROMISE_WARNINGS, type PromiseState, type PromiseWarning } from './domain/promise.js';
import { PROMISE_ORDERS, type PromiseOrder } from './promise.repository.js';
import type { PromiseRow } from './dispatch.entity.js';

export class NewPromiseDto {
  @id() needId: string;
  @id() batchId: string;
  @int({ min: 1, max: 100_000 }) people: number;
  @id({ optional: true, about: 'made by the client: the same key again gives the same promise' }) requestKey?: string;
}

export class PromiseProposalDto {
  @int({ optional: true, min: 1, max: 100_000, about: 'fewer than proposed; all of them without it' }) people?: number;
}

export class AcceptDto {
  @int({ optional: true, min: 1, max: 100_000, about: 'fewer than promised; all of them without it' }) people?: number;
  @text({ optional: true, nullable: true, min: 2, max: 300, about: 'why the others are not taken: needed for a part' }) reason?:
    string | null = null;
}

export class DeclineDto {
  @text({ min: 2, max: 300 }) reason: string;
}

export class WithdrawDto {
  @text({ min: 2, max: 300 }) reason: string;
  @int({ optional: true, min: 1, max: 100_000, about: 'a part of an accepted promise; all of it without it' }) people?: number;
  @int({ optional: true, about: 'version of the promise one has seen; needed for a part' }) version?: number;
  @id({ optional: true, about: 'need where people who are on their way go instead' }) substituteNeedId?: string;
}

/** A promise with names and clocks. */
export interface PromiseView {
  promise: PromiseRow;
  names: { need: string; supplier: string; supplierPhone: string | null; enterprise: string };
  lastStart: string | null;
  trips: number;
  warning: PromiseWarning | null;
}

export class PromiseDto {
  @id() id: string;
  @id({ nullable: true }) proposalId: string | null;
  @id() needId: string;
  @text() needTitle: string;
  @id() batchId: string;
  @id() supplierId: string;
  @text() supplierName: string;
  @text({ nullable: true, about: 'to call the supplier' }) supplierPhone: string | null;
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @int() people: number;
  @int({ about: 'accepted, but did not come, was lost or refused, or withdrawn' }) released: number;
  @int() signed: number;
  @int({ about: 'of whom nobody knows yet' }) outstanding: number;
  @int({ about: 'promised besides, and not taken when the others were accepted' }) notTaken: number;
  @day({ nullable: true, about: 'the last day on which they can start' }) lastStart: string | null;
  @int({ about: 'trips that serve it, without those that were called off' }) trips: number;
  @oneOf(PROMISE_WARNINGS, 'PromiseWarning', { nullable: true, about: 'lapses soon, or should have a trip by now' })
  warning: PromiseWarning | null;
  @oneOf(PROMISE_STATES, 'PromiseState') state: PromiseState;
  @instant() expiresAt: string;
  @text({ nullable: true }) reason: string | null;
  @id({ nullable: true }) substituteFor: string | null;
  @instant() createdAt: string;
  @instant({ nullable: true }) decidedAt: string | null;
  @int() version: number;

  static of({ promise: one, names, lastStart, trips, warning }: PromiseView): PromiseDto {
    return {
      id: one.id,
      proposalId: one.proposalId,
      needId: one.needId,
      needTitle: names.need,
      batchId: one.batchId,
      supplierId: one.supplierId,
      supplierName: names.supplier,
      supplierPhone: names.supplierPhone,
      enterpriseId: one.enterpriseId,
      enterpriseName: names.enterprise,
      people: one.people,
      released: one.released,
      signed: one.signed,
      outstanding: one.state === 'accepted' ? outstanding(one) : 0,
      notTaken: one.notTaken,
      lastStart,
      trips,
      warning,
      state: one.state,
      expiresAt: one.expiresAt.toISOString(),
      reason: one.reason,
      substituteFor: one.substituteFor,
      createdAt: one.createdAt.toISOString(),
      decidedAt: one.decidedAt?.toISOString() ?? null,
      version: one.version,
    };
  }
}

export class PromiseQuery extends PageQuery {
  @oneOf(PROMISE_STATES, 'PromiseState', { optional: true }) state?: PromiseState;
  @oneOf(PROMISE_ORDERS, 'PromiseOrder', { optional: true, about: 'the newest first, or those first that run out first' })
  order?: PromiseOrder;
  @id({ optional: true }) supplier?: string;
  @id({ optional: true }) enterprise?: string;
  @id({ optional: true }) need?: string;
  @bool({ optional: true, about: 'only those of which was warned and that still wait' }) warned?: boolean;
}
