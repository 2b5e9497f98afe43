import { Injectable } from '@nestjs/common';
import { In, type FindOptionsWhere } from 'typeorm';
import { withinScope, type Scope } from '#access';
import { FieldCipher, Sealing } from '#platform/crypto';
import { insertRows, newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { Doubt, DoubtKind } from './domain/doubts.js';
import type { Answer } from './domain/questionnaire.js';
import { SurveyAnswer, SurveyClient, SurveyDoubt, SurveyReview, type DoubtState, type SurveyMember } from './survey.entity.js';

export interface DoubtFilter {
  scope: Scope;
  roundId: string;
  kind?: DoubtKind | undefined;
  state?: DoubtState | undefined;
  nodePath?: string | undefined;
}

@Injectable()
export class AnswerRepository {
  private readonly said: Sealing<SurveyAnswer>;
  private readonly decided: Sealing<SurveyReview>;

  constructor(
    private readonly uow: UnitOfWork,
    cipher: FieldCipher,
  ) {
    this.said = new Sealing(cipher, 'survey_answer');
    this.decided = new Sealing(cipher, 'survey_review');
  }

  async byId(memberId: string): Promise<SurveyAnswer | null> {
    return this.said.maybe(await this.uow.manager.findOneBy(SurveyAnswer, { id: memberId }));
  }

  /** Answers handed in, by member. */
  async finals(roundId: string): Promise<Map<string, Answer>> {
    return this.finalsWhere({ roundId });
  }

  async finalsOf(memberIds: readonly string[]): Promise<Map<string, Answer>> {
    return memberIds.length === 0 ? new Map<string, Answer>() : this.finalsWhere({ id: In([...memberIds]) });
  }

  private async finalsWhere(where: FindOptionsWhere<SurveyAnswer>): Promise<Map<string, Answer>> {
    const rows = await this.uow.manager.find(SurveyAnswer, { select: { id: true, final: true, finalSealed: true }, where });
    return new Map(this.said.openAll(rows).flatMap(({ id, final }) => (final ? [[id, final] as const] : [])));
  }

  /** The row of a member that has said nothing yet; two at once make one. */
  async begin(member: SurveyMember, at: Date): Promise<void> {
    const row = {
      id: member.id,
      roundId: member.roundId,
      draft: null,
      final: null,
      aside: null,
      version: 0,
      savedById: null,
      savedBy: null,
      savedAt: at,
    };
    await this.uow.manager.createQueryBuilder().insert().into(SurveyAnswer).values(row).orIgnore().updateEntity(false).execute();
  }

  /** @returns affected rows: 0 when the version is not the one given. */
  async saveAt(memberId: string, version: number, patch: Partial<SurveyAnswer>): Promise<number> {
    return (
      (await this.uow.manager.update(SurveyAnswer, { id: memberId, version }, { ...this.said.seal(memberId, patch), version: version + 1 }))
        .affected ?? 0
    );
  }

  async keepAside(memberId: string, aside: SurveyAnswer['aside']): Promise<void> {
    await this.uow.manager.update(SurveyAnswer, { id: memberId }, this.said.seal(memberId, { aside }));
  }

  async insertMany(answers: SurveyAnswer[]): Promise<void> {
    const sealed = answers.map((answer) => this.said.seal(answer.id, answer));
    await insertRows(this.uow.manager, SurveyAnswer, sealed);
  }

  doubtsOf(memberId: string): Promise<SurveyDoubt[]> {
    return this.uow.manager.find(SurveyDoubt, { where: { memberId }, order: { id: 'ASC' } });
  }

  openDoubts(roundId: string): Promise<number> {
    return this.uow.manager.countBy(SurveyDoubt, { roundId, state: 'open' });
  }

  doubts(filter: DoubtFilter, cursor: string | undefined, limit: number): Promise<Paged<SurveyDoubt>> {
    const query = this.uow.manager.createQueryBuilder(SurveyDoubt, 'doubt').where('doubt.roundId = :roundId', { roundId: filter.roundId });
    withinScope(query, filter.scope, { nodePath: 'doubt.nodePath' });
    if (filter.kind) query.andWhere('doubt.kind = :kind', { kind: filter.kind });
    if (filter.state) query.andWhere('doubt.state = :state', { state: filter.state });
    if (filter.nodePath) query.andWhere('doubt.nodePath LIKE :nodePath', { nodePath: `${filter.nodePath}%` });
    return pageOf(query, {
      order: [
        ['doubt.nodePath', 'ASC'],
        ['doubt.id', 'ASC'],
      ],
      cursor,
      limit,
    });
  }

  /** Puts the doubts of a new answer in the place of those that wait; what was found right before is not asked again. */
  async replaceDoubts(member: SurveyMember, found: readonly Doubt[], at: Date): Promise<void> {
    const settled = new Set((await this.doubtsOf(member.id)).filter(({ state }) => state === 'accepted').map((doubt) => keyOf(doubt)));
    await this.uow.manager.delete(SurveyDoubt, { memberId: member.id, state: In(['open', 'asked_back']) });
    await this.insertDoubts(found.filter((doubt) => !settled.has(keyOf(doubt))).map((doubt) => doubtRow(member, doubt, at)));
  }

  async insertDoubts(rows: SurveyDoubt[]): Promise<void> {
    await insertRows(this.uow.manager, SurveyDoubt, rows);
  }

  async settleDoubts(memberId: string, to: DoubtState): Promise<void> {
    await this.uow.manager.update(SurveyDoubt, { memberId, state: In(['open', 'asked_back']) }, { state: to });
  }

  async insertReview(review: SurveyReview): Promise<void> {
    await insertRows(this.uow.manager, SurveyReview, [this.decided.seal(review.id, review)]);
  }

  async reviews(memberId: string): Promise<SurveyReview[]> {
    return this.decided.openAll(await this.uow.manager.find(SurveyReview, { where: { memberId }, order: { at: 'ASC' }, take: 100 }));
  }

  async replaceClients(member: SurveyMember, answer: Answer): Promise<void> {
    await this.uow.manager.delete(SurveyClient, { memberId: member.id });
    await insertRows(this.uow.manager, SurveyClient, clientsOf(member, answer));
  }

  async insertClients(rows: SurveyClient[]): Promise<void> {
    await insertRows(this.uow.manager, SurveyClient, rows);
  }

  /** What agencies seek for a client in a round. */
  soughtFor(roundId: string, clientCreditCode: string): Promise<SurveyClient[]> {
    return this.uow.manager.findBy(SurveyClient, { roundId, clientCreditCode });
  }
}

const keyOf = ({ kind, row, now }: Doubt): string => JSON.stringify([kind, row, now]);

export const doubtRow = (member: SurveyMember, doubt: Doubt, at: Date): SurveyDoubt => ({
  ...doubt,
  id: newId(),
  roundId: member.roundId,
  memberId: member.id,
  nodePath: member.nodePath,
  state: 'open',
  createdAt: at,
});

export const clientsOf = (member: SurveyMember, answer: Answer): SurveyClient[] =>
  answer.rows.flatMap((row) =>
    row.clientCreditCode && row.occupationCode && row.stillShort > 0
      ? [
          {
            id: newId(),
            roundId: member.roundId,
            memberId: member.id,
            clientCreditCode: row.clientCreditCode,
            occupationCode: row.occupationCode,
          },
        ]
      : [],
  );
