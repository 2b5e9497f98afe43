import { Injectable } from '@nestjs/common';
import { checkCreditCode, EnterpriseReads, type EnterpriseView } from '#enterprise';
import { shortageOf, NeedReads, refusedIn } from '#need';
import { UnitOfWork, type Paged } from '#platform/db';
import { notFound, Problem, type FieldFault, type Principal } from '#platform/http';
import { phoneOf } from '#platform/phones';
import { yuanOf, occupations } from '#reference';
import { Doubter } from './doubter.js';
import { emptyAnswer, faultsOf, prefill, type Answer, type FoundFault, type SaidAnswer } from './domain/questionnaire.js';
import { memberMayBecome, type MemberState } from './domain/round.js';
import { LedgerSync } from './ledger-sync.js';
import { SurveyPorts, SurveyStore } from './round.service.js';
import type { SurveyAnswer, SurveyDoubt, SurveyMember, SurveyReview, SurveyRound } from './survey.entity.js';
import { answerProblem, problems, wordedFaults } from './survey.problems.js';

/** A member with its round. */
export interface Asked {
  member: SurveyMember;
  round: SurveyRound;
}

/** The form as a person finds it. */
export interface Form extends Asked {
  /** What to show: the draft, else what was handed in, else what is known. */
  answer: Answer;
  version: number;
  saved: { by: string | null; at: Date } | null;
  aside: SurveyAnswer['aside'];
  final: Answer | null;
  last: Answer | null;
  faults: FieldFault[];
  doubts: SurveyDoubt[];
  reviews: SurveyReview[];
}

