import { Injectable } from '@nestjs/common';
import { doubtsOf, type Doubt } from './domain/doubts.js';
import type { Answer } from './domain/questionnaire.js';
import { SurveyPorts, SurveyStore } from './round.service.js';
import type { SurveyMember, SurveyRound } from './survey.entity.js';

/** Looks at answers that were handed in and notes what is doubtful about them. */
@Injectable()
export class Doubter {
  constructor(
    private readonly store: SurveyStore,
    private readonly ports: SurveyPorts,
  ) {}

  /** What the enterprise answered in the round before. */
  async lastOf(round: SurveyRound, member: SurveyMember): Promise<Answer | null> {
    const before = round.previousId ? await this.store.members.of(round.previousId, member.enterpriseId) : null;
    return before ? ((await this.store.answers.byId(before.id))?.final ?? null) : null;
  }

  /** Notes the doubts about an answer in the place of those about an earlier one. */
  async look(round: SurveyRound, member: SurveyMember, answer: Answer): Promise<Doubt[]> {
    await this.store.answers.replaceClients(member, answer);
    const found = doubtsOf(answer, {
      industryCode: member.industryCode,
      creditCode: member.creditCode,
      last: await this.lastOf(round, member),
      ranges: round.ranges,
      usualPairs: new Set(round.usualPairs),
      others: await this.others(round, member, answer),
    });
    await this.store.answers.replaceDoubts(member, found, this.ports.clock.now());
    return found;
  }

  /** What agencies seek for this enterprise, and what the clients of this agency answered themselves. */
  private async others(round: SurveyRound, member: SurveyMember, answer: Answer) {
    const byAgencies = member.creditCode ? await this.store.answers.soughtFor(round.id, member.creditCode) : [];
    const others = byAgencies
      .filter(({ memberId }) => memberId !== member.id)
      .map(({ clientCreditCode, occupationCode }) => ({ clientCreditCode, occupationCode, byAgency: true }));
    const codes = [...new Set(answer.rows.flatMap(({ clientCreditCode }) => (clientCreditCode ? [clientCreditCode] : [])))];
    const clients = await this.store.members.ofCreditCodes(round.id, codes);
    const finals = await this.store.answers.finalsOf(clients.map(({ id }) => id));
    for (const { id, creditCode } of clients) {
      for (const row of finals.get(id)?.rows ?? []) {
        if (creditCode && row.occupationCode && row.stillShort > 0)
          others.push({ clientCreditCode: creditCode, occupationCode: row.occupationCode, byAgency: false });
      }
    }
    return others;
  }
}
