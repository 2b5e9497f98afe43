import { Injectable } from '@nestjs/common';
import { everything } from '#access';
import type { NeedView } from './need.ledger.js';
import { NeedOutcomes, type NeedOutcome } from './need-outcome.repository.js';
import { NeedRepository, type NeedTotal, type OpenNeed } from './need.repository.js';

/** Whom to call about an enterprise's needs. */
export interface NeedContact {
  name: string | null;
  phone: string;
}

/** Answers other libraries' questions about needs; checks no permission. */
@Injectable()
export class NeedReads {
  constructor(
    private readonly needs: NeedRepository,
    private readonly whatBecame: NeedOutcomes,
  ) {}

  byId(id: string): Promise<NeedView | null> {
    return this.needs.byId(id);
  }

  /** As it stands until the end of the caller's unit of work. */
  forUpdate(id: string): Promise<NeedView | null> {
    return this.needs.forUpdate(id);
  }

  many(ids: string[]): Promise<NeedView[]> {
    return this.needs.many([...new Set(ids)]);
  }

  /** Published needs that still have places to give, in order of id: what a matching run takes.
   * Ask again with the last id as `after` until a page is shorter than `limit`. */
  openFor(options: { nodePath?: string; after?: string; limit?: number } = {}): Promise<NeedView[]> {
    return this.needs.open({ ...options, limit: options.limit ?? 2000 });
  }

  /**
   * What decides who fits them: of published needs below a node that still have places to give, in order of id, the next
   * `limit` after `after`.
   */
  openTerms(nodePath: string, after: string, limit: number): Promise<OpenNeed[]> {
    return this.needs.openTerms(nodePath, after, limit);
  }

  /**
   * Published needs that still have places to give, of an occupation or, by the beginning of its code, a group of them; best
   * paid first.
   */
  openOfOccupation(codePrefix: string, limit: number): Promise<NeedView[]> {
    return this.needs.openOfOccupation(codePrefix, limit);
  }

  /** What became of the needs that were published in a span, by occupation; those of agencies without a client stay out. */
  outcomes(since: Date, until: Date): Promise<NeedOutcome[]> {
    return this.whatBecame.of(since, until);
  }

  /** Needs that an import changed, in the order of its lines, after one of them. */
  changedByImport(importId: string, afterLine: number, limit: number): Promise<{ line: number; needId: string }[]> {
    return this.needs.changedByImport(importId, afterLine, limit);
  }

  /** Needs below a node, counted by state and by whether they have places to give. */
  totals(nodePath: string): Promise<NeedTotal[]> {
    return this.needs.totals(nodePath);
  }

  /** Needs of one enterprise that stand on the board or did, newest first. */
  async ofEnterprise(enterpriseId: string, limit = 200): Promise<NeedView[]> {
    return (await this.needs.page({ scope: everything, enterpriseId, states: ['published', 'stale', 'filled'] }, undefined, limit)).items;
  }

  /** Whom the newest need of each enterprise names to be called. */
  async contacts(enterpriseIds: readonly string[]): Promise<Map<string, NeedContact>> {
    const needs = await this.needs.many(await this.needs.newestWithPhone([...new Set(enterpriseIds)]));
    return new Map(
      needs.flatMap((need) =>
        need.contactPhone ? [[need.enterpriseId, { name: need.contactName, phone: need.contactPhone }] as const] : [],
      ),
    );
  }
}
