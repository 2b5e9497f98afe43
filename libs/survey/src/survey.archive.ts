import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork } from '#platform/db';
import { AnswerRepository, clientsOf, doubtRow } from './answer.repository.js';
import { doubtsOf } from './domain/doubts.js';
import type { Answer } from './domain/questionnaire.js';
import { MemberRepository } from './member.repository.js';
import { RoundRepository } from './round.repository.js';
import { problems } from './survey.problems.js';

const AT_ONCE = 500;

/** Takes over answers that were given elsewhere, on paper or to another system. The ledger of needs is left alone. */
@Injectable()
export class SurveyArchive {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rounds: RoundRepository,
    private readonly members: MemberRepository,
    private readonly answers: AnswerRepository,
    private readonly clock: Clock,
  ) {}

  /** Enters answers into an open round, by enterprise; those that are not asked, or have answered, are passed over.
   * @returns how many were entered.
   * @throws Problem `survey.not_open` */
  async enter(roundId: string, given: ReadonlyMap<string, Answer>): Promise<number> {
    const ids = [...given.keys()];
    let entered = 0;
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      const some = ids.slice(i, i + AT_ONCE);
      entered += await this.uow.run(() => this.enterSome(roundId, some, given));
    }
    return entered;
  }

  private async enterSome(roundId: string, ids: string[], given: ReadonlyMap<string, Answer>): Promise<number> {
    if ((await this.rounds.touchOpen(roundId)) !== 1) throw problems('survey.not_open');
    const round = await this.rounds.byId(roundId);
    const members = (await this.members.ofEnterprises(roundId, ids)).filter(({ state }) => state === 'invited');
    const before = round?.previousId ? await this.members.ofEnterprises(round.previousId, ids) : [];
    const finals = await this.answers.finalsOf(before.map(({ id }) => id));
    const last = new Map(before.map(({ id, enterpriseId }) => [enterpriseId, finals.get(id) ?? null]));
    const at = this.clock.now();
    const pairs = members.map((member) => ({ member, answer: given.get(member.enterpriseId) as Answer }));
    const usualPairs = new Set(round?.usualPairs ?? []);
    await this.answers.insertMany(
      pairs.map(({ member, answer }) => ({
        id: member.id,
        roundId,
        draft: null,
        final: answer,
        aside: null,
        version: 1,
        savedById: null,
        savedBy: null,
        savedAt: at,
      })),
    );
    await this.answers.insertClients(pairs.flatMap(({ member, answer }) => clientsOf(member, answer)));
    await this.answers.insertDoubts(
      pairs.flatMap(({ member, answer }) => {
        const facts = {
          industryCode: member.industryCode,
          creditCode: member.creditCode,
          last: last.get(member.enterpriseId) ?? null,
          ranges: round?.ranges ?? {},
          usualPairs,
          others: [],
        };
        return doubtsOf(answer, facts).map((doubt) => doubtRow(member, doubt, at));
      }),
    );
    await this.members.markSubmitted(
      members.map(({ id }) => id),
      at,
    );
    return members.length;
  }
}
