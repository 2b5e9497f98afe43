import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import type { Principal, Problem } from '#platform/http';
import type { RoundState } from './domain/round.js';
import { Freezer } from './freeze.service.js';
import { RoundService, SurveyStore } from './round.service.js';
import type { SurveyRound } from './survey.entity.js';
import { problems } from './survey.problems.js';

/** Takes back what was done to a round, as long as nobody built on it. */
@Injectable()
export class RoundUndo {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rounds: RoundService,
    private readonly store: SurveyStore,
    private readonly freezer: Freezer,
  ) {}

  /** Removes a draft. @throws Problem `survey.round_state`. */
  async remove(who: Principal, id: string): Promise<void> {
    const round = await this.rounds.one(id);
    await this.uow.run(async () => {
      if ((await this.store.rounds.removeDraft(id)) !== 1) throw await this.stateOf(id);
      await this.rounds.record(who, 'survey.removed', round, { quarter: round.quarter });
    });
  }

  /** An open round is a draft again, and its sample forgotten: until the first answer is begun.
   * @throws Problem `survey.answered_already`, `survey.round_state`. */
  async takeBack(who: Principal, id: string): Promise<SurveyRound> {
    const round = await this.rounds.one(id);
    return this.uow.run(async () => {
      if ((await this.store.rounds.move(id, 'open', { state: 'draft', openedAt: null })) !== 1) throw await this.stateOf(id);
      await this.store.members.forgetUnanswered(id);
      if (await this.store.members.any(id)) throw problems('survey.answered_already');
      await this.rounds.record(who, 'survey.taken_back', round, {});
      return this.rounds.one(id);
    });
  }

  /** A closed round is open again: until one of its answers is corrected, or it is to be published. What was frozen is thawed.
   * @param closesOn its new closing day, where the old one is past
   * @throws Problem `survey.frozen_used`, `survey.round` when it would be past its closing day. */
  async reopen(who: Principal, id: string, closesOn?: string): Promise<SurveyRound> {
    const round = await this.rounds.one(id);
    const day = closesOn ?? round.closesOn;
    this.rounds.refusePast({ closesOn: day });
    return this.uow.run(async () => {
      if ((await this.store.rounds.reopenAt(id, { state: 'open', closedAt: null, latest: 0, closesOn: day })) !== 1)
        throw await this.stateOf(id, 'closed', problems('survey.frozen_used'));
      await this.freezer.thaw(id);
      await this.rounds.record(who, 'survey.reopened', round, { closesOn: day });
      return this.rounds.one(id);
    });
  }

  /** Why a guarded move moved nothing: as the round is now, which somebody else may have moved meanwhile.
   * @throws Problem of a round that is gone */
  private async stateOf(id: string, expected?: RoundState, otherwise?: Problem): Promise<Problem> {
    const { state } = await this.rounds.one(id);
    return otherwise && state === expected ? otherwise : problems('survey.round_state', { state });
  }
}
