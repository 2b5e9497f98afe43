import { Injectable } from '@nestjs/common';
import { Brackets, In } from 'typeorm';
import { insertRows, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { OUTCOMES, type Outcome } from '../domain/outcome.js';
import { FairOutcome, FairTalk } from './outcome.entity.js';

/** People by the last that was said of them; somebody who spoke about two posts is met once. */
export type OutcomeCounts = Record<Outcome, number> & { talks: number };

/** Statements about what came of people at booths. */
@Injectable()
export class OutcomeRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** All that an enterprise said of these people. */
  history(enterpriseId: string, ticketIds: readonly string[]): Promise<FairOutcome[]> {
    if (ticketIds.length === 0) return Promise.resolve([]);
    return this.uow.manager.find(FairOutcome, { where: { enterpriseId, ticketId: In([...ticketIds]) }, order: { at: 'ASC', id: 'ASC' } });
  }

  talks(enterpriseId: string, ticketIds: readonly string[]): Promise<FairTalk[]> {
    if (ticketIds.length === 0) return Promise.resolve([]);
    return this.uow.manager.findBy(FairTalk, { enterpriseId, ticketId: In([...ticketIds]) });
  }

  addOutcomes(outcomes: readonly FairOutcome[]): Promise<void> {
    return insertRows(this.uow.manager, FairOutcome, outcomes);
  }

  addTalks(talks: readonly FairTalk[]): Promise<void> {
    return insertRows(this.uow.manager, FairTalk, talks);
  }

  async updateTalk({ id, ...now }: FairTalk): Promise<void> {
    await this.uow.manager.update(FairTalk, { id }, now);
  }

  /** What somebody lets be seen has changed: phones that hold it are told. */
  async touch(ticketId: string, changedAt: Date): Promise<void> {
    await this.uow.manager.update(FairTalk, { ticketId }, { changedAt });
  }

  /** Whom an enterprise met at a fair, the last first. */
  page(fairId: string, enterpriseId: string, cursor: string | undefined, limit: number): Promise<Paged<FairTalk>> {
    const query = this.uow.manager.createQueryBuilder(FairTalk, 'talk').where({ fairId, enterpriseId });
    return pageOf(query, { order: [['talk.id', 'DESC']], cursor, limit });
  }

  /** In the order in which the house heard of them, after a place in it. */
  changedSince(fairId: string, enterpriseId: string, { at, id }: { at: Date; id: string }, limit: number): Promise<FairTalk[]> {
    return this.uow.manager
      .createQueryBuilder(FairTalk, 'talk')
      .where({ fairId, enterpriseId })
      .andWhere(
        new Brackets((either) =>
          either.where('talk.changedAt > :at', { at }).orWhere('talk.changedAt = :at AND talk.id > :id', { at, id }),
        ),
      )
      .orderBy('talk.changedAt', 'ASC')
      .addOrderBy('talk.id', 'ASC')
      .take(limit)
      .getMany();
  }

  /** @param enterpriseId of one enterprise; of the whole fair without it */
  async counts(fairId: string, enterpriseId?: string): Promise<OutcomeCounts> {
    const query = () =>
      this.uow.manager.createQueryBuilder(FairTalk, 'talk').where({ fairId, ...(enterpriseId !== undefined && { enterpriseId }) });
    const rows = await query()
      .select('talk.kind', 'kind')
      .addSelect('COUNT(*)', 'n')
      .groupBy('talk.kind')
      .getRawMany<{ kind: Outcome; n: number | string }>();
    const met = await query().select('COUNT(DISTINCT CONCAT(talk.enterpriseId, talk.ticketId))', 'n').getRawOne<{ n: number | string }>();
    const by = new Map(rows.map(({ kind, n }) => [kind, Number(n)]));
    const kinds = Object.fromEntries(OUTCOMES.map((kind) => [kind, by.get(kind) ?? 0])) as Record<Outcome, number>;
    return { ...kinds, talks: Number(met?.n ?? 0) };
  }
}
