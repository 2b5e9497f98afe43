import { Injectable } from '@nestjs/common';
import { notFound, Problem, toProblem, type Principal } from '#platform/http';
import { NeedEdits, type NeedChange } from './need.edits.js';
import { refuseMove, type NeedView } from './need.ledger.js';
import { NeedService } from './need.service.js';

/** What somebody says of one draft. */
export interface DraftLine {
  id: string;
  version: number;
  change: NeedChange;
  figuresConfirmed?: boolean | undefined;
}

/** What became of it: the need as it is now, and why not all of it was done. */
export interface DraftOutcome {
  id: string;
  need: NeedView | null;
  problem: Problem | null;
}

/** Many drafts in one go, each by itself and by the rules of a single edit: what is refused of one keeps no other from being saved. */
@Injectable()
export class NeedDrafts {
  constructor(
    private readonly needs: NeedService,
    private readonly edits: NeedEdits,
  ) {}

  /** @param publish whether those that lack nothing any more go on the board, or to their county where that looks first */
  async complete(who: Principal, lines: readonly DraftLine[], publish: boolean): Promise<DraftOutcome[]> {
    const outcomes: DraftOutcome[] = [];
    for (const line of lines) outcomes.push(await this.one(who, line, publish));
    return outcomes;
  }

  private async one(who: Principal, { id, version, change, figuresConfirmed }: DraftLine, publish: boolean): Promise<DraftOutcome> {
    let need: NeedView | null = null;
    try {
      need = await this.needs.one(who, id);
      refuseMove(need, 'complete');
      if (Object.keys(change).length > 0) need = (await this.edits.edit(who, id, version, change)).need;
      if (publish && need.gaps.length === 0) need = (await this.needs.publishAgain(who, id, figuresConfirmed)).need;
      return { id, need, problem: null };
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status >= 500) throw error;
      return { id, need, problem: problem.status === 404 ? notFound('need', id) : problem };
    }
  }
}