@Injectable()
export class AnswerService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly store: SurveyStore,
    private readonly enterprises: EnterpriseReads,
    private readonly needs: NeedReads,
    private readonly ledger: LedgerSync,
    private readonly doubter: Doubter,
    private readonly ports: SurveyPorts,
  ) {}

  /** Open questionnaires of the enterprises that a person acts for. */
  async mine(who: Principal): Promise<Asked[]> {
    const own = who.grants.flatMap((grant) => (grant.enterpriseId ? [grant.enterpriseId] : []));
    const rounds = await this.store.rounds.ofState('open');
    const asked = await Promise.all(
      rounds.map(async (round) => (await this.store.members.ofEnterprises(round.id, own)).map((member) => ({ member, round }))),
    );
    return asked.flat();
  }

  async list(
    who: Principal,
    filter: {
      roundId?: string | undefined;
      enterpriseId?: string | undefined;
      states?: MemberState[] | undefined;
      nodePath?: string | undefined;
      stratum?: string | undefined;
    },
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<Asked>> {
    const page = await this.store.members.page({ ...filter, scope: this.ports.access.scope(who, 'survey.see_answer') }, cursor, limit);
    const rounds = new Map((await this.store.rounds.many(page.items.map(({ roundId }) => roundId))).map((round) => [round.id, round]));
    return { items: page.items.flatMap((member) => ({ member, round: rounds.get(member.roundId) as SurveyRound })), next: page.next };
  }

  async form(who: Principal, id: string): Promise<Form> {
    const asked = await this.allowed(who, 'survey.see_answer', id);
    const { member, round } = asked;
    const [row, last, doubts, reviews] = await Promise.all([
      this.store.answers.byId(id),
      this.doubter.lastOf(round, member),
      this.store.answers.doubtsOf(id),
      this.store.answers.reviews(id),
    ]);
    const answer = row?.draft ?? row?.final ?? (await this.known(member, last));
    return {
      ...asked,
      answer,
      version: row?.version ?? 0,
      saved: row && row.version > 0 ? { by: row.savedBy, at: row.savedAt } : null,
      aside: row?.aside ?? null,
      final: row?.final ?? null,
      last,
      faults: wordedFaults(this.found(round, answer)),
      doubts,
      reviews,
    };
  }

  /** The form to take along: it names whom to call, so it leaves a trace. */
  async takeForm(who: Principal, id: string): Promise<Form> {
    const form = await this.form(who, id);
    await this.ports.audit.record(who, 'survey.form_taken', { kind: 'survey-answer', id, nodePath: form.member.nodePath });
    return form;
  }

  /** Saves what is typed. `version` is the one that the typing began on.
   * @throws Problem `survey.draft_conflict` with the other's draft when somebody saved meanwhile: this one is kept aside then. */
  async saveDraft(who: Principal, id: string, version: number | null, answer: Answer): Promise<{ version: number; at: Date }> {
    const { member } = await this.allowed(who, 'survey.answer', id);
    if (version === null) throw problems('survey.if_match');
    const at = this.ports.clock.now();
    const saved = await this.uow.run(async () => {
      await this.open(member);
      await this.store.answers.begin(member, at);
      const patch = { draft: answer, aside: null, savedById: who.userId, savedBy: who.name.slice(0, 60), savedAt: at };
      if ((await this.store.answers.saveAt(id, version, patch)) !== 1) return false;
      await this.store.members.move(id, ['invited'], { state: 'started' });
      return true;
    });
    if (saved) return { version: version + 1, at };
    return this.clash(who, id, answer);
  }

  /** Hands in: the draft, what is known when nothing was typed, or `given`. The ledger of needs follows at once.
   * @throws Problem naming what is missing; `need.figures_doubtful` for figures out of proportion; `survey.draft_conflict` when somebody
   * saved meanwhile. */
  async submit(who: Principal, id: string, version: number | null, given: Answer | null, figuresConfirmed = false): Promise<SurveyMember> {
    const { member, round } = await this.allowed(who, 'survey.answer', id);
    const enterprise = await this.enterpriseOf(member);
    const done = await this.uow.run(async () => {
      await this.open(member);
      await this.store.answers.begin(member, this.ports.clock.now());
      const row = await this.store.answers.byId(id);
      if (!row) throw notFound('survey-answer', id);
      if (version !== null && version !== row.version) return false;
      const answer = given ?? row.draft ?? row.final ?? (await this.known(member, await this.doubter.lastOf(round, member)));
      await this.handIn(who, { member, round }, row, answer, enterprise, figuresConfirmed);
      return true;
    });
    if (!done) return this.clash(who, id, given);
    return (await this.store.members.byId(id)) ?? member;
  }

  private async handIn(
    who: Principal,
    { member, round }: Asked,
    row: SurveyAnswer,
    answer: Answer,
    enterprise: EnterpriseView,
    figuresConfirmed: boolean,
  ): Promise<void> {
    const found = this.found(round, answer);
    if (found.length > 0) throw answerProblem(found);
    const at = this.ports.clock.now();
    const own = who.grants.some((grant) => grant.enterpriseId === member.enterpriseId);
    const from = (['invited', 'started', 'submitted', 'asked_back'] as const).filter((state) => memberMayBecome(state, 'submitted'));
    const patch = { state: 'submitted' as const, submittedAt: at, answeredForById: own ? null : who.userId, askedBack: null };
    if ((await this.store.members.move(member.id, from, patch)) !== 1) throw problems('survey.accepted');
    const final = await this.ledger.apply(who, enterprise, answer, figuresConfirmed);
    const saved = { draft: null, final, aside: null, savedById: who.userId, savedBy: who.name.slice(0, 60), savedAt: at };
    if ((await this.store.answers.saveAt(member.id, row.version, saved)) !== 1) throw problems('survey.version_stale');
    await this.doubter.look(round, member, final);
    await this.ports.audit.record(
      who,
      own ? 'survey.submitted' : 'survey.answered_for',
      { kind: 'survey-answer', id: member.id, nodePath: member.nodePath },
      { quarter: round.quarter },
    );
  }

  /** Keeps the loser's draft beside the other one and says whose that is. */
  private async clash(who: Principal, id: string, answer: Answer | null): Promise<never> {
    const at = this.ports.clock.now().toISOString();
    if (answer) await this.uow.run(() => this.store.answers.keepAside(id, { by: who.name, at, answer }));
    const row = await this.store.answers.byId(id);
    throw problems('survey.draft_conflict', {
      name: row?.savedBy ?? '',
      at: row?.savedAt.toISOString() ?? at,
      version: row?.version ?? 0,
      theirs: row?.draft ?? row?.final ?? emptyAnswer,
    });
  }

  private async open(member: SurveyMember): Promise<void> {
    if ((await this.store.rounds.touchOpen(member.roundId)) !== 1) throw problems('survey.not_open');
    const now = await this.store.members.byId(member.id);
    if (now?.state === 'accepted') throw problems('survey.accepted');
  }

  /** The form filled from the ledger and the last answer. */
  async known(member: SurveyMember, last: Answer | null): Promise<Answer> {
    const [enterprise, needs, contacts] = await Promise.all([
      this.enterprises.byId(member.enterpriseId),
      this.needs.ofEnterprise(member.enterpriseId),
      this.needs.contacts([member.enterpriseId]),
    ]);
    const contact = contacts.get(member.enterpriseId);
    return prefill(
      { employees: enterprise?.employees ?? null, contactName: contact?.name ?? null, contactPhone: contact?.phone ?? null },
      needs
        .filter(({ state }) => state !== 'filled')
        .map((need) => ({
          id: need.id,
          occupationCode: need.occupationCode,
          title: need.title,
          skillLevel: need.skillLevel,
          shortage: shortageOf(need),
          neededInAll: need.neededInAll,
          wageFromYuan: yuanOf(need.wageFromFen),
          wageToYuan: yuanOf(need.wageToFen),
          clientCreditCode: need.clientCreditCode,
        })),
      last,
    );
  }

  found(round: SurveyRound, answer: SaidAnswer): FoundFault[] {
    return faultsOf(answer, {
      form: round.form,
      isPostable: (code) => occupations.isPostable(code),
      isPhone: (text) => phoneOf(text) !== null,
      isCreditCode: (code) => checkCreditCode(code).ok,
      refusedIn,
    });
  }

  /** @throws Problem 404 for an answer outside the person's reach. */
  async allowed(who: Principal, permission: string, id: string): Promise<Asked> {
    const member = await this.store.members.byId(id);
    if (!member) throw notFound('survey-answer', id);
    this.ports.access.require(who, permission, { nodePath: member.nodePath, enterpriseId: member.enterpriseId });
    const round = await this.store.rounds.byId(member.roundId);
    if (!round) throw new Problem('not_found', 404);
    return { member, round };
  }

  async enterpriseOf(member: SurveyMember): Promise<EnterpriseView> {
    const enterprise = await this.enterprises.byId(member.enterpriseId);
    if (!enterprise) throw notFound('enterprise', member.enterpriseId);
    return enterprise;
  }
}
