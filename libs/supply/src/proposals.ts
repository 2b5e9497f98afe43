/** What a matching run proposed for a batch, as the supplier who is to promise it needs to know. */
export interface ProposedGroup {
  readonly id: string;
  readonly needId: string;
  readonly batchId: string;
  readonly supplierId: string;
  readonly enterpriseId: string;
  readonly people: number;
}

/**
 * Between the library that proposes and the one that dispatches: neither may know the other, both know batches.
 * The matching library implements it.
 */
export abstract class Proposals {
  abstract byId(id: string): Promise<ProposedGroup | null>;
  /** Marks a sent proposal as promised, inside the caller's unit of work. @throws Problem 409 when it is not open to that. */
  abstract take(id: string): Promise<void>;
  /** Nothing became of it (declined, lapsed, withdrawn), inside the caller's unit of work. */
  abstract drop(id: string): Promise<void>;
}
