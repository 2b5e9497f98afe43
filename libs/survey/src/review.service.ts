import { Injectable } from '@nestjs/common';
import { newId, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { AnswerService, type Asked } from './answer.service.js';
import { Doubter } from './doubter.js';
import { emptyAnswer, type Answer } from './domain/questionnaire.js';
import { Freezer } from './freeze.service.js';
import { LedgerSync } from './ledger-sync.js';
import { eventOf, SurveyPorts, SurveyStore } from './round.service.js';
import type { SurveyReview } from './survey.entity.js';
import { roundCorrected, surveyAskedBack } from './survey.events.js';
import { answerProblem, problems } from './survey.problems.js';

/** What the bureau makes of an answer: it accepts it, asks back, or corrects it and says why. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly store: SurveyStore,
    private readonly answers: AnswerService,
    private readonly ledger: LedgerSync,
    private readonly doubter: Doubter,
    private readonly freezer: Freezer,
    private readonly ports: SurveyPorts,
  ) {}

  async accept(who: Principal, id: string): Promise<Asked> {
    const { member, round } = await this.answers.allowed(who, 'survey.review', id);
    return this.uow.run(async () => {
      if ((await this.store.rounds.touchOpen(round.id)) !== 1) throw problems('survey.not_open');
      if ((await this.store.members.move(id, ['submitted', 'asked_back', 'accepted'], { state: 'accepted', askedBack: null })) !== 1) {
        throw problems('survey.member_state', { state: member.state });
      }
      await this.store.answers.settleDoubts(id, 'accepted');
      await this.note(who, { member, round }, 'accept', null, null);
      return this.answers.allowed(who, 'survey.review', id);
    });
  }

  /** Asks the enterprise to look again; until it does its answer does not count. */
  async askBack(who: Principal, id: string, reason: string): Promise<Asked> {
    const { member, round } = await this.answers.allowed(who, 'survey.review', id);
    return this.uow.run(async () => {
      if ((await this.store.rounds.touchOpen(round.id)) !== 1) throw problems('survey.not_open');
      if ((await this.store.members.move(id, ['submitted', 'accepted', 'asked_back'], { state: 'asked_back', askedBack: reason })) !== 1) {
        throw problems('survey.member_state', { state: member.state });
      }
      await this.store.answers.settleDoubts(id, 'asked_back');
      await this.note(who, { member, round }, 'ask_back', reason, null);
      await this.ports.events.record(surveyAskedBack, {
        ...eventOf(round),
        memberId: id,
        enterpriseId: member.enterpriseId,
        reason,
        at: this.ports.clock.now().toISOString(),
      });
      return this.answers.allowed(who, 'survey.review', id);
    });
  }

  /** Corrects an answer. Of an open round the ledger follows; a closed one gets a new version, and what was published stays. */
  async correct(who: Principal, id: string, patch: Partial<Answer>, reason: string): Promise<Asked> {
    const { member, round } = await this.answers.allowed(who, 'survey.review', id);
    const enterprise = await this.answers.enterpriseOf(member);
    return this.uow.run(async () => {
      const open = (await this.store.rounds.touchOpen(round.id)) === 1;
      await this.store.answers.begin(member, this.ports.clock.now());
      const row = await this.store.answers.byId(id);
      const before = row?.final ?? null;
      const corrected: Answer = { ...(before ?? emptyAnswer), ...patch };
      const found = this.answers.found(round, corrected);
      if (found.length > 0) throw answerProblem(found);
      await this.ledger.own(enterprise, corrected);
      const final = open ? await this.ledger.apply(who, enterprise, corrected, true) : corrected;
      const patched = { final, draft: null, savedById: who.userId, savedBy: who.name.slice(0, 60), savedAt: this.ports.clock.now() };
      if ((await this.store.answers.saveAt(id, row?.version ?? 0, patched)) !== 1) throw problems('survey.version_stale');
      await this.store.members.move(id, ['invited', 'started', 'submitted', 'asked_back', 'accepted'], {
        state: 'accepted',
        askedBack: null,
      });
      await this.note(who, { member, round }, 'correct', reason, before);
      if (open) await this.doubter.look(round, member, final);
      else await this.amend(who, { member, round }, final, reason);
      await this.store.answers.settleDoubts(id, 'corrected');
      return this.answers.allowed(who, 'survey.review', id);
    });
  }

  private async amend(who: Principal, { member, round }: Asked, final: Answer, reason: string): Promise<void> {
    const current = (await this.store.rounds.byId(round.id)) ?? round;
    if (current.state !== 'closed' && current.state !== 'published') throw problems('survey.round_state', { state: current.state });
    const { number } = await this.freezer.amend(current, member, final, { reason, userId: who.userId });
    await this.ports.events.record(roundCorrected, { ...eventOf(current), version: number });
  }

  private async note(
    who: Principal,
    { member, round }: Asked,
    action: SurveyReview['action'],
    reason: string | null,
    before: Answer | null,
  ): Promise<void> {
    await this.store.answers.insertReview({
      id: newId(),
      roundId: round.id,
      memberId: member.id,
      action,
      reason,
      before,
      byId: who.userId,
      at: this.ports.clock.now(),
    });
    await this.ports.audit.record(
      who,
      `survey.${action}`,
      { kind: 'survey-answer', id: member.id, nodePath: member.nodePath },
      { quarter: round.quarter, reason },
    );
  }
}
