import { Injectable } from '@nestjs/common';
import { In, LessThan, Not } from 'typeorm';
import { insertRows, pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { RoundState } from './domain/round.js';
import { SurveyPortion, SurveyRound, SurveyVersion } from './survey.entity.js';

/** A portion without its rows. */
export type PortionHead = Pick<SurveyPortion, 'id' | 'place' | 'number' | 'fromMember' | 'digest'>;

@Injectable()
export class RoundRepository {
  constructor(private readonly uow: UnitOfWork) {}

  byId(id: string): Promise<SurveyRound | null> {
    return this.uow.manager.findOneBy(SurveyRound, { id });
  }

  many(ids: readonly string[]): Promise<SurveyRound[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.uow.manager.findBy(SurveyRound, { id: In([...new Set(ids)]) });
  }

  ofState(state: RoundState): Promise<SurveyRound[]> {
    return this.uow.manager.findBy(SurveyRound, { state });
  }

  /** The last round before a quarter that is closed. */
  closedBefore(quarter: string): Promise<SurveyRound | null> {
    return this.uow.manager
      .createQueryBuilder(SurveyRound, 'round')
      .where("round.quarter < :quarter AND round.state IN ('closed', 'published')", { quarter })
      .orderBy('round.quarter', 'DESC')
      .getOne();
  }

  page(filter: { state?: RoundState | undefined }, cursor: string | undefined, limit: number): Promise<Paged<SurveyRound>> {
    const query = this.uow.manager.createQueryBuilder(SurveyRound, 'round');
    if (filter.state) query.andWhere('round.state = :state', { state: filter.state });
    return pageOf(query, {
      order: [
        ['round.quarter', 'DESC'],
        ['round.id', 'DESC'],
      ],
      cursor,
      limit,
    });
  }

  /** @returns false when the quarter has a round already. */
  async insert(round: SurveyRound): Promise<boolean> {
    await this.uow.manager.createQueryBuilder().insert().into(SurveyRound).values(round).orIgnore().updateEntity(false).execute();
    return (await this.byId(round.id)) !== null;
  }

  /** @returns affected rows: 0 when the version is not the one given or the state another. */
  async updateAt(id: string, version: number, states: RoundState[], patch: Partial<SurveyRound>): Promise<number> {
    return (
      (await this.uow.manager.update(SurveyRound, { id, version, state: In(states) }, { ...patch, version: version + 1 })).affected ?? 0
    );
  }

  async move(id: string, from: RoundState, patch: Partial<SurveyRound>): Promise<number> {
    return (await this.uow.manager.update(SurveyRound, { id, state: from }, { ...patch, version: () => 'version + 1' })).affected ?? 0;
  }

  /** Keeps who asks to publish a version. @returns 0 when somebody asked for it, it is not the last one or the round is not closed. */
  async askFor(id: string, latest: number, asked: Pick<SurveyRound, 'askedById' | 'askedAt' | 'askedVersion'>): Promise<number> {
    const free = { id, state: 'closed' as const, latest, askedVersion: LessThan(latest) };
    return (await this.uow.manager.update(SurveyRound, free, { ...asked, version: () => 'version + 1' })).affected ?? 0;
  }

  /** Publishes a version. @param second who agrees to what somebody else asked for; null where nobody has to ask */
  async publishAt(id: string, latest: number, second: string | null, patch: Partial<SurveyRound>): Promise<number> {
    const asked = second === null ? {} : { askedVersion: latest, askedById: Not(second) };
    return (
      (await this.uow.manager.update(SurveyRound, { id, state: 'closed', latest, ...asked }, { ...patch, version: () => 'version + 1' }))
        .affected ?? 0
    );
  }

  /** @returns 0 when it is not closed, was corrected since or is to be published. */
  async reopenAt(id: string, patch: Partial<SurveyRound>): Promise<number> {
    const untouched = { id, state: 'closed' as const, latest: 1, askedVersion: 0 };
    return (await this.uow.manager.update(SurveyRound, untouched, { ...patch, version: () => 'version + 1' })).affected ?? 0;
  }

  async removeDraft(id: string): Promise<number> {
    return (await this.uow.manager.delete(SurveyRound, { id, state: 'draft' })).affected ?? 0;
  }

  async removeFrozen(roundId: string): Promise<void> {
    await this.uow.manager.delete(SurveyPortion, { roundId });
    await this.uow.manager.delete(SurveyVersion, { roundId });
  }

  /** Marks an open round, so that handing in and closing follow one another. @returns 0 when it is not open. */
  async touchOpen(id: string): Promise<number> {
    return (await this.uow.manager.update(SurveyRound, { id, state: 'open' }, { moves: () => 'moves + 1' })).affected ?? 0;
  }

  /** Claims the next frozen version. */
  async claimVersion(id: string, latest: number): Promise<number> {
    return (
      (await this.uow.manager.update(SurveyRound, { id, latest, state: In(['closed', 'published']) }, { latest: latest + 1 })).affected ?? 0
    );
  }

  versionOf(roundId: string, number: number): Promise<SurveyVersion | null> {
    return this.uow.manager.findOneBy(SurveyVersion, { roundId, number });
  }

  versions(roundId: string, cursor: string | undefined, limit: number): Promise<Paged<SurveyVersion>> {
    const query = this.uow.manager.createQueryBuilder(SurveyVersion, 'version').where('version.roundId = :roundId', { roundId });
    return pageOf(query, { order: [['version.number', 'DESC']], cursor, limit });
  }

  async insertVersion(version: SurveyVersion): Promise<void> {
    await insertRows(this.uow.manager, SurveyVersion, [version]);
  }

  async insertPortion(portion: SurveyPortion): Promise<void> {
    await insertRows(this.uow.manager, SurveyPortion, [portion]);
  }

  /** The portions that are true in a version, in order, without their rows. */
  async heads(roundId: string, version: number): Promise<PortionHead[]> {
    const heads = await this.uow.manager
      .createQueryBuilder(SurveyPortion, 'portion')
      .select(['portion.id', 'portion.place', 'portion.number', 'portion.fromMember', 'portion.digest'])
      .where('portion.roundId = :roundId AND portion.number <= :version', { roundId, version })
      .orderBy('portion.place', 'ASC')
      .addOrderBy('portion.number', 'ASC')
      .getMany();
    return [...new Map(heads.map((head) => [head.place, head])).values()];
  }

  portion(id: string): Promise<SurveyPortion> {
    return this.uow.manager.findOneByOrFail(SurveyPortion, { id });
  }
}
